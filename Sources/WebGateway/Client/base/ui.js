/** Small shared pieces of page. */
import { html, render } from "/html.js";
import { icon } from "/icons.js";

/**
 * A labelled input with its hint and what is wrong with it.
 * @param {{name: string, label: string, hint?: string, wrong?: string|false, type?: string, value?: string,
 *   autocomplete?: string, oninput?: (e: Event) => void, required?: boolean, autofocus?: boolean}} f
 */
export function field({ name, label, hint, wrong, ...rest }) {
  const told = [hint && name + "-hint", wrong && name + "-wrong"].filter(Boolean).join(" ") || null;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} dir="auto" type=${rest.type ?? "text"} value=${rest.value ?? ""}
      autocomplete=${rest.autocomplete ?? "off"} required=${!!rest.required} oninput=${rest.oninput}
      aria-invalid=${wrong ? "true" : null} aria-describedby=${told}
      ref=${(input) => { if (rest.autofocus) queueMicrotask(() => input.focus()); }}>
    ${hint && html`<span class="hint" id=${name + "-hint"}>${hint}</span>`}
    ${wrong && html`<span class="wrong" id=${name + "-wrong"} role="alert">${wrong}</span>`}
  </div>`;
}

/** The first letters of a name. */
export function initials(name) {
  const words = name.trim().split(/[\s._-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0] ?? "").join("").toUpperCase() || "?";
}

/** A stable hue of an identifier. */
export function hue(id) {
  let sum = 7;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) % 3600;
  return sum % 12;
}

/** @param {{id: string, name: string}|undefined} person @param {"tiny"|"small"|""|"large"} [size] */
export function avatar(person, size = "") {
  return html`<span class=${`avatar hue-${hue(person?.id ?? "")} ${size}`} aria-hidden="true">${initials(person?.name ?? "?")}</span>`;
}

/**
 * Opens a modal dialog; `view(close, redraw)` draws what is in it. Resolves with what `close(value)` was given, undefined on Esc.
 * @param {string} title @param {(close: (value?: any) => void, redraw: () => void) => any} view
 */
export function openDialog(title, view, { wide = false } = {}) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const dialog = document.createElement("dialog");
    dialog.className = wide ? "wide" : "";
    dialog.setAttribute("aria-label", title);
    document.body.append(dialog);
    const close = (value) => {
      if (!dialog.isConnected) return;
      render(dialog, []);
      dialog.close();
      dialog.remove();
      before?.focus?.();
      resolve(value);
    };
    const redraw = () => dialog.isConnected && render(dialog, html`
      <header><h2>${title}</h2>
        <button class="round" type="button" aria-label="Close" onclick=${() => close()}>${icon("close")}</button></header>
      ${view(close, redraw)}`);
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
    redraw();
    dialog.showModal();
    (dialog.querySelector("[autofocus], input, textarea, .primary") ?? dialog).focus();
  });
}

/** Asks before something that cannot be taken back. @returns {Promise<boolean>} */
export async function confirmDialog(title, text, action, { danger = true } = {}) {
  return !!(await openDialog(title, (close) => html`<div class="stack"><p>${text}</p>
    <div class="buttons end"><button class="button quiet" type="button" onclick=${() => close(false)}>Cancel</button>
    <button class=${danger ? "button danger" : "button primary"} type="button" onclick=${() => close(true)}>${action}</button></div></div>`));
}

/** A button that copies `text` and says so. */
export function copyButton(text, label = "Copy link") {
  const copy = async (event) => {
    const button = event.currentTarget;
    await copyText(text);
    button.classList.add("done");
    toast("Copied");
    setTimeout(() => button.classList.remove("done"), 2000);
  };
  return html`<button class="button" type="button" onclick=${copy}>${icon("copy")}${label}</button>`;
}

/** Copies, also where the clipboard API is not allowed (plain http). */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/**
 * Says something in passing. `action` makes the whole toast a button; `closed` gives it one to take it away by, and hears of that.
 * @param {any} content @param {{action?: () => void, closed?: () => void, seconds?: number}} [options] @returns {() => void} takes it away
 */
export function toast(content, { action, closed, seconds = 4 } = {}) {
  let shelf = document.querySelector("#toasts");
  if (!shelf) {
    shelf = document.createElement("div");
    shelf.id = "toasts";
    shelf.setAttribute("role", "status");
    document.body.append(shelf);
  }
  const item = document.createElement("div");
  item.className = "toast";
  const gone = () => item.remove();
  render(item, action
    ? html`<button type="button" onclick=${() => { gone(); action(); }}>${content}</button>`
    : html`<span>${content}</span>${closed && html`<button class="round" type="button" aria-label="Dismiss" title="Dismiss" onclick=${() => { gone(); closed(); }}>${icon("close")}</button>`}`);
  (document.querySelector("dialog[open]") ?? shelf).append(item);
  setTimeout(gone, seconds * 1000);
  return gone;
}

/** What to say of an error. @param {any} error */
export function sayError(error) {
  const text = error?.message || "Something went wrong";
  return text[0].toUpperCase() + text.slice(1);
}
