/**
 * The one state, and the one function that changes it: `update(state, event) → [state, …effects]`. Pure.
 *
 * Events are the server's frames (their `t` as `type`) and what this page does. Effects are values that live.js performs:
 * `{effect: "deliver"}`, `{effect: "command", do, fields}`, `{effect: "keep", what, c?}`, `{effect: "announce", c, e}`,
 * `{effect: "watch"}`, `{effect: "forget", c}`.
 */
import { callChanges, callEffects, callOf, callsOf, noCalls } from "/callstate.js";
import { noteDelivery } from "/delivery.js";
import { addEvents, emptyLog, rangeOf } from "/log.js";
import * as outbox from "/outbox.js";

export const initial = {
  me: null, session: "", link: { state: "connecting" }, skew: 0,
  people: {}, presence: {}, contacts: {}, conversations: {}, logs: {}, members: {}, readers: {}, typing: {},
  outbox: [], drafts: {}, invitations: {}, open: null, attentive: true, badge: 0,
  self: { dnd: false, text: "", activity: "active", media: { voice: false, video: false } }, ...noCalls,
};

/** @param {typeof initial} state @param {any} event @returns {[any, ...any[]]} */
export function update(state, event) {
  const change = changes[event.type];
  if (!change) return [state];
  const [next, ...effects] = change(state, event);
  return [next === state ? state : { ...next, badge: countBadge(next) }, ...effects];
}

/** Conversations that want attention: unread by their level, and requests. */
function countBadge({ conversations }) {
  let n = 0;
  for (const c of Object.values(conversations)) {
    if (c.my?.state === "requested") n += 1;
    else if (c.my?.level === "none") continue;
    else n += c.my?.level === "mentions" ? c.mentions ?? 0 : c.unread ?? 0;
  }
  return n;
}

const put = (state, table, id, value) => ({ ...state, [table]: { ...state[table], [id]: value } });
const byId = (list) => Object.fromEntries(list.map((item) => [item.id, item]));

function changeConversation(state, c, fields) {
  const old = state.conversations[c];
  return old ? put(state, "conversations", c, { ...old, ...fields }) : state;
}

const changes = {
  ...callChanges,

  restored: (state, { kept }) => [{ ...state, ...kept, outbox: outbox.interrupted(kept.outbox ?? []) }],

  link(state, { link }) {
    const lost = state.link.state === "live" && link.state !== "live";
    return [{ ...state, link, outbox: lost ? outbox.interrupted(state.outbox) : state.outbox, ...(lost ? { presence: {}, typing: {} } : {}) }, ...(link.state === "live" ? [{ effect: "deliver" }, { effect: "watch" }, { effect: "command", do: "presence", fields: { activity: state.self.activity, media: state.self.media } }] : []), { effect: "call", what: link.state === "live" ? "linked" : "unlinked" }];
  },

  snapshot(state, frame) {
    const reads = [];
    const conversations = byId(frame.conversations.map((c) => {
      const held = state.conversations[c.id];
      if (!held?.my || !c.my || held.my.read <= c.my.read) return c;
      reads.push({ effect: "command", do: "read", fields: { c: c.id, seq: held.my.read } });
      return { ...c, my: { ...c.my, read: held.my.read }, unread: Math.min(held.unread, c.unread), mentions: Math.min(held.mentions, c.mentions) };
    }));
    const kept = (table) => Object.fromEntries(Object.entries(table).filter(([c]) => conversations[c]));
    const next = {
      ...state, me: frame.me, session: frame.session, skew: frame.now - (frame.here ?? frame.now), conversations,
      people: { ...state.people, ...frame.people, [frame.me.id]: frame.me },
      contacts: Object.fromEntries((frame.contacts ?? []).map((c) => [c.person, c.state])),
      self: { ...state.self, dnd: !!frame.me.dnd, text: frame.me.status ?? "", mail: frame.me.mail, mailAddress: frame.me.mailAddress },
      logs: kept(state.logs), readers: kept(state.readers), members: kept(state.members), presence: {}, typing: {}, ...callsOf(frame),
      outbox: Object.values(conversations).reduce((box, c) => outbox.settled(box, c.id, new Set(), heldTo(state, c.id)), outbox.interrupted(state.outbox)),
    };
    return [next, { effect: "deliver" }, { effect: "watch" }, { effect: "keep", what: "base" }, { effect: "call", what: "snapshot" }, ...reads];
  },

  events(state, { c, events }) {
    const log = state.logs[c] ?? emptyLog;
    const held = rangeOf(log)?.[1] ?? 0;
    const head = state.conversations[c]?.head ?? 0;
    // A page that was fetched may have brought an event to the log before it is told here.
    const fresh = events.filter((e) => e.seq > Math.min(held, head));
    if (!fresh.length) return [state];
    const unheld = fresh.filter((e) => e.seq > held);
    const logs = unheld.length ? put(state, "logs", c, splitAdd(log, unheld)) : state;
    const mine = new Set(fresh.filter((e) => e.by === state.me.id && e.key).map((e) => e.key));
    let next = { ...logs, outbox: outbox.settled(state.outbox, c, mine, fresh[fresh.length - 1].seq), typing: stopTyping(state.typing, c, fresh) };
    const effects = [{ effect: "keep", what: "log", c }];
    for (const e of fresh) {
      if (e.seq <= (next.conversations[c]?.head ?? 0)) continue;
      next = noteEvent(next, c, e);
      if (e.kind === "message" && e.by !== state.me.id) effects.push({ effect: "announce", c, e });
    }
    if (fresh.some((e) => membership.has(e.kind))) effects.push({ effect: "members", c });
    effects.push(...callEffects(state, c, fresh));
    return [next, ...effects];
  },

  page(state, { c, page, span }) {
    const log = addEvents(state.logs[c] ?? emptyLog, page.events, page.later, span);
    return [put(state, "logs", c, log), { effect: "keep", what: "log", c }];
  },

  gap: (state, { c, to }) => [changeConversation(state, c, { head: Math.max(to, state.conversations[c]?.head ?? 0) })],

  conversation: (state, { conversation, people, call }) => [
    { ...put(state, "conversations", conversation.id, notOlder(state.conversations[conversation.id], conversation)), people: { ...state.people, ...people }, ...callOf(state, { conversation, call }) },
    { effect: "watch" }, { effect: "keep", what: "base" }, { effect: "members", c: conversation.id }, { effect: "call", what: "told", c: conversation.id },
  ],

  gone(state, { c }) {
    const { [c]: conversation, ...conversations } = state.conversations;
    const { [c]: log, ...logs } = state.logs;
    return [{ ...state, conversations, logs, outbox: state.outbox.filter((item) => item.c !== c) }, { effect: "forget", c }];
  },

  typing(state, { c, by, on, now }) {
    if (by === state.me?.id) return [state];
    const { [by]: before, ...others } = state.typing[c] ?? {};
    return [put(state, "typing", c, on ? { ...others, [by]: now + 6000 } : others), { effect: "tick" }];
  },

  tick(state, { now }) {
    const typing = Object.fromEntries(Object.entries(state.typing).map(([c, people]) =>
      [c, Object.fromEntries(Object.entries(people).filter(([, until]) => until > now))]).filter(([, people]) => Object.keys(people).length));
    return [{ ...state, typing }];
  },

  read(state, { c, by, seq }) {
    const readers = { ...state.readers[c], [by]: Math.max(seq, state.readers[c]?.[by] ?? 0) };
    const next = put(state, "readers", c, readers);
    return [by === state.me.id ? readUpTo(next, c, seq) : next];
  },

  seen(state, { c, seq }) {
    const my = state.conversations[c]?.my;
    if (!my || my.state !== "joined" || my.read >= seq) return [state];
    return [readUpTo(state, c, seq), { effect: "command", do: "read", fields: { c, seq } }, { effect: "keep", what: "base" }];
  },

  presence: (state, { p, state: is, media, text, since }) => [put(state, "presence", p, { state: is, media: media ?? [], text, since })],
  contact: (state, { contact, people }) => [{ ...put(state, "contacts", contact.person, contact.state), people: { ...state.people, ...people } }, { effect: "watch" }],
  person: (state, { person }) => [{ ...put(state, "people", person.id, person), me: person.id === state.me?.id ? { ...state.me, ...person } : state.me }],
  people: (state, { people }) => [{ ...state, people: { ...state.people, ...people } }],
  lapsed: (state, { c }) => [state, { effect: "members", c }, { effect: "call", what: "lapsed", c }],

  members(state, { c, members, people, conversation }) {
    const readers = Object.fromEntries(members.map((m) => [m.person, Math.max(m.read ?? 0, state.readers[c]?.[m.person] ?? 0)]));
    const next = put(put(state, "members", c, members), "readers", c, readers);
    const { title, count, people: some, outside, address } = conversation ? notOlder(state.conversations[c], conversation) : {};
    return [{ ...changeConversation(next, c, conversation ? { title, count, people: some, outside, address } : {}), people: { ...state.people, ...people } }, { effect: "watch" }];
  },

  invited: (state, { c, invitations }) => [put(state, "invitations", c, mergeInvitations(state.invitations[c] ?? [], invitations))],
  uninvite: (state, { c }) => [put(state, "invitations", c, [])],
  level: (state, { c, level }) => [changeConversation(state, c, { my: { ...state.conversations[c].my, level } })],
  address: (state, { c, address }) => [changeConversation(state, c, { address })],
  open: (state, { c }) => [{ ...state, open: c }, { effect: "watch" }],
  attentive: (state, { on }) => [{ ...state, attentive: on }],
  self: (state, { self }) => [{ ...state, self: { ...state.self, ...self } }],
  draft: (state, { c, draft }) => [put(state, "drafts", c, draft), { effect: "draft", c, draft }],

  queue: (state, { item }) => [{ ...state, outbox: outbox.enqueue(state.outbox, item) }, { effect: "keep", what: "outbox" }, { effect: "deliver" }],
  sending: (state, { key }) => [{ ...state, outbox: outbox.sending(state.outbox, key) }],
  sent(state, { key, seq, at }) {
    const item = state.outbox.find((i) => i.key === key);
    if (!item) return [state, { effect: "deliver" }];
    const box = heldTo(state, item.c) >= seq ? outbox.discard(state.outbox, key) : outbox.acknowledged(state.outbox, key, seq, at);
    return [{ ...state, outbox: box }, { effect: "keep", what: "outbox" }, { effect: "deliver" }];
  },
  refused: (state, { key, problem }) => [{ ...state, outbox: outbox.refused(state.outbox, key, problem) }, { effect: "keep", what: "outbox" }, { effect: "deliver" }],
  retry: (state, { key }) => [{ ...state, outbox: outbox.again(state.outbox, key) }, { effect: "keep", what: "outbox" }, { effect: "deliver" }],
  discard: (state, { key }) => [{ ...state, outbox: outbox.discard(state.outbox, key) }, { effect: "keep", what: "outbox" }, { effect: "deliver" }],
};

const membership = new Set(["added", "invited", "joined", "left", "removed", "role", "title"]);
const heldTo = (state, c) => rangeOf(state.logs[c] ?? emptyLog)?.[1] ?? 0;

/** Adds live events; a jump in the numbers (after a gap) begins a stretch of its own. */
function splitAdd(log, events) {
  let from = 0;
  for (let i = 1; i <= events.length; i++) {
    if (i < events.length && events[i].seq === events[i - 1].seq + 1) continue;
    log = addEvents(log, events.slice(from, i));
    from = i;
  }
  return log;
}

function stopTyping(typing, c, events) {
  if (!typing[c]) return typing;
  const silent = new Set(events.filter((e) => e.kind === "message").map((e) => e.by));
  return { ...typing, [c]: Object.fromEntries(Object.entries(typing[c]).filter(([by]) => !silent.has(by))) };
}

/** A summary may be told after an event that it does not know: what events say stays. */
function notOlder(held, told) {
  if (!held?.my || held.head <= told.head) return told;
  const { title, head, at, last, unread, mentions, outside } = held;
  return { ...told, title, head, at, last, unread, mentions, outside };
}

/** What a new event says about the summary of its conversation. */
function noteEvent(state, c, e) {
  const old = state.conversations[c];
  if (!old) return state;
  const fields = { head: e.seq };
  if (e.kind === "message") {
    fields.last = e;
    fields.at = e.at;
    if (e.by !== state.me.id && e.seq > old.my.read) {
      fields.unread = old.unread + 1;
      if (e.mentions?.includes(state.me.id) || e.mentions?.includes("all")) fields.mentions = old.mentions + 1;
    }
  } else if (e.kind === "title") fields.title = e.title;
  else if (e.kind === "delivery") fields.outside = noteDelivery(old.outside, e);
  else if ((e.kind === "edit" || e.kind === "retract") && old.last?.seq === e.target) {
    fields.last = e.kind === "edit" ? { ...old.last, text: e.text } : { ...old.last, text: "", retracted: true };
  } else if (e.kind === "joined" || e.kind === "added") {
    if (e.person === state.me.id) fields.my = { ...old.my, state: "joined" };
  } else if (e.kind === "role" && e.person === state.me.id) fields.my = { ...old.my, role: e.role };
  return changeConversation(state, c, fields);
}

function readUpTo(state, c, seq) {
  const old = state.conversations[c];
  if (!old?.my || seq <= old.my.read) return state;
  const events = state.logs[c]?.events ?? [];
  const left = seq >= old.head ? [] : events.filter((e) => e.kind === "message" && e.seq > seq && e.by !== state.me.id);
  const mentions = left.filter((e) => e.mentions?.includes(state.me.id) || e.mentions?.includes("all")).length;
  return changeConversation(state, c, { my: { ...old.my, read: seq }, unread: Math.min(old.unread, left.length), mentions: Math.min(old.mentions, mentions) });
}

function mergeInvitations(before, added) {
  const fresh = new Set(added.map((i) => i.person));
  return [...before.filter((i) => !fresh.has(i.person)), ...added];
}
