/**
 * What is known of calls. Pure: changes of the store's state, and what follows from it.
 *
 * @typedef {{p: string, muted?: boolean, listener?: boolean, hand?: number, poor?: boolean, deaf?: boolean, away?: boolean}} Seat
 * @typedef {{id: string, by: string, since: number, count: number, people: Seat[], feeds?: {id: string, name: string, poor?: boolean, away?: boolean}[], ringing?: string[], declined?: string[],
 *   recording?: {by: string, since: number}}} Call
 */

export const noCalls = { calls: {}, speaking: {}, spoke: {}, bothFree: {} };

const without = (table, c) => {
  const { [c]: gone, ...rest } = table;
  return rest;
};

/** People keep their places: who was there before, then who came. */
function inPlace(before, call) {
  if (before?.id !== call.id) return call;
  const places = new Map(before.people.map((seat, i) => [seat.p, i]));
  const place = (seat) => places.get(seat.p) ?? places.size;
  return { ...call, people: [...call.people].sort((a, b) => place(a) - place(b)) };
}

function withCall(state, c, call) {
  if (call) return { ...state, calls: { ...state.calls, [c]: inPlace(state.calls?.[c], call) }, bothFree: without(state.bothFree, c) };
  if (!state.calls?.[c]) return state;
  return { ...state, calls: without(state.calls, c), speaking: without(state.speaking, c), spoke: without(state.spoke, c) };
}

/** Of a snapshot; `calls` is null where the server has none to offer. */
export const callsOf = ({ calls }) => ({ ...noCalls, calls: calls ? Object.fromEntries(calls.map(({ c, call }) => [c, call])) : null });

/** Of a conversation's frame. */
export const callOf = (state, { conversation: { id }, call }) => (call && state.calls ? { calls: { ...state.calls, [id]: call } } : {});

export const callChanges = {
  call: (state, { c, call }) => [withCall(state, c, call), { effect: "call", what: "call", c, before: state.calls?.[c], call }],

  speaking(state, { c, p, now }) {
    const spoke = { ...state.spoke[c] };
    for (const person of new Set([...p, ...(state.speaking[c] ?? [])])) spoke[person] = now;
    return [{ ...state, speaking: { ...state.speaking, [c]: p }, spoke: { ...state.spoke, [c]: spoke } }];
  },

  leg: (state, frame) => [state, { effect: "call", what: "leg", ...frame }],
  free: (state, frame) => [{ ...state, bothFree: { ...state.bothFree, [frame.c]: frame.with } }, { effect: "call", what: "free", c: frame.c, with: frame.with }],
  notFree: (state, { c }) => [{ ...state, bothFree: without(state.bothFree, c) }, { effect: "call", what: "free", c }],
};

/** What the log's new events say of calls. @returns {any[]} effects */
export function callEffects(state, c, events) {
  return events.filter((e) => e.kind === "call" && e.state === "ended").map((e) =>
    ({ effect: "call", what: "ended", c, e, missed: !!e.missed?.includes(state.me?.id) }));
}

export const seatOf = (call, person) => call?.people.find((seat) => seat.p === person);

/** The conversations whose call rings here. @returns {string[]} */
export function ringingHere(state) {
  if (state.link.state !== "live" || !state.me || !state.calls) return [];
  return Object.keys(state.calls).filter((c) => {
    const call = state.calls[c];
    return call.ringing?.includes(state.me.id) && !seatOf(call, state.me.id) && !call.declined?.includes(state.me.id);
  });
}

/** True when calls can be offered: the browser can, and the server has not said that it has none. */
export const mayCall = (state, conversation) => state.calls !== null && conversation.my?.state === "joined" &&
  !!globalThis.RTCPeerConnection && (conversation.kind !== "direct" || !!conversation.people?.length);

export const moderates = ({ kind, my }) => kind !== "direct" && (my?.role === "owner" || my?.role === "moderator");
export const mayRecord = (conversation) => conversation.kind === "direct" || moderates(conversation);
/** True when one may be heard in this call: by role, or given the floor. */
export const mayBeHeard = (conversation, seat) => (seat ? !seat.listener : conversation.my?.role !== "reader");

const lately = 60_000;

/**
 * In which order people are shown. Few: as they came, oneself first. Many: speakers before the silent, then hands, then the rest.
 * @param {Call} call @param {{me: string, spoke?: Record<string, number>, speaking?: string[], now: number, room?: number}} context
 * @returns {{seats: Seat[], hands: Seat[], rest: Seat[], more: number}} `more`: how many are in the call and not listed
 */
export function roster(call, { me, spoke = {}, speaking = [], now, room = 16 }) {
  const own = (a, b) => Number(b.p === me) - Number(a.p === me);
  const people = call.people;
  const listeners = people.filter((seat) => seat.listener);
  let seats = people.filter((seat) => !seat.listener).sort(own);
  const crowded = seats.length > room;
  const raised = (crowded ? people : listeners).filter((seat) => seat.hand && seat.p !== me).sort((a, b) => a.hand - b.hand);
  let rest = listeners.filter((seat) => !seat.hand || seat.p === me).sort(own);
  if (crowded) {
    const weight = (seat) => (seat.p === me ? 4 : 0) + (speaking.includes(seat.p) || now - (spoke[seat.p] ?? 0) < lately ? 2 : 0) + (seat.muted ? 0 : 1);
    const ranked = seats.filter((seat) => seat.p === me || !seat.hand).map((seat, i) => ({ seat, i, weight: weight(seat) }))
      .sort((a, b) => b.weight - a.weight || a.i - b.i).map(({ seat }) => seat);
    seats = ranked.slice(0, room);
    rest = [...ranked.slice(room), ...rest];
  }
  return { seats, hands: raised, rest, more: Math.max(0, call.count - seats.length - raised.length - rest.length) };
}
