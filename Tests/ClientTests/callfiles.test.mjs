import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setUp } from "./browserless.mjs";
import { files, load } from "./client.mjs";

setUp();
const { callModules } = await load("/callfiles.js");

/** What a module is made of: itself and all that it imports at once. */
function graph(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const text = readFileSync(files.get(name), "utf8");
  for (const [, other] of text.matchAll(/^(?:import|export)\b[^;]*?"(\/[\w-]+\.js)";/gm)) graph(other, found);
  return found;
}

test("calls ask at once for every module that only they need", () => {
  const there = graph("/main.js", graph("/live.js", graph("/app.js")));
  assert.ok(there.has("/calling.js") && there.has("/html.js"));
  assert.deepEqual([...graph("/calls.js")].filter((name) => !there.has(name)).sort(), [...callModules].sort());
});

test("nobody loads a module of calls before there is a conversation", () => {
  for (const name of ["/app.js", "/live.js", "/entry.js", "/settings.js"]) {
    assert.deepEqual([...graph(name)].filter((found) => callModules.includes(found)), [], name);
  }
});
