/** Picking people: chips of those picked, a box that takes addresses and finds names. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { isAddress, takeAddresses } from "/addresses.js";
import { avatar } from "/ui.js";

export class PeoplePicker {
  /** @param {() => void} redraw @param {string} [id] of the input */
  constructor(redraw, id = "to") {
    Object.assign(this, { redraw, id, addresses: [], people: [], text: "", found: [], wrong: "" });
  }

  get count() {
    return this.addresses.length + this.people.length;
  }

  /** Whom a mail will reach: guests, and addresses picked or being typed that nobody here is known to have. */
  get strangers() {
    const typed = isAddress(this.text) && !this.found.some((p) => sameAddress(p, this.text)) ? [this.text.trim()] : [];
    return [...this.addresses, ...this.people.filter((p) => p.role === "guest").map((p) => p.address ?? p.name), ...typed];
  }

  /** Takes the addresses of what is typed. @returns {boolean} false when something is typed that is none */
  take() {
    const { addresses, rest } = takeAddresses(this.text);
    for (const address of addresses) {
      const known = this.found.find((p) => sameAddress(p, address));
      if (known) this.people = [...this.people.filter((p) => p.id !== known.id), known];
      else if (!this.addresses.includes(address) && !this.people.some((p) => sameAddress(p, address))) this.pick(address);
    }
    this.say(rest.join(", "));
    this.wrong = rest.length ? `“${rest[0]}” is not an email address` : "";
    if (!rest.length) this.found = [];
    return !rest.length;
  }

  /** Picks an address; should somebody here have it, it becomes that person. */
  async pick(address) {
    this.addresses = [...this.addresses, address];
    const { people } = await api("GET", "/people", { query: { q: address, limit: 6 } }).catch(() => ({ people: [] }));
    const known = people.find((p) => sameAddress(p, address));
    if (!known || !this.addresses.includes(address)) return;
    this.addresses = this.addresses.filter((a) => a !== address);
    this.people = [...this.people.filter((p) => p.id !== known.id), known];
    this.redraw();
  }

  /** Puts a text into the box at once: what is typed next, though nothing was drawn in between, comes after it. */
  say(text) {
    this.text = text;
    const box = document.getElementById(this.id);
    if (box && box.value !== text) box.value = text;
  }

  add(person) {
    if (!this.people.some((p) => p.id === person.id)) this.people = [...this.people, person];
    this.say("");
    this.found = [];
    this.wrong = "";
    this.redraw();
    document.getElementById(this.id)?.focus();
  }

  typed(text) {
    this.text = text;
    this.wrong = "";
    this.found = this.found.filter((p) => isNamed(p, text));
    clearTimeout(this.asking);
    if (/[,;]\s*$/.test(text) && takeAddresses(text).addresses.length) this.take();
    else if (text.trim().length < 2) this.found = [];
    else this.asking = setTimeout(() => this.look(text.trim()), 180);
    this.redraw();
  }

  /** Finds people by what is typed. */
  async look(text) {
    const { people } = await api("GET", "/people", { query: { q: text, limit: 6 } }).catch(() => ({ people: [] }));
    if (this.text.trim() !== text) return;
    this.found = people.filter((p) => !this.people.some((other) => other.id === p.id));
    this.redraw();
  }

  /** An address becomes a chip only after the click that took the focus, so that what was clicked does not move away. */
  left() {
    if (!takeAddresses(this.text).addresses.length || document.activeElement?.id === this.id) return;
    this.take();
    this.redraw();
  }

  keyed(event) {
    if (event.key === "Enter" || event.key === "," || event.key === ";") {
      if (!this.text.trim()) return;
      event.preventDefault();
      if (event.key === "Enter" && !takeAddresses(this.text).addresses.length) return void this.takeFirst(this.text);
      if (!isAddress(this.text) && this.found[0]) this.add(this.found[0]);
      else this.take();
    } else if (event.key === "Backspace" && !this.text) {
      if (this.addresses.length) this.addresses = this.addresses.slice(0, -1);
      else this.people = this.people.slice(0, -1);
    } else return;
    this.redraw();
  }

  /** Takes who is found by a text, which may have to be asked for. */
  async takeFirst(text) {
    clearTimeout(this.asking);
    if (!this.found[0]) await this.look(text.trim());
    if (this.text !== text) return;
    if (this.found[0]) return this.add(this.found[0]);
    this.take();
    this.redraw();
  }

  /** Takes a whole list at once; the box itself would lose its line ends. */
  pasted(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!takeAddresses(text).addresses.length || isAddress(text)) return;
    event.preventDefault();
    this.text += (this.text.trim() ? "," : "") + text;
    this.take();
    this.redraw();
  }

  view(label, hint) {
    const drop = (list, item) => () => { this[list] = this[list].filter((i) => i !== item); this.redraw(); };
    const chip = (text, list, item) => html`<li class="chip" key=${item.id ?? item}>${list === "addresses" && icon("mail")}<span dir="auto">${text}</span><button type="button" aria-label=${"Remove " + text} onclick=${drop(list, item)}>${icon("close")}</button></li>`;
    return html`<div class="field picker"><label for=${this.id}>${label}</label>
      ${this.count > 0 && html`<ul class="plain chips">${this.people.map((p) => chip(p.name, "people", p))}${this.addresses.map((a) => chip(a, "addresses", a))}</ul>`}
      <input id=${this.id} dir="auto" autocomplete="off" spellcheck="false" placeholder="ada@example.org, or a name" value=${this.text} aria-invalid=${this.wrong ? "true" : null}
        aria-describedby=${this.id + "-hint"} oninput=${(e) => this.typed(e.target.value)} onkeydown=${(e) => this.keyed(e)} onpaste=${(e) => this.pasted(e)} onblur=${() => setTimeout(() => this.left(), 250)}>
      ${this.wrong ? html`<span class="wrong" id=${this.id + "-hint"} role="alert">${this.wrong}</span>` : html`<span class="hint" id=${this.id + "-hint"} role="status">${hint}</span>`}
      ${this.found.length > 0 && html`<ul class="plain found" aria-label="People found">${this.found.map((p) => html`<li><button class="person-row" type="button" onclick=${() => this.add(p)}>${avatar(p, "small")}<span class="person-name" dir="auto">${p.name}</span><span class="person-note">${p.address ?? ""}</span></button></li>`)}</ul>`}
    </div>`;
  }
}

const isNamed = (person, text) => `${person.name} ${person.address ?? ""}`.toLowerCase().includes(text.trim().toLowerCase());

const sameAddress = (person, address) => person.address?.toLowerCase() === address.trim().toLowerCase();

/** What becomes of those who have no account here, while they are being picked; `otherwise` when there are none. */
export function mailHint(app, picker, otherwise) {
  const { strangers } = picker, { mail } = app.server ?? {};
  if (!strangers.length) return otherwise;
  const who = strangers.length === 1 ? html`<bdi>${strangers[0]}</bdi>` : strangers.length + " people";
  if (mail?.sends) return html`${who} will get a mail with a link.`;
  return html`${who} ${strangers.length === 1 ? "has" : "have"} no account here: you will get a link to hand over.`;
}
