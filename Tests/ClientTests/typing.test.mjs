import test from "node:test";
import assert from "node:assert/strict";
import { fakeStorage, setUp } from "./browserless.mjs";
import { load } from "./client.mjs";

setUp();
const { forgetDrafts, keepDraft, keptDrafts } = await load("/drafts.js");
const { PeoplePicker } = await load("/people-picker.js");
const { parseRoute } = await load("/router.js");

test("drafts are kept at once, one by one, and forgotten when empty", () => {
  keepDraft("a", { text: "half" });
  keepDraft("b", { text: "", reply: 4 });
  assert.deepEqual(keptDrafts(), { a: { text: "half" }, b: { text: "", reply: 4 } });
  keepDraft("a", { text: "" });
  keepDraft("b", { text: "", edit: 2, before: { text: "x" } });
  assert.deepEqual(Object.keys(keptDrafts()), ["b"]);
  localStorage.setItem("confab-theme", "dark");
  forgetDrafts();
  assert.deepEqual(keptDrafts(), {});
  assert.equal(localStorage.getItem("confab-theme"), "dark");
});

test("what else stands in the storage does no harm", () => {
  for (const bad of ["", "null", "{}", "7", "[]", "not json", '{"text":5}']) {
    globalThis.localStorage = fakeStorage();
    localStorage.setItem("confab-draft/a", bad);
    assert.deepEqual(keptDrafts(), {}, bad);
  }
});

test("a browser that keeps nothing does not stop anybody", () => {
  const before = globalThis.localStorage;
  globalThis.localStorage = new Proxy({}, { get() { throw new Error("no"); }, ownKeys() { throw new Error("no"); } });
  keepDraft("a", { text: "x" });
  assert.deepEqual(keptDrafts({ a: { text: "of the vault" } }), { a: { text: "of the vault" } });
  forgetDrafts();
  globalThis.localStorage = before;
});

/** A picker at a box, with nobody known but Mira. */
function picker() {
  const box = { value: "", focus() {} };
  globalThis.document.getElementById = () => box;
  globalThis.fetch = async (url) => {
    const people = String(url).includes("mira") ? [{ id: "m", name: "Mira", role: "member", address: "mira@x.org" }] : [];
    return { status: 200, ok: true, json: async () => ({ people }), headers: new Headers() };
  };
  const picked = new PeoplePicker(() => {});
  const type = (text) => {
    for (const key of text) {
      let prevented = false;
      picked.keyed({ key, preventDefault: () => { prevented = true; } });
      if (!prevented) picked.typed((box.value += key));
    }
    clearTimeout(picked.asking);
  };
  return { picked, box, type, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

test("addresses typed faster than anything is drawn stay apart", () => {
  const { picked, box, type } = picker();
  type("a@x.org,b@y.org;c");
  assert.deepEqual(picked.addresses, ["a@x.org", "b@y.org"]);
  assert.equal(box.value, "c");
});

test("what is no address is kept, and said", () => {
  const { picked, box, type } = picker();
  type("a@x.org,nobody,");
  assert.equal(box.value, "nobody");
  assert.match(picked.wrong, /nobody/);
  assert.equal(picked.take(), false);
  assert.deepEqual(picked.strangers, ["a@x.org"]);
});

test("a list is taken when pasted, one address is left to be typed on", () => {
  const { picked } = picker();
  const paste = (text) => {
    let prevented = false;
    picked.pasted({ clipboardData: { getData: () => text }, preventDefault: () => { prevented = true; } });
    return prevented;
  };
  assert.ok(paste("Ada <a@x.org>\nb@y.org"));
  assert.ok(!paste("c@z.org"));
  assert.ok(!paste("just words"));
  assert.deepEqual(picked.addresses, ["a@x.org", "b@y.org"]);
});

test("a member's address becomes the member, and is no stranger's", async () => {
  const { picked, type, settled } = picker();
  type("mira@x.org,z@z.org,");
  await settled();
  await settled();
  assert.deepEqual([picked.people.map((p) => p.id), picked.addresses, picked.strangers], [["m"], ["z@z.org"], ["z@z.org"]]);
});

test("Enter takes who is found by what stands there, not by what stood there before", async () => {
  const { picked, box, type, settled } = picker();
  const enter = () => picked.keyed({ key: "Enter", preventDefault() {} });
  type("mira");
  await picked.look("mira");
  assert.deepEqual(picked.found.map((p) => p.id), ["m"]);
  picked.typed((box.value = "nora"));
  enter();
  await settled();
  assert.deepEqual(picked.people, []);
  assert.match(picked.wrong, /nora/);
  picked.typed((box.value = "mira"));
  enter();
  await settled();
  assert.deepEqual([picked.people.map((p) => p.id), picked.text, picked.wrong], [["m"], "", ""]);
});

test("who goes on typing after Enter is not taken at their word", async () => {
  const { picked, type, settled } = picker();
  type("mira");
  picked.keyed({ key: "Enter", preventDefault() {} });
  type("b");
  await settled();
  assert.deepEqual([picked.people, picked.text, picked.wrong], [[], "mirab", ""]);
});

test("links in mails have routes", () => {
  assert.equal(parseRoute("/s", "", "#token").name, "s");
  assert.equal(parseRoute("/s", "", "#token").hash, "token");
  assert.deepEqual([parseRoute("/stop/abc-DEF_1.2").name, parseRoute("/stop/abc-DEF_1.2").rest], ["stop", "abc-DEF_1.2"]);
  for (const other of ["/stopped", "/stop/a/b", "/sx"]) assert.equal(parseRoute(other).name, "missing", other);
});
