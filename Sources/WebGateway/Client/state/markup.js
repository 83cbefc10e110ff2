/**
 * The everyday part of CommonMark, parsed to a tree of plain values. Total: never throws; time grows with length only.
 *
 * @typedef {{kind: string, children?: Node[], text?: string, href?: string, level?: number, start?: number, ordered?: boolean,
 *   language?: string}} Node
 */

const limit = 65536;
const nesting = 6;

/** @param {string} source @returns {Node[]} blocks */
export function parseMarkup(source) {
  return blocks(String(source ?? "").slice(0, limit).replace(/\r\n?/g, "\n").split("\n"), 0);
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(\S.*)$/s;
const quote = /^ {0,3}> ?/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])(?:\s+(\S.*))?\s*$/s;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;

function blocks(lines, depth) {
  const out = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) out.push({ kind: "paragraph", children: inline(paragraph.join("\n")) });
    paragraph = [];
  };
  for (let i = 0; i < lines.length;) {
    const block = lines[i].trim() === "" ? { next: i + 1 } : blockAt(lines, i, depth, paragraph.length > 0);
    if (!block) paragraph.push(lines[i++].trimEnd());
    else {
      flush();
      if (block.node) out.push(block.node);
      i = block.next;
    }
  }
  flush();
  return out;
}

/** The block that begins at a line, if it is not a paragraph. */
function blockAt(lines, i, depth, inParagraph) {
  const line = lines[i];
  let found;
  if ((found = fence.exec(line)) && !line.slice(found[0].length).includes("`")) return fenced(lines, i, found);
  if ((found = heading.exec(line))) {
    const title = trimEnd(trimEnd(found[2].trimEnd(), "#"), " ");
    return { node: { kind: "heading", level: found[1].length, children: inline(title) }, next: i + 1 };
  }
  if (rule.test(line)) return { node: { kind: "rule" }, next: i + 1 };
  if (depth >= nesting) return undefined;
  if (quote.test(line)) return quoted(lines, i, depth);
  if ((found = item.exec(line)) && (found[3] || !inParagraph)) return list(lines, i, found, depth);
  return undefined;
}

/** Without the characters of `set` at its end. */
function trimEnd(text, set) {
  let end = text.length;
  while (end > 0 && set.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function fenced(lines, i, [all, mark]) {
  const language = lines[i].slice(all.length).trim().split(/\s/)[0];
  const body = [];
  let next = i + 1;
  while (next < lines.length && !(lines[next].trim().startsWith(mark) && /^[`~]+$/.test(lines[next].trim()))) body.push(lines[next++]);
  return { node: { kind: "code", language, text: body.join("\n") }, next: next + 1 };
}

function quoted(lines, i, depth) {
  const body = [];
  let next = i;
  while (next < lines.length && quote.test(lines[next])) body.push(lines[next++].replace(quote, ""));
  return { node: { kind: "quote", children: blocks(body, depth + 1) }, next };
}

function list(lines, i, [, , marker], depth) {
  const ordered = marker.length > 1;
  const node = { kind: "list", ordered, start: ordered ? parseInt(marker, 10) : undefined, children: [] };
  let next = i;
  while (next < lines.length) {
    const found = item.exec(lines[next]);
    if (!found || found[2].length > 1 !== ordered) break;
    const indent = found[1].length + found[2].length + 1;
    const body = [found[3] ?? ""];
    next += 1;
    while (next < lines.length && (/^\s{2,}\S/.test(lines[next]) || (lines[next].trim() === "" && /^\s{2,}\S/.test(lines[next + 1] ?? "")))) {
      body.push(lines[next].replace(new RegExp(`^\\s{0,${indent}}`), ""));
      next += 1;
    }
    node.children.push({ kind: "item", children: blocks(body, depth + 1) });
    if (lines[next]?.trim() === "" && item.test(lines[next + 1] ?? "")) next += 1;
  }
  return { node, next };
}

const special = /[\\`*_~[\]<\n]|https?:\/\/|mailto:/g;
const schemes = /^(?:https?:\/\/|mailto:)\S+$/i;

/** True for an address that a message may link to. */
export const safeLink = (href) => schemes.test(href) && !/[\0- \x7f]/.test(href);

/**
 * Inline text in one pass: a stack of open delimiters, closed by the nearest that fits.
 * @param {string} text @returns {Node[]}
 */
export function inline(text) {
  const out = [];
  const open = [];
  const missing = new Set();
  let at = 0;
  const say = (piece) => {
    const last = out[out.length - 1];
    if (!piece) return;
    if (last?.kind === "text") last.text += piece;
    else out.push({ kind: "text", text: piece });
  };
  while (at < text.length) {
    special.lastIndex = at;
    const found = special.exec(text);
    if (!found) { say(text.slice(at)); break; }
    say(text.slice(at, found.index));
    at = found.index;
    if (open.length > 64) open.shift();
    at = piece(text, at, found[0], { out, open, missing, say });
  }
  return settle(out);
}

function piece(text, at, mark, box) {
  const { out, open, say } = box;
  if (mark === "\n") { out.push({ kind: "break" }); return at + 1; }
  if (mark === "\\") {
    const escaped = /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "");
    say(escaped ? text[at + 1] : "\\");
    return at + (escaped ? 2 : 1);
  }
  if (mark === "`") return codeSpan(text, at, box);
  if (mark === "<") return angled(text, at, box);
  if (mark === "[") {
    open.push({ mark: "[", index: out.length, at });
    out.push({ kind: "mark", text: "[" });
    return at + 1;
  }
  if (mark === "]") return closeLink(text, at, box);
  if (mark.length > 1) return bareLink(text, at, mark, box);
  return emphasis(text, at, mark, box);
}

function codeSpan(text, at, { out, missing, say }) {
  const ticks = /^`+/.exec(text.slice(at, at + 64))[0];
  const from = at + ticks.length;
  let end = missing.has(ticks) ? -1 : text.indexOf(ticks, from);
  while (end >= 0 && text[end + ticks.length] === "`") {
    while (text[end] === "`") end += 1;
    end = text.indexOf(ticks, end);
  }
  if (end < 0) {
    missing.add(ticks);
    say(ticks);
    return from;
  }
  out.push({ kind: "codespan", text: text.slice(from, end).replace(/\n/g, " ") });
  return end + ticks.length;
}

function angled(text, at, { out, say }) {
  const found = /^<((?:https?:\/\/|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>/i.exec(text.slice(at, at + 2100));
  if (!found) { say("<"); return at + 1; }
  out.push(link(found[1].includes(":") ? found[1] : "mailto:" + found[1], [{ kind: "text", text: found[1] }]));
  return at + found[0].length;
}

const link = (href, children) => ({ kind: "link", href, children });

/** http://… in running text, without the punctuation that ends a sentence. */
function bareLink(text, at, mark, { out, open, say }) {
  const href = /\w/.test(text[at - 1] ?? " ") ? "" : linkText(text.slice(at, at + 2000), open.some((o) => o.mark === "["));
  if (href.length <= mark.length || !safeLink(href)) {
    say(mark);
    return at + mark.length;
  }
  out.push(link(href, [{ kind: "text", text: href }]));
  return at + href.length;
}

function linkText(text, inLabel) {
  let href = /^[^\s<>"`]+/.exec(text)[0];
  if (inLabel) href = href.split("](")[0];
  href = trimEnd(href, "*_~.,:;!?'\"…");
  const count = (set) => [...href].filter((c) => set.includes(c)).length;
  let surplus = count(")]") - count("([");
  while (surplus-- > 0 && ")]".includes(href[href.length - 1])) href = trimEnd(href.slice(0, -1), "*_~.,:;!?'\"…");
  return href;
}

function closeLink(text, at, { out, open, say }) {
  const opener = open.map((o) => o.mark).lastIndexOf("[");
  const target = /^\]\(\s*<?([^\s<>()]{1,2000}(?:\([^\s()]{0,200}\)[^\s<>()]{0,500})?)>?(?:\s+"[^"\n]{0,200}")?\s*\)/.exec(text.slice(at, at + 3000));
  if (opener < 0 || !target || !safeLink(target[1])) {
    if (opener >= 0) open.splice(opener);
    say("]");
    return at + 1;
  }
  const { index } = open[opener];
  open.splice(opener);
  const label = settle(out.splice(index).slice(1)).filter((n) => n.kind !== "link" || n.children);
  out.push(link(target[1], unlinked(label)));
  return at + target[0].length;
}

/** A link holds no links. */
const unlinked = (nodes) => nodes.flatMap((n) => (n.kind === "link" ? n.children : [n]));
/** Delimiters that stayed open are text. */
const settle = (nodes) => nodes.map((n) => (n.kind === "mark" ? { kind: "text", text: n.text } : n));

function emphasis(text, at, char, { out, open, say }) {
  let length = 1;
  while (text[at + length] === char && length < 3) length += 1;
  const before = text[at - 1] ?? " ", after = text[at + length] ?? " ";
  const word = /[\p{L}\p{N}]/u;
  const inside = char === "_" && word.test(before) && word.test(after);
  const opens = !/\s/.test(after) && !inside && (char !== "_" || !word.test(before));
  const closes = !/\s/.test(before) && !inside;
  if (char === "~" && length !== 2) { say(char.repeat(length)); return at + length; }
  const mark = char.repeat(length);
  const opener = closes ? open.slice(-16).map((o) => o.mark).lastIndexOf(mark) : -1;
  if (opener >= 0) {
    const place = Math.max(0, open.length - 16) + opener;
    const { index } = open[place];
    open.splice(place);
    const children = settle(out.splice(index).slice(1));
    if (children.length) {
      out.push(wrap(mark, children));
      return at + length;
    }
    say(mark);
  } else if (opens) {
    open.push({ mark, index: out.length });
    out.push({ kind: "mark", text: mark });
    return at + length;
  }
  say(mark);
  return at + length;
}

function wrap(mark, children) {
  if (mark === "~~") return { kind: "strike", children };
  if (mark.length === 3) return { kind: "strong", children: [{ kind: "emphasis", children }] };
  return { kind: mark.length === 2 ? "strong" : "emphasis", children };
}

/** The text alone, for previews and names. @param {Node[]} nodes @returns {string} */
export function plainText(nodes) {
  return nodes.map((n) => {
    if (n.kind === "break") return " ";
    if (n.children) return plainText(n.children) + (/^(paragraph|heading|item|quote)$/.test(n.kind) ? " " : "");
    return (n.text ?? "") + (n.kind === "code" ? " " : "");
  }).join("").replace(/ {2,}/g, " ");
}

/** A text without its markup, and the marks of a search moved to where the same words stand in it. @param {[number, number][]} [marks] */
export function plainHit(text, marks = []) {
  const plain = plainText(parseMarkup(text)).trim();
  const words = [...new Set(marks.map(([start, length]) => text.slice(start, start + length)).filter(Boolean))];
  const moved = words.flatMap((word) => plain.split(word).slice(0, -1).reduce((all, part) => [...all, [(all.at(-1)?.[0] ?? -word.length) + word.length + part.length, word.length]], []));
  return marks.length && !moved.length ? { text, marks } : { text: plain, marks: moved.sort((a, b) => a[0] - b[0]) };
}

const pictographs = /^(?:[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200D\uFE0F\s]|[#*0-9]\uFE0F?\u20E3)+$/u;

/** True for one to six emoji and nothing else. */
export function emojiOnly(text) {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > 60 || !pictographs.test(trimmed)) return false;
  return [...new Intl.Segmenter().segment(trimmed.replace(/\s/g, ""))].length <= 6;
}
