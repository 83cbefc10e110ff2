/** Completing @names and :emoji: while typing. */
import { html } from "/html.js";
import { findEmoji } from "/emoji.js";
import { avatar } from "/ui.js";

let choices = [], chosen = 0;

export function resetCompletion() {
  choices = [];
  chosen = 0;
}

/** Looks at what stands before the caret. */
export function complete(app, conversation, box) {
  const before = box.value.slice(0, box.selectionStart);
  const found = /(^|[\s(])([@:])([\p{L}\p{N}_.+-]{0,30}(?: [\p{L}\p{N}]{1,20})?)$/u.exec(before);
  resetCompletion();
  if (found && box.selectionStart === box.selectionEnd) {
    const from = before.length - found[3].length - 1;
    choices = (found[2] === "@" ? people(app, conversation, found[3]) : emoji(found[3])).map((c) => ({ ...c, from, to: before.length }));
  }
  const whole = /(?:^|\s):([a-z0-9_+-]{2,30}):$/.exec(before);
  const exactly = whole && findEmoji(whole[1].replace(/_/g, " "), 1, true)[0];
  if (exactly) {
    const from = before.length - whole[1].length - 2;
    box.setRangeText(exactly.emoji, from, before.length, "end");
    box.dispatchEvent(new Event("input"));
  }
  app.redraw();
}

function people(app, conversation, typed) {
  const { state } = app;
  const words = typed.toLowerCase();
  const ids = state.members[conversation.id]?.map((m) => m.person) ?? conversation.people ?? [];
  const matching = ids.filter((p) => p !== state.me.id).map((p) => state.people[p])
    .filter((p) => p && p.name.toLowerCase().split(/\s/).some((part, i, all) => all.slice(i).join(" ").startsWith(words)));
  const all = conversation.kind !== "direct" && "all".startsWith(words) ? [{ id: "all", name: "all" }] : [];
  return [...matching.slice(0, 6), ...all].map((p) => ({ text: `@${p.name} `, label: p.name, note: p.id === "all" ? "Everyone here" : "", person: p }));
}

const emoji = (typed) => (typed.length < 2 || typed.includes(" ") ? [] : findEmoji(typed.replace(/_/g, " "), 7).map((found) => ({ text: found.emoji + " ", label: found.name, emoji: found.emoji })));

export function completionList(choose) {
  if (!choices.length) return null;
  return html`<ul class="plain completion" role="listbox" aria-label="Suggestions">${choices.map((c, i) => html`<li role="option" aria-selected=${String(i === chosen)} onpointerdown=${(e) => { e.preventDefault(); choose(c); }}>
    ${c.person ? avatar(c.person, "small") : html`<span class="completion-emoji">${c.emoji}</span>`}<span dir="auto">${c.label}</span> <span class="soft small">${c.note}</span></li>`)}</ul>`;
}

/** True when the key was for the list. */
export function pickCompletion(event, choose, redraw) {
  if (!choices.length) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) chosen = (chosen + step + choices.length) % choices.length;
  else if (event.key === "Enter" || event.key === "Tab") choose(choices[chosen]);
  else if (event.key === "Escape") resetCompletion();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  redraw();
  return true;
}
