/** Draws parsed markup. */
import { html } from "/html.js";
import { copyText } from "/ui.js";
import { mentionPlaces } from "/entries.js";
import { emojiOnly, parseMarkup } from "/markup.js";

/**
 * @param {string} text @param {{id: string, name: string, me?: boolean}[]} [named] people (or all) that the message mentions
 */
export function richText(text, named = []) {
  if (emojiOnly(text)) return html`<div class="rich big" dir="auto">${text}</div>`;
  return html`<div class="rich">${parseMarkup(text).map((node) => block(node, named))}</div>`;
}

const blocks = {
  paragraph: (n, named) => html`<p dir="auto">${inline(n.children, named)}</p>`,
  heading: (n, named) => html`<p class=${"h h" + n.level} dir="auto">${inline(n.children, named)}</p>`,
  quote: (n, named) => html`<blockquote dir="auto">${n.children.map((c) => block(c, named))}</blockquote>`,
  rule: () => html`<hr>`,
  code: (n) => html`<div class="code"><pre tabindex="0"><code dir="ltr">${n.text}</code></pre><button class="code-copy" type="button" onclick=${() => copyText(n.text)}>Copy</button></div>`,
  list: (n, named) => {
    const items = n.children.map((c) => html`<li dir="auto">${c.children.map((b) => (b.kind === "paragraph" ? inline(b.children, named) : block(b, named)))}</li>`);
    return n.ordered ? html`<ol start=${n.start}>${items}</ol>` : html`<ul>${items}</ul>`;
  },
};

const block = (node, named) => (blocks[node.kind] ?? blocks.paragraph)(node, named);

const inlines = {
  text: (n, named) => withMentions(n.text, named),
  break: () => html`<br>`,
  strong: (n, named) => html`<strong>${inline(n.children, named)}</strong>`,
  emphasis: (n, named) => html`<em>${inline(n.children, named)}</em>`,
  strike: (n, named) => html`<s>${inline(n.children, named)}</s>`,
  codespan: (n) => html`<code dir="ltr">${n.text}</code>`,
  link: (n, named) => html`<a href=${n.href} target="_blank" rel="noopener noreferrer">${inline(n.children, named)}</a>`,
};

const inline = (nodes, named) => nodes.map((n) => inlines[n.kind]?.(n, named) ?? n.text);

/** Splits a text at the names that it mentions. */
function withMentions(text, named) {
  for (const person of named) {
    const [at] = mentionPlaces(text, person.name);
    if (at === undefined) continue;
    const end = at + person.name.length + 1;
    return [withMentions(text.slice(0, at), named), html`<span class=${"mention" + (person.me ? " me" : "")}>${text.slice(at, end)}</span>`, withMentions(text.slice(end), named)];
  }
  return text;
}

/** A text with some stretches marked, for search. @param {[number, number][]} marks UTF-16 offsets */
export function markedText(text, marks = []) {
  const out = [];
  let at = 0;
  for (const [start, length] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    out.push(text.slice(at, start), html`<mark>${text.slice(start, start + length)}</mark>`);
    at = start + length;
  }
  return [out, text.slice(at)];
}
