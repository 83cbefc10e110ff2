import test from "node:test";
import assert from "node:assert/strict";
import { load } from "./client.mjs";

const { parseMarkup, emojiOnly, plainHit, plainText, safeLink } = await load("/markup.js");

/** A short form: paragraphs as text, the rest as (kind …). */
const say = (nodes) => nodes.map((n) => {
  if (n.kind === "text") return n.text;
  if (n.kind === "break") return "/";
  const head = n.kind + (n.href ? " " + n.href : "") + (n.level ?? "") + (n.language ? " " + n.language : "");
  return n.kind === "paragraph" ? say(n.children) : `(${head}${n.children ? " " + say(n.children) : n.text != null ? " " + n.text : ""})`;
}).join("");

const cases = [
  ["plain text", "plain text"],
  ["one\ntwo", "one/two"],
  ["*a* _b_ **c** ~~d~~", "(emphasis a) (emphasis b) (strong c) (strike d)"],
  ["***both***", "(strong (emphasis both))"],
  ["snake_case_name and 2*3*4", "snake_case_name and 2(emphasis 3)4"],
  ["* not emphasis*", "(list (item not emphasis*))"],
  ["a **b", "a **b"],
  ["**a *b* c**", "(strong a (emphasis b) c)"],
  ["`*code*` and ``a`b``", "(codespan *code*) and (codespan a`b)"],
  ["`open", "`open"],
  ["```js\nlet a;\n```\nafter", "(code js let a;)after"],
  ["> quoted\n> more\nnot", "(quote quoted/more)not"],
  ["- a\n- b\n  - c", "(list (item a)(item b(list (item c))))"],
  ["3. x\n4. y", "(list (item x)(item y))"],
  ["# Title #", "(heading1 Title)"],
  ["#channel", "#channel"],
  ["---", "(rule)"],
  ["see https://example.org/a_b_c.", "see (link https://example.org/a_b_c https://example.org/a_b_c)."],
  ["(https://example.org/x_(y))", "((link https://example.org/x_(y) https://example.org/x_(y)))"],
  ["[a *b*](https://example.org)", "(link https://example.org a (emphasis b))"],
  ["[https://a.example](https://b.example)", "(link https://b.example https://a.example)"],
  ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
  ["<ada@example.org>", "(link mailto:ada@example.org ada@example.org)"],
  ["<b>&amp;</b>", "<b>&amp;</b>"],
  ["\\*literal\\*", "*literal*"],
  ["https://", "https://"],
];

for (const [source, expected] of cases) {
  test("reads " + JSON.stringify(source), () => assert.equal(say(parseMarkup(source)), expected));
}

test("links go to http, https and mail only", () => {
  for (const bad of ["javascript:x", "data:text/html,x", "//x", "/x", "http://a b", "vbscript:x", "https://a\u0000"]) assert.equal(safeLink(bad), false, bad);
  for (const good of ["http://a", "https://a/b?c#d", "mailto:a@b"]) assert.equal(safeLink(good), true, good);
});

test("knows messages of emoji alone", () => {
  for (const yes of ["😀", "👩‍👩‍👧 🎉", "🇳🇱", "❤️", "1️⃣"]) assert.ok(emojiOnly(yes), yes);
  for (const no of ["", "hi 😀", "1", "😀".repeat(7), "❤️".repeat(29) + "x"]) assert.ok(!emojiOnly(no), no);
});

test("previews are plain", () => assert.equal(plainText(parseMarkup("**a** `b`\nc [d](https://e)")).trim(), "a b c d"));

test("is total and linear on hostile text", () => {
  const hostile = ["*", "_a", "**a ", "[", "](", "[a](", "`", "``a`", "<", "> ", "- ", "  - a\n", "~~", "http://", "ahttp://*", "\\", "\n", "```\n",
    "# ", "~", " ", "[a]", "https://a)", "*_", "!", "1. ", "http://a](", "\u2028- "];
  for (const piece of hostile) {
    const source = piece.repeat(Math.ceil(65536 / piece.length));
    const began = performance.now();
    parseMarkup(source);
    parseMarkup("# " + source + "x");
    parseMarkup("- " + source + "x`");
    const took = performance.now() - began;
    assert.ok(took < 1500, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
  }
});

test("never throws on random bytes", () => {
  const alphabet = "*_~`[]()<>#-+1.\n >\\!ahttp://:@ \u200d😀";
  let seed = 7;
  for (let i = 0; i < 3000; i++) {
    let text = "";
    for (let j = 0; j < 60; j++) text += alphabet[(seed = (seed * 1103515245 + 12345) % 2147483648) % alphabet.length];
    parseMarkup(text);
  }
});

test("search hits lose their markup and keep their marks", () => {
  assert.deepEqual(plainHit("a **big** `big` dog", [[4, 3], [11, 3]]), { text: "a big big dog", marks: [[2, 3], [6, 3]] });
  assert.deepEqual(plainHit("- one\n- two", [[8, 3]]), { text: "one two", marks: [[4, 3]] });
  assert.deepEqual(plainHit("[x](https://example.org/hut)", [[24, 3]]), { text: "[x](https://example.org/hut)", marks: [[24, 3]] });
  assert.deepEqual(plainHit("*nothing*"), { text: "nothing", marks: [] });
});
