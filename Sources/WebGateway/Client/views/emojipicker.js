/** Choosing an emoji. */
import { html } from "/html.js";
import { emojiGroups, findEmoji } from "/emoji.js";
import { icon } from "/icons.js";
import { openPopover } from "/popover.js";

const quick = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👀"];
const recentName = "confab.emoji";

const recent = () => { try { return JSON.parse(localStorage.getItem(recentName) ?? "[]"); } catch { return []; } };
function remember(emoji) {
  try { localStorage.setItem(recentName, JSON.stringify([emoji, ...recent().filter((e) => e !== emoji)].slice(0, 16))); } catch { /* not kept */ }
}

/** Resolves with an emoji, or undefined. `short` begins with a row of common reactions. @returns {Promise<string|undefined>} */
export function pickEmoji(anchor, short = false) {
  return new Promise((resolve) => {
    let query = "", all = !short;
    const pick = (close, emoji) => () => {
      remember(emoji);
      resolve(emoji);
      close();
    };
    const cells = (close, list) => list.map(({ emoji, name }) => html`<button type="button" title=${name} aria-label=${name} onclick=${pick(close, emoji)}>${emoji}</button>`);
    const { box } = openPopover(anchor, (close, redraw) => all
      ? html`<div class="emoji-picker">
          <input type="search" aria-label="Find an emoji" placeholder="Find an emoji" value=${query} oninput=${(e) => { query = e.target.value; redraw(); }}
            onkeydown=${(e) => { const first = e.key === "Enter" && findEmoji(query, 1)[0]; if (first) { e.preventDefault(); pick(close, first.emoji)(); } }}>
          <div class="emoji-scroll" onkeydown=${gridKeys}>${query
            ? html`<div class="emoji-grid">${cells(close, findEmoji(query, 60))}</div>`
            : [recent().length > 0 && section("Recent", cells(close, recent().map((emoji) => ({ emoji, name: emoji })))), emojiGroups().map((g) => section(g.name, cells(close, g.list)))]}</div></div>`
      : html`<div class="emoji-quick" onkeydown=${gridKeys}>${cells(close, [...new Set([...recent().slice(0, 2), ...quick])].slice(0, 8).map((emoji) => ({ emoji, name: emoji })))}
          <button type="button" aria-label="More emoji" onclick=${() => { all = true; redraw(); requestAnimationFrame(() => box.querySelector("input")?.focus()); }}>${icon("plus")}</button></div>`,
    { label: "Emoji", className: "menu emoji-menu" });
    box.addEventListener("toggle", (event) => event.newState === "closed" && resolve(undefined));
  });
}

const section = (name, cells) => html`<h3 class="soft small">${name}</h3><div class="emoji-grid">${cells}</div>`;

function gridKeys(event) {
  const stops = [...event.currentTarget.querySelectorAll("button")];
  const wide = Math.max(1, stops.filter((b) => b.offsetTop === stops[0].offsetTop).length);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: wide, ArrowUp: -wide }[event.key];
  const at = stops.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  stops[at + step]?.focus();
}
