/** Keys that work everywhere. */
import { html } from "/html.js";
import { openDialog } from "/ui.js";

const help = [
  ["Ctrl K", "Find a conversation or type an address"], ["Alt ↑ ↓", "Previous, next conversation"], ["Ctrl Shift F", "Search messages"],
  ["↑", "In an empty box: edit your last message"], ["Enter", "Send; Shift Enter for a new line"], ["@ and :", "Complete names and emoji"],
  ["Shift Tab, ↑ ↓", "From the box into the messages, and through them"], ["R, E, +, M", "On a message: reply, edit, react, menu"],
  ["M, S", "In a call: mute or unmute, who speaks now"], ["Space", "In a call, held while muted: talk"], ["F6", "To what rings, or to the call"],
  ["Esc", "Close, cancel, back to the box"], ["?", "This help"],
];

export function openHelp() {
  openDialog("Keyboard shortcuts", () => html`<dl class="keys">${help.map(([keys, what]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${what}</dd></div>`)}</dl>`);
}

let installed = false;

export function installShortcuts(app) {
  if (installed) return;
  installed = true;
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const control = event.ctrlKey || event.metaKey;
    if (document.querySelector("dialog[open]") || !app.live) return;
    if (control && event.key.toLowerCase() === "k") focusOn(event, "#find");
    else if (control && event.shiftKey && event.key.toLowerCase() === "f") { event.preventDefault(); app.go("/search"); }
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) step(event, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "?" && !typing) openHelp();
    else if (event.key === "Escape" && !typing && !document.querySelector("[popover]:popover-open")) focusOn(event, "#composer");
  });
}

function focusOn(event, selector) {
  const target = document.querySelector(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select?.();
}

function step(event, by) {
  const rows = [...document.querySelectorAll(".list a.row")];
  const at = rows.findIndex((row) => row.getAttribute("aria-current") === "page");
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.click();
}
