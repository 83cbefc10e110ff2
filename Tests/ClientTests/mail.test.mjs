import test from "node:test";
import assert from "node:assert/strict";
import { load } from "./client.mjs";

const { deliverySummary, deliveryWords, noteDelivery, outsideOf, stands, troubleWords } = await load("/delivery.js");
const { isAddress, nameFrom, takeAddresses } = await load("/addresses.js");
const { entriesByDay } = await load("/entries.js");
const { initial, update } = await load("/store.js");

const d = (person, state, at = 1, upto = 10, text) => ({ person, state, at, upto, ...(text ? { text } : {}) });

test("the newest state of a person counts, wherever it is said", () => {
  const members = [{ person: "a", delivery: { state: "sent", at: 5, upto: 3 } }, { person: "b" }, { person: "c", delivery: { state: "sent", at: 5, upto: 3 } }];
  const found = outsideOf({ outside: [d("a", "opened", 9, 3), d("c", "queued", 2, 3)] }, members);
  assert.equal(found.a.state, "opened");
  assert.equal(found.c.state, "sent");
  assert.equal(found.b, undefined);
  assert.deepEqual(outsideOf(undefined), {});
  assert.deepEqual(noteDelivery([d("a", "queued"), d("b", "sent")], { ...d("a", "sent", 2), kind: "delivery", seq: 7 }).map((x) => [x.person, x.state]), [["b", "sent"], ["a", "sent"]]);
});

test("says of a message only what is known of it", () => {
  assert.equal(deliveryWords(d("a", "sent"), { seq: 10 }), "Sent by mail");
  assert.equal(deliveryWords(d("a", "sent"), { seq: 11 }), "Not mailed yet");
  assert.equal(deliveryWords(d("a", "opened"), { seq: 11 }), "Not mailed yet");
  assert.equal(deliveryWords(d("a", "bounced"), { seq: 11 }), "Mail not delivered");
  assert.equal(deliveryWords(d("a", "queued"), { seq: 11 }), "Queued for mail");
  assert.match(deliveryWords(d("a", "sent"), { seq: 10, sends: false }), /folder/);
  assert.equal(deliveryWords(d("a", "unheard of")), "");
});

test("sums up a group", () => {
  const three = [d("a", "sent"), d("b", "bounced"), d("c", "sent")];
  assert.equal(deliverySummary(three, 10), "3 by mail: 2 sent, 1 bounced");
  assert.equal(deliverySummary(three, 11), "3 by mail: 2 not mailed yet, 1 bounced");
  assert.equal(deliverySummary(three, 10, { a: 12, b: 12 }), "3 by mail: 1 read, 1 sent, 1 bounced");
  assert.equal(deliverySummary([d("a", "opened")], 3), "1 by mail: opened");
  assert.equal(deliverySummary([d("a", "sent"), d("b", "away")], 3), "2 by mail: all sent");
  assert.equal(deliverySummary([], 3), "");
});

test("troubles have words, and buttons while they are the newest", () => {
  assert.equal(troubleWords({ state: "bounced", text: "There is no such mailbox." }, "ben@x.org"), "Mail to ben@x.org could not be delivered: There is no such mailbox.");
  assert.equal(troubleWords({ state: "bounced" }, "ben@x.org"), "Mail to ben@x.org could not be delivered.");
  assert.equal(troubleWords({ state: "away", text: "Back on Monday" }, "Ben"), "Ben answered automatically: “Back on Monday”");
  const e = { person: "a", state: "bounced", at: 4 };
  assert.ok(stands(e, { a: d("a", "bounced", 4) }));
  assert.ok(!stands(e, { a: d("a", "sent", 6) }));
  assert.ok(!stands(e, { a: d("a", "bounced", 6) }));
  assert.ok(!stands(e, {}));
});

test("a timeline shows troubles, and no other delivery", () => {
  const events = ["queued", "sent", "bounced", "opened", "away", "held", "answered", "stopped"]
    .map((state, i) => ({ seq: i + 1, at: 1000 + i, by: "s", kind: "delivery", person: "a", state }));
  const shown = entriesByDay(events, { me: "m" }).flatMap((day) => day.entries);
  assert.deepEqual(shown.map((entry) => [entry.type, entry.e.state]), [["trouble", "bounced"], ["trouble", "away"], ["trouble", "stopped"]]);
});

test("what is between two messages but not shown does not part them; a mail has a line of its own", () => {
  const say = (seq, fields) => ({ seq, at: 1000 + seq, by: "a", kind: "message", text: "x", ...fields });
  const [day] = entriesByDay([say(1), { seq: 2, at: 1002, by: "s", kind: "delivery", person: "p", state: "sent" }, say(3), say(4, { mail: {} })], { me: "m" });
  assert.deepEqual(day.entries.map((entry) => entry.first), [true, false, true]);
});

test("the store folds delivery events into the summary, without unread or a last message", () => {
  const [state] = update({ ...initial, me: { id: "m" }, conversations: { c: { id: "c", head: 3, unread: 0, mentions: 0, my: { read: 3, state: "joined" }, last: { seq: 3 } } } },
    { type: "events", c: "c", events: [{ seq: 4, at: 9, by: "m", kind: "delivery", person: "p", state: "queued", upto: 3 }, { seq: 5, at: 10, by: "m", kind: "delivery", person: "p", state: "sent", upto: 3 }] });
  assert.deepEqual(state.conversations.c.outside.map((o) => [o.person, o.state]), [["p", "sent"]]);
  assert.equal(state.conversations.c.unread, 0);
  assert.equal(state.conversations.c.last.seq, 3);
  assert.equal(state.conversations.c.head, 5);
});

const taken = [
  ["ada@example.org", ["ada@example.org"], []],
  ["ada@example.org,ben@example.org", ["ada@example.org", "ben@example.org"], []],
  ["ada@example.org; ben@example.org;", ["ada@example.org", "ben@example.org"], []],
  ["ada@example.org ben@example.org\ncleo@example.org", ["ada@example.org", "ben@example.org", "cleo@example.org"], []],
  ["Ada Lovelace <Ada@Example.org>, ben@example.org", ["ada@example.org", "ben@example.org"], []],
  ["\"Okri, Ben\" <ben@example.org>; 'Cleo' <cleo@example.org>", ["ben@example.org", "cleo@example.org"], []],
  ["\"Half <ada@example.org>, ben@example.org", ["ada@example.org", "ben@example.org"], []],
  ["mailto:ada@example.org", ["ada@example.org"], []],
  ["<ada@example.org>\r\n<ada@example.org>", ["ada@example.org"], []],
  ["Ada ada@example.org", ["ada@example.org"], []],
  ["ada@example", [], ["ada@example"]],
  ["Ada, ben@example.org", ["ben@example.org"], ["Ada"]],
  ["ada@@example.org, ", [], ["ada@@example.org"]],
  ["Ada <>", [], ["Ada <>"]],
  ["", [], []],
  [" , ;\n", [], []],
  ["ñandú@müller.example", ["ñandú@müller.example"], []],
];

for (const [text, addresses, rest] of taken) {
  test("takes addresses out of " + JSON.stringify(text), () => assert.deepEqual(takeAddresses(text), { addresses, rest }));
}

test("knows an address", () => {
  for (const yes of ["a@b.cd", " ada.l+x@sub.example.org "]) assert.ok(isAddress(yes), yes);
  for (const no of ["a@b", "a b@c.de", "a@b.c", "<a@b.cd>", "a@b.cd, e@f.gh", "@b.cd"]) assert.ok(!isAddress(no), no);
});

test("guesses a name from an address", () => {
  for (const [address, name] of [["zoe.far7@x.org", "Zoe Far"], ["ada+lists@x.org", "Ada"], ["éva_k@x.org", "Éva K"], ["42@x.org", ""], ["", ""]]) assert.equal(nameFrom(address), name, address);
});

test("an event that a page brought already still counts when it is told", () => {
  const before = { ...initial, me: { id: "m" }, conversations: { c: { id: "c", head: 4, unread: 0, mentions: 0, my: { read: 4, state: "joined" }, last: null } } };
  const e = { seq: 5, at: 9, by: "b", kind: "message", text: "late", key: "k" };
  const [paged] = update(before, { type: "page", c: "c", page: { events: [e], later: [] }, span: [5, 5] });
  const [told, ...effects] = update(paged, { type: "events", c: "c", events: [e] });
  assert.deepEqual([told.conversations.c.unread, told.conversations.c.head, told.conversations.c.last.seq, told.logs.c.events.length], [1, 5, 5, 1]);
  assert.ok(effects.some((effect) => effect.effect === "announce"));
  assert.equal(update(told, { type: "events", c: "c", events: [e] })[0], told);
});

test("a summary that is told late does not take back what an event said", () => {
  const c = { id: "c", head: 4, at: 1, unread: 0, mentions: 0, my: { read: 4, state: "joined", level: "all" }, last: null };
  const [told] = update({ ...initial, me: { id: "m" }, conversations: { c } }, { type: "events", c: "c", events: [{ seq: 5, at: 9, by: "b", kind: "message", text: "hi" }] });
  const [after] = update(told, { type: "conversation", conversation: { ...c, my: { ...c.my, level: "mentions" } }, people: {} });
  assert.deepEqual([after.conversations.c.head, after.conversations.c.unread, after.conversations.c.my.level], [5, 1, "mentions"]);
  const [newer] = update(after, { type: "conversation", conversation: { ...c, head: 6, unread: 0 }, people: {} });
  assert.equal(newer.conversations.c.unread, 0);
});

test("an answer that is older than what events have told does not take it back", () => {
  const conversation = { id: "c", kind: "group", title: "Before", head: 4, count: 2, people: ["a"], my: { state: "joined", read: 4 }, outside: [d("a", "queued")] };
  const state = { ...initial, me: { id: "me" }, conversations: { c: conversation } };
  const events = [{ seq: 5, at: 2, kind: "title", by: "a", title: "After" }, { seq: 6, at: 3, kind: "delivery", by: "a", ...d("a", "sent", 3) }];
  const [told] = update(state, { type: "events", c: "c", events });
  const [then] = update(told, { type: "members", c: "c", members: [], conversation });
  assert.deepEqual([then.conversations.c.title, then.conversations.c.outside[0].state], ["After", "sent"]);
  const [later] = update(told, { type: "members", c: "c", members: [], conversation: { ...conversation, head: 6, title: "Later", outside: [d("a", "opened", 4)] } });
  assert.deepEqual([later.conversations.c.title, later.conversations.c.outside[0].state], ["Later", "opened"]);
});

test("what one is mailed is told when the connection begins", () => {
  const me = { id: "me", name: "Me", role: "member", mail: "direct", mailAddress: "me@x.org" };
  const [state] = update(initial, { type: "snapshot", me, session: "s", now: 1, conversations: [], people: {}, contacts: [] });
  assert.deepEqual([state.self.mail, state.self.mailAddress], ["direct", "me@x.org"]);
});
