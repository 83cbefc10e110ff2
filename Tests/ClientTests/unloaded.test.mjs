import test from "node:test";
import assert from "node:assert/strict";
import { setUp } from "./browserless.mjs";
import { load } from "./client.mjs";

setUp();
const { unloadedWords } = await load("/unloaded.js");

const known = { version: "1.0" };
const failed = new TypeError("Failed to fetch dynamically imported module");

test("what did not load is tried again once the server is back", () => {
  assert.deepEqual(unloadedWords("Calls", failed, null, known), ["Calls cannot be opened: the server cannot be reached.", "Try again"]);
  assert.deepEqual(unloadedWords("Calls", failed, null, null)[1], "Try again");
});

test("where the server answers, the page is loaded anew", () => {
  assert.deepEqual(unloadedWords("Calls", failed, { version: "1.0" }, known), ["Calls could not be opened.", "Reload the page"]);
  assert.deepEqual(unloadedWords("Calls", failed, { version: "1.0" }, { name: "Confab" })[0], "Calls could not be opened.");
});

test("a newer server is told of: by its version, or by modules that do not fit", () => {
  const newer = ["The server has a newer version than this page.", "Reload the page"];
  assert.deepEqual(unloadedWords("Calls", failed, { version: "1.1" }, known), newer);
  assert.deepEqual(unloadedWords("Calls", new SyntaxError("no export named x"), { version: "1.0" }, known), newer);
});
