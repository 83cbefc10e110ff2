/** Picking people: chips of those picked, a box that takes addresses and finds names. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { isAddress } from "/people.js";
import { avatar } from "/ui.js";

export class PeoplePicker {
  /** @param {() => void} redraw @param {string} [id] of the input */
  constructor(redraw, id = "to") {
    Object.assign(this, { redraw, id, addresses: [], people: [], text: "", found: [], wrong: "" });
  }

  get count() {
    return this.addresses.length + this.people.length;
  }

  /** Takes what is typed, if it is an address. @returns {boolean} false when something is typed that is none */
  take() {
    const typed = this.text.split(/[\s,;]+/).filter(Boolean);
    const bad = typed.filter((t) => !isAddress(t));
    this.wrong = bad.length ? `“${bad[0]}” is not an email address` : "";
    if (bad.length) return false;
    for (const t of typed) if (!this.addresses.includes(t.toLowerCase())) this.addresses = [...this.addresses, t.toLowerCase()];
    this.text = "";
    this.found = [];
    return true;
  }

  add(person) {
    if (!this.people.some((p) => p.id === person.id)) this.people = [...this.people, person];
    this.text = "";
    this.found = [];
    this.redraw();
    document.getElementById(this.id)?.focus();
  }

  typed(text) {
    this.text = text;
    this.wrong = "";
    clearTimeout(this.asking);
    if (text.trim().length < 2) this.found = [];
    else this.asking = setTimeout(() => this.look(text.trim()), 180);
    this.redraw();
  }

  async look(text) {
    const { people } = await api("GET", "/people", { query: { q: text, limit: 6 } }).catch(() => ({ people: [] }));
    if (this.text.trim() !== text) return;
    this.found = people.filter((p) => !this.people.some((other) => other.id === p.id));
    this.redraw();
  }

  /** An address becomes a chip only after the click that took the focus, so that what was clicked does not move away. */
  left() {
    if (!isAddress(this.text) || document.activeElement?.id === this.id) return;
    this.take();
    this.redraw();
  }

  keyed(event) {
    if (event.key === "Enter" || event.key === "," || event.key === ";") {
      if (!this.text.trim()) return;
      event.preventDefault();
      if (!isAddress(this.text) && this.found[0]) this.add(this.found[0]);
      else this.take();
    } else if (event.key === "Backspace" && !this.text) {
      if (this.addresses.length) this.addresses = this.addresses.slice(0, -1);
      else this.people = this.people.slice(0, -1);
    } else return;
    this.redraw();
  }

  view(label, hint) {
    const drop = (list, item) => () => { this[list] = this[list].filter((i) => i !== item); this.redraw(); };
    const chip = (text, list, item) => html`<li class="chip"><span dir="auto">${text}</span><button type="button" aria-label=${"Remove " + text} onclick=${drop(list, item)}>${icon("close")}</button></li>`;
    return html`<div class="field picker"><label for=${this.id}>${label}</label>
      ${this.count > 0 && html`<ul class="plain chips">${this.people.map((p) => chip(p.name, "people", p))}${this.addresses.map((a) => chip(a, "addresses", a))}</ul>`}
      <input id=${this.id} dir="auto" autocomplete="off" spellcheck="false" placeholder="ada@example.org, or a name" value=${this.text} aria-invalid=${this.wrong ? "true" : null}
        aria-describedby=${this.id + "-hint"} oninput=${(e) => this.typed(e.target.value)} onkeydown=${(e) => this.keyed(e)} onblur=${() => setTimeout(() => this.left(), 250)}>
      ${this.wrong ? html`<span class="wrong" id=${this.id + "-hint"} role="alert">${this.wrong}</span>` : html`<span class="hint" id=${this.id + "-hint"}>${hint}</span>`}
      ${this.found.length > 0 && html`<ul class="plain found" aria-label="People found">${this.found.map((p) => html`<li><button class="person-row" type="button" onclick=${() => this.add(p)}>${avatar(p, "small")}<span class="person-name" dir="auto">${p.name}</span><span class="person-note">${p.address ?? ""}</span></button></li>`)}</ul>`}
    </div>`;
  }
}
