import test from "node:test";
import assert from "node:assert/strict";
import { setUp } from "./browserless.mjs";
import { load } from "./client.mjs";

setUp();
const { initial, update } = await load("/store.js");
const { mayBeHeard, mayCall, mayRecord, moderates, ringingHere, roster, seatOf } = await load("/callstate.js");
const { callLength, callLine, callNews, mutedWords, namesOf, seatWords, speakingWords } = await load("/callwords.js");
const { Unheard } = await load("/unheard.js");
const { CallSound } = await load("/callsound.js");
const { entriesByDay } = await load("/entries.js");

const people = Object.fromEntries(["ada", "ben", "cleo", "dora", "eli"].map((id) => [id, { id, name: id[0].toUpperCase() + id.slice(1) }]));
const state = (more = {}) => ({ ...initial, me: { id: "ada", name: "Ada" }, people, link: { state: "live" }, ...more });
const call = (seats, more = {}) => ({ id: "k", by: "ben", since: 5, count: seats.length, people: seats.map((s) => (typeof s === "string" ? { p: s } : s)), ringing: [], ...more });
const told = (s, c, it) => update(s, { type: "call", c, call: it })[0];

test("a call comes, changes, and goes with everything known of it", () => {
  let [s, effect] = update(state(), { type: "call", c: "x", call: call(["ben"]) });
  assert.equal(s.calls.x.count, 1);
  assert.deepEqual([effect.effect, effect.what, effect.before], ["call", "call", undefined]);
  [s] = update(s, { type: "speaking", c: "x", p: ["ben"], now: 9 });
  assert.deepEqual([s.speaking.x, s.spoke.x], [["ben"], { ben: 9 }]);
  [s] = update(s, { type: "speaking", c: "x", p: [], now: 12 });
  assert.deepEqual([s.speaking.x, s.spoke.x], [[], { ben: 12 }]);
  [s, effect] = update(s, { type: "call", c: "x", call: null });
  assert.deepEqual([s.calls, s.speaking, s.spoke], [{}, {}, {}]);
  assert.equal(effect.before.id, "k");
});

test("people keep their places when the server lists them otherwise", () => {
  let s = told(state(), "x", call(["ben", "cleo", "dora"]));
  s = told(s, "x", call([{ p: "dora", hand: 3 }, "eli", "ben", "cleo"]));
  assert.deepEqual(s.calls.x.people.map((seat) => seat.p), ["ben", "cleo", "dora", "eli"]);
  s = told(s, "x", call(["eli", "ben"], { id: "another" }));
  assert.deepEqual(s.calls.x.people.map((seat) => seat.p), ["eli", "ben"]);
});

test("a conversation that is new tells its call", () => {
  const conversation = { id: "x", head: 1, my: { state: "joined", read: 1 } };
  assert.equal(update(state(), { type: "conversation", conversation, people: {}, call: call(["ben"]) })[0].calls.x.count, 1);
  assert.deepEqual(update(state(), { type: "conversation", conversation, people: {} })[0].calls, {});
});

test("a snapshot replaces all calls, and tells when a server has none", () => {
  const frame = { type: "snapshot", me: { id: "ada", name: "Ada" }, now: 1, here: 1, session: "s", conversations: [], people: {} };
  const held = told(state(), "old", call(["ben"]));
  assert.deepEqual(Object.keys(update(held, { ...frame, calls: [{ c: "x", call: call(["ben"]) }] })[0].calls), ["x"]);
  assert.equal(update(held, frame)[0].calls, null);
});

test("what lapsed is fetched again, and the end of a call is told", () => {
  assert.ok(update(state(), { type: "lapsed", c: "x" }).some((e) => e.what === "lapsed"));
  const s = state({ conversations: { x: { id: "x", head: 1, my: { state: "joined", read: 1 }, unread: 0 } } });
  const e = { seq: 2, at: 1, by: "ben", kind: "call", state: "ended", call: "k", seconds: 9, people: 1, missed: ["ada"] };
  const [next, ...effects] = update(s, { type: "events", c: "x", events: [e] });
  const ended = effects.find((x) => x.what === "ended");
  assert.deepEqual([ended.c, ended.missed, ended.e.call], ["x", true, "k"]);
  assert.equal(next.conversations.x.unread, 0);
  assert.ok(!effects.some((x) => x.effect === "announce"));
});

test("rings while one is rung, not in it, has not declined, and is connected", () => {
  const ring = (more, s = {}) => ringingHere(told(state(s), "x", call(["ben"], more)));
  assert.deepEqual(ring({ ringing: ["ada"] }), ["x"]);
  assert.deepEqual(ring({ ringing: ["cleo"] }), []);
  assert.deepEqual(ring({ ringing: ["ada"], declined: ["ada"] }), []);
  assert.deepEqual(ring({ ringing: ["ada"] }, { link: { state: "offline" } }), []);
  assert.deepEqual(ringingHere(told(state(), "x", call(["ben", "ada"], { ringing: ["ada"] }))), []);
  assert.deepEqual(ringingHere(state({ calls: null })), []);
});

test("who may call, speak, moderate and record", () => {
  const group = { kind: "group", my: { state: "joined", role: "member" } }, direct = { kind: "direct", people: ["ben"], my: { state: "joined", role: "owner" } };
  globalThis.RTCPeerConnection = class {};
  assert.ok(mayCall(state(), group));
  assert.ok(!mayCall(state({ calls: null }), group));
  assert.ok(!mayCall(state(), { ...group, my: { state: "requested" } }));
  assert.ok(!mayCall(state(), { ...direct, people: [] }));
  delete globalThis.RTCPeerConnection;
  assert.ok(!mayCall(state(), group));
  assert.ok(!moderates(direct) && mayRecord(direct));
  assert.ok(!moderates(group) && !mayRecord(group));
  assert.ok(moderates({ kind: "group", my: { role: "moderator" } }));
  assert.ok(!mayBeHeard({ my: { role: "reader" } }) && mayBeHeard({ my: { role: "reader" } }, { p: "ada" }));
  assert.ok(!mayBeHeard(group, { p: "ada", listener: true }));
});

test("few stand as they came, oneself first", () => {
  const found = roster(call(["ben", { p: "cleo", hand: 3 }, "ada"]), { me: "ada", now: 0 });
  assert.deepEqual(found.seats.map((s) => s.p), ["ada", "ben", "cleo"]);
  assert.deepEqual([found.hands, found.rest, found.more], [[], [], 0]);
});

test("listeners are below, raised hands by when they were raised", () => {
  const seats = ["ben", { p: "cleo", listener: true, hand: 9 }, { p: "dora", listener: true, hand: 4 }, { p: "eli", listener: true }, { p: "ada", listener: true, hand: 2 }];
  const found = roster(call(seats, { count: 300 }), { me: "ada", now: 0 });
  assert.deepEqual(found.seats.map((s) => s.p), ["ben"]);
  assert.deepEqual(found.hands.map((s) => s.p), ["dora", "cleo"]);
  assert.deepEqual(found.rest.map((s) => s.p), ["ada", "eli"]);
  assert.equal(found.more, 295);
});

test("of many, those who speak are seen, nobody is lost or twice", () => {
  const seats = Array.from({ length: 300 }, (_, i) => ({ p: "p" + i, muted: i !== 250, ...(i === 200 ? { hand: 1 } : {}) }));
  const { seats: shown, hands, rest, more } = roster(call(seats), { me: "p299", speaking: ["p120"], spoke: { p130: 100_000, p131: 1 }, now: 110_000 });
  assert.deepEqual(shown.slice(0, 4).map((s) => s.p), ["p299", "p120", "p130", "p250"]);
  assert.equal(shown.length, 16);
  assert.deepEqual(hands.map((s) => s.p), ["p200"]);
  const all = [...shown, ...hands, ...rest].map((s) => s.p);
  assert.equal(new Set(all).size, 300);
  assert.deepEqual([all.length, more], [300, 0]);
});

test("says how long, and what became of a call", () => {
  assert.deepEqual([0, 29, 30, 240, 3600, 3900].map(callLength), ["under a minute", "under a minute", "1 min", "4 min", "1 h", "1 h 5 min"]);
  const e = { by: "ben", state: "ended", seconds: 240, people: 2 };
  assert.equal(callLine(state(), e), "Ben called · 4 min");
  assert.equal(callLine(state(), { ...e, people: 5 }), "Ben called · 4 min · 5 people");
  assert.equal(callLine(state(), { ...e, missed: ["ada"] }), "Missed call from Ben");
  assert.equal(callLine(state(), { ...e, by: "ada", people: 1, missed: ["ben"] }), "You called · no answer");
  assert.equal(callLine(state(), { ...e, state: "started" }), "Ben began a call");
});

test("a timeline has one line for a call", () => {
  const events = [["started", "a"], ["ended", "a"], ["started", "b"]].map(([state, call], i) => ({ seq: i + 1, at: i, by: "ben", kind: "call", state, call }));
  assert.deepEqual(entriesByDay(events, { me: "ada" }).flatMap((d) => d.entries).map(({ e }) => [e.state, e.call]), [["ended", "a"], ["started", "b"]]);
});

test("says who speaks, and who is who", () => {
  assert.equal(speakingWords(state(), "x"), "Nobody speaks now");
  assert.equal(speakingWords(state({ speaking: { x: ["ben"] } }), "x"), "Ben speaks now");
  assert.equal(speakingWords(state({ speaking: { x: ["ada"] } }), "x"), "You speak now");
  assert.equal(speakingWords(state({ speaking: { x: ["ben", "cleo"] } }), "x"), "Ben and Cleo speak now");
  assert.equal(namesOf(state(), ["ben", "cleo", "dora", "eli"]), "Ben, Cleo and 2 more");
  assert.equal(speakingWords(told(state({ speaking: { x: ["f", "ben"] } }), "x", call(["ben"], { feeds: [{ id: "f", name: "Radio" }] })), "x"), "Radio and Ben speak now");
  assert.equal(namesOf(state(), []), "");
  assert.deepEqual(seatWords({ p: "b", muted: true, poor: true, hand: 1 }), ["hand raised", "muted", "poor network"]);
  assert.deepEqual(seatWords({ p: "b", muted: true, listener: true }), ["listens"]);
});

test("tells what changed in a call, and nothing of oneself coming", () => {
  const news = (a, b) => callNews(state(), a && call(...a), b && call(...b));
  assert.deepEqual(news(undefined, [["ben"]]), []);
  assert.deepEqual(news([["ben"]], [["ben", "ada", "cleo"]]), ["Cleo joined"]);
  assert.deepEqual(news([["ada", "ben", "cleo"]], [["ada"]]), ["Ben and Cleo left"]);
  assert.deepEqual(news([["ada"]], [["ada"], { recording: { by: "ben", since: 1 } }]), ["Ben began recording"]);
  assert.deepEqual(news([["ada"], { recording: { by: "ben", since: 1 } }], [["ada"]]), ["The recording has ended"]);
  assert.deepEqual(news([["ada", "ben"]], [["ada", { p: "ben", hand: 2 }]]), ["Ben raised a hand"]);
  assert.deepEqual(news([[{ p: "ada", listener: true, hand: 1 }]], [["ada"]]), ["You may speak now", "Your hand is down"]);
});

test("a seat is found, and missing in no call", () => {
  assert.equal(seatOf(null, "ada"), undefined);
  assert.equal(seatOf(call(["ben"]), "ben").p, "ben");
});

/** Tells levels, one every 66 ms: how often it was to be told. */
function tell(unheard, levels, from = 0) {
  return levels.filter((level, i) => unheard.heard(level, from + i * 66)).length;
}
const speech = Array.from({ length: 30 }, (_, i) => (i % 5 < 3 ? 0.5 : 0.1));

test("who speaks while muted is told, once in two minutes", () => {
  const unheard = new Unheard();
  assert.equal(tell(unheard, speech.slice(0, 12)), 0);
  assert.equal(tell(unheard, speech), 1);
  assert.equal(tell(unheard, speech, 60_000), 0);
  assert.equal(tell(unheard, speech, 130_000), 1);
});

test("keys, a cough and a quiet room are no speech", () => {
  const keys = Array.from({ length: 150 }, (_, i) => (i % 4 ? 0.1 : 0.6)), cough = [0, 0, ...Array(8).fill(0.9), ...Array(100).fill(0.1)];
  for (const levels of [keys, cough, Array(150).fill(0.25)]) assert.equal(tell(new Unheard(), levels), 0);
});

test("what was said while heard does not count, and who wants no telling has none until muted anew", () => {
  const unheard = new Unheard();
  tell(unheard, Array(9).fill(0.5));
  unheard.forget();
  assert.equal(tell(unheard, Array(9).fill(0.5)), 0);
  unheard.declined = true;
  assert.equal(tell(unheard, speech), 0);
  unheard.muted();
  assert.equal(tell(unheard, speech, 5000), 1);
});

test("the hint names the key where there are keys", () => {
  assert.equal(mutedWords(true, true), "You are muted. Press M to be heard, or hold Space to talk.");
  assert.equal(mutedWords(false, true), "You are muted. Press M to be heard.");
  assert.equal(mutedWords(true, false), "You are muted. Press Unmute to be heard.");
});

test("nobody is told who is heard, deaf, a listener, or talks by holding Space", () => {
  globalThis.matchMedia = () => ({ matches: true });
  const told = (more) => {
    const said = [], sound = { open: false, mayBeHeard: true, deaf: false, unheard: new Unheard(), app: { toast: (words) => said.push(words) }, ...more };
    for (let i = 0; i < 30; i++) CallSound.prototype.noticed.call(sound, 0.6);
    return said.length;
  };
  assert.equal(told({}), 1);
  for (const more of [{ open: true }, { deaf: true }, { mayBeHeard: false }, { holds: true }]) assert.equal(told(more), 0);
});
