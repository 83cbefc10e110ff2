import test from "node:test";
import assert from "node:assert/strict";
import { setUp } from "./browserless.mjs";
import { load } from "./client.mjs";

setUp();
const { Line } = await load("/rtc.js");
const { Problem } = await load("/api.js");

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A line, its connections, and time that is told. */
function scene(signal) {
  const peers = [], states = [], asked = [], timers = new Map();
  let now = 0, ids = 0;
  class PC {
    constructor() { Object.assign(this, { connectionState: "new", signalingState: "stable" }); peers.push(this); }
    addTransceiver(track, { direction }) { this.direction = direction; this.sender = { track: typeof track === "string" ? null : track, replaceTrack: async (t) => { this.sender.track = t; } }; return this; }
    async createOffer({ iceRestart } = {}) { return { type: "offer", sdp: iceRestart ? "restart" : "offer" }; }
    async setLocalDescription(d) { this.localDescription = d; this.signalingState = d.type === "rollback" ? "stable" : "have-local-offer"; }
    async setRemoteDescription(d) { this.answer = d.sdp; this.signalingState = "stable"; }
    is(state) { this.connectionState = state; this.onconnectionstatechange(); }
    close() { this.connectionState = "closed"; }
  }
  const line = new Line({
    PC, random: () => 1, onTrack() {}, onState: (state, why) => states.push(why === undefined ? state : [state, why.title ?? why]),
    signal: async (offer) => { asked.push(offer); return signal ? signal(offer, asked.length) : { answer: "answer" }; },
    timers: { setTimeout: (f, ms) => { timers.set(++ids, { f, at: now + ms }); return ids; }, clearTimeout: (id) => timers.delete(id) },
  });
  const pass = async (ms) => {
    now += ms;
    for (const [id, { f, at }] of [...timers]) if (at <= now && timers.delete(id)) f();
    await settled();
  };
  return { line, peers, states, asked, pass };
}

const offline = () => { throw new Problem({ type: "offline", title: "Not connected" }); };

test("one offer, one answer, and it is connected", async () => {
  const { line, peers, states, asked, pass } = scene();
  await line.open();
  peers[0].is("connected");
  assert.deepEqual([states, asked, peers[0].answer, peers[0].direction], [["connecting", "connected"], ["offer"], "answer", "sendrecv"]);
  await pass(60_000);
  assert.deepEqual([asked.length, peers.length], [1, 1]);
});

test("what is sent changes without another offer", async () => {
  const { line, peers, asked } = scene();
  await line.open();
  await line.send("a track");
  assert.deepEqual([peers[0].sender.track, asked.length], ["a track", 1]);
  await line.open();
  assert.equal(line.sender.track, null);
});

test("a short interruption is waited for, a longer one is healed on the same connection", async () => {
  const { line, peers, states, asked, pass } = scene();
  await line.open();
  peers[0].is("connected");
  peers[0].is("disconnected");
  await pass(1000);
  peers[0].is("connected");
  await pass(5000);
  assert.deepEqual(asked, ["offer"]);
  peers[0].is("disconnected");
  await pass(2000);
  assert.deepEqual([asked, states.at(-1), peers.length], [["offer", "restart"], "reconnecting", 1]);
  peers[0].is("connected");
  assert.equal(states.at(-1), "connected");
});

test("what cannot be healed is begun anew, and after many tries given up with a reason", async () => {
  const { line, peers, states, pass } = scene();
  await line.open();
  peers[0].is("connected");
  peers[0].is("failed");
  await pass(15_000);
  assert.equal(peers.length, 2);
  for (let i = 0; i < 20; i++) await pass(15_000);
  assert.deepEqual(states.at(-1), ["failed", "unreachable"]);
  const count = peers.length;
  assert.ok(count >= 7 && count <= 9, String(count));
  await pass(600_000);
  assert.equal(peers.length, count);
  assert.ok(peers.every((p) => p.connectionState === "closed"));
  await line.open();
  peers.at(-1).is("connected");
  assert.equal(states.at(-1), "connected");
});

test("while the server cannot be asked nothing is tried, and media that flow are left alone", async () => {
  let away = false;
  const { line, peers, states, asked, pass } = scene(() => (away ? offline() : { answer: "a" }));
  await line.open();
  peers[0].is("connected");
  away = true;
  await line.heal();
  assert.deepEqual([asked.length, states.at(-1)], [2, "connected"]);
  await pass(60_000);
  assert.equal(asked.length, 2);
  away = false;
  await line.resume(false);
  assert.deepEqual(asked.slice(1), ["restart", "restart"]);
  assert.equal(peers[0].signalingState, "stable");
  await line.resume(false);
  assert.equal(asked.length, 3);
});

test("a server that lost the call is joined anew", async () => {
  const { line, peers } = scene();
  await line.open();
  peers[0].is("connected");
  await line.resume(true);
  assert.deepEqual(peers.map((p) => p.connectionState), ["closed", "new"]);
});

test("an answer of another leg is not put on the old connection", async () => {
  const { line, peers, asked } = scene((offer) => ({ answer: "a", moved: offer === "restart" }));
  await line.open();
  peers[0].is("connected");
  await line.heal();
  assert.deepEqual([asked, peers.length], [["offer", "restart", "offer"], 2]);
});

test("a refusal ends it with its reason; what passes is tried again when it may be", async () => {
  const refused = scene(() => { throw new Problem({ type: "urn:confab:not-allowed", title: "No", status: 403 }); });
  await refused.line.open();
  assert.deepEqual(refused.states.at(-1), ["failed", "No"]);
  const busy = scene((_, n) => { if (n === 1) throw new Problem({ title: "Slow", status: 429 }, 4); return { answer: "a" }; });
  await busy.line.open();
  await busy.pass(3999);
  assert.equal(busy.asked.length, 1);
  await busy.pass(1);
  assert.equal(busy.asked.length, 2);
});

test("after closing nothing happens any more", async () => {
  const { line, peers, states, pass } = scene();
  await line.open();
  const said = states.length;
  line.close();
  peers[0].onconnectionstatechange();
  await line.resume(true);
  await line.heal();
  await pass(60_000);
  assert.deepEqual([states.length, peers.length, peers[0].connectionState], [said, 1, "closed"]);
});
