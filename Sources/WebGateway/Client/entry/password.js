/** A password's input: can be shown, and a new one says how strong it is. */
import { html } from "/html.js";

const words = ["At least 8 characters. A few words together are easy to keep in mind.", "Easy to guess: add a word or two", "Fair", "Good", "Strong"];

/** From 0 (too short) to 4. A guess at how many tries it stands. @param {string} text */
export function strength(text) {
  const letters = [...text];
  if (letters.length < 8) return 0;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;
  const distinct = new Set(letters.map((c) => c.toLowerCase())).size;
  const common = /^(.)\1*$|passw|qwert|12345|abcd|letmein|iloveyou/iu.test(text);
  const worth = Math.min(letters.length, distinct * 1.5) + kinds * 2 - (common ? 9 : 0);
  return worth < 11 ? 1 : worth < 14 ? 2 : worth < 18 ? 3 : 4;
}

/** As `field`, with a button to show it; `fresh` adds how strong it is. */
export function passwordField(app, form, { name, label, value, hint, wrong, fresh, autofocus, oninput }) {
  const shown = !!form.shown[name];
  const told = [(fresh || hint) && name + "-hint", wrong && name + "-wrong"].filter(Boolean).join(" ") || null;
  const toggle = () => { form.shown[name] = !shown; app.redraw(); };
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <div class="secret">
      <input id=${name} name=${name} type=${shown ? "text" : "password"} value=${value} required dir="ltr" spellcheck="false" autocapitalize="none"
        autocomplete=${fresh ? "new-password" : "current-password"} oninput=${oninput} aria-invalid=${wrong ? "true" : null} aria-describedby=${told}
        ref=${(input) => { if (autofocus) queueMicrotask(() => input.focus()); }}>
      <button class="reveal" type="button" aria-controls=${name} onclick=${toggle}>
        ${shown ? "Hide" : "Show"}<span class="unseen"> ${label}</span></button>
    </div>
    ${fresh ? meter(name, value) : hint && html`<span class="hint" id=${name + "-hint"}>${hint}</span>`}
    ${wrong && html`<span class="wrong" id=${name + "-wrong"} role="alert">${wrong}</span>`}
  </div>`;
}

function meter(name, value) {
  const level = value ? strength(value) : 0;
  return html`<div class=${"meter level-" + level} aria-hidden="true"><i></i><i></i><i></i><i></i></div>
    <span class="hint" id=${name + "-hint"} aria-live="polite">${words[level]}</span>`;
}
