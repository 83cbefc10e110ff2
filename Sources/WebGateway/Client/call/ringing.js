/** Being rung, and being told that both are free: the sheet on top of everything, the tone, the title, the notification. */
import { render } from "/html.js";
import { ringingHere } from "/callstate.js";
import { conversationTitle, nameOf } from "/people.js";
import { sheets } from "/ringsheet.js";
import { Tone } from "/tone.js";

export class Ringing {
  /** @param {any} app @param {{accept: (c: string) => void, call: (c: string) => void, busy: () => boolean}} acts */
  constructor(app, acts) {
    Object.assign(this, { app, acts, shown: [], notices: new Map(), silenced: new Set() });
    this.tone = new Tone();
    addEventListener("signedout", () => this.look());
  }

  /** What rings may have changed; a hidden page is not drawn, so nothing here waits for that. */
  look() {
    const { state } = this.app;
    const rings = ringingHere(state);
    for (const c of rings) if (!this.shown.includes(c)) this.started(c);
    for (const c of this.shown) if (!rings.includes(c)) this.stopped(c);
    this.shown = rings;
    this.free = Object.keys(state.bothFree);
    const loud = rings.some((c) => !this.silenced.has(c));
    if (loud && !this.locked) this.sound();
    if (!loud) this.quiet();
    if (rings.length) this.flash();
    else this.unflash();
    this.app.redraw();
  }

  started(c) {
    const { state } = this.app, call = state.calls[c];
    if (this.acts.busy()) this.silenced.add(c);
    if (!state.attentive) this.notify(c, nameOf(state, call.by) + " is calling", conversationTitle(state, state.conversations[c]));
  }

  stopped(c) {
    this.silenced.delete(c);
    this.notices.get(c)?.close();
    this.notices.delete(c);
    navigator.serviceWorker?.getRegistration().then((worker) => worker?.getNotifications({ tag: "call-" + c })).then((pushed) => pushed?.forEach((n) => n.data?.call && n.close()), () => {});
  }

  notify(c, title, body) {
    if (globalThis.Notification?.permission !== "granted") return;
    const notice = new Notification(title, { body, tag: "call-" + c, icon: "/icon.svg", requireInteraction: true });
    notice.onclick = () => { focus(); this.app.go("/c/" + c); notice.close(); };
    this.notices.set(c, notice);
  }

  /** Of all open pages of this browser one sounds. */
  sound() {
    this.locked = new AbortController();
    const { signal } = this.locked;
    const play = () => new Promise((done) => {
      if (signal.aborted) return done();
      this.tone.start();
      signal.addEventListener("abort", done);
    });
    (navigator.locks ? navigator.locks.request("confab-ring", { signal }, play) : play()).catch(() => {});
  }

  quiet() {
    this.locked?.abort();
    this.locked = undefined;
    this.tone.stop();
  }

  silence(c) {
    this.silenced.add(c);
    this.look();
  }

  flash() {
    this.flashing ??= setInterval(() => {
      const [c] = this.shown;
      const on = c && !document.title.startsWith("☎");
      document.title = on ? `☎ ${nameOf(this.app.state, this.app.state.calls[c]?.by)} is calling` : this.app.title();
    }, 1000);
  }

  unflash() {
    if (!this.flashing) return;
    clearInterval(this.flashing);
    this.flashing = undefined;
    document.title = this.app.title();
  }

  /** The sheet stands in the top layer, inside a dialog when one is open: whatever is outside of that cannot be pressed. */
  draw() {
    if (!this.shown.length && !this.free?.length) return this.remove();
    if (!this.box) {
      this.box = Object.assign(document.createElement("div"), { className: "ring-sheet", popover: "manual" });
      this.watcher = new MutationObserver(() => this.place());
      this.watcher.observe(document.body, { childList: true });
      const idle = !document.activeElement || document.activeElement === document.body;
      this.place();
      render(this.box, sheets(this.app, this));
      if (idle) this.box.querySelector("[role=alertdialog]")?.focus();
    } else render(this.box, sheets(this.app, this));
  }

  place() {
    if (!this.box) return;
    const host = [...document.querySelectorAll("dialog[open]")].pop() ?? document.body;
    if (this.box.parentNode === host && this.box.isConnected) return;
    host.append(this.box);
    this.box.showPopover();
  }

  remove() {
    if (!this.box) return;
    this.watcher.disconnect();
    const held = this.box.contains(document.activeElement);
    render(this.box, []);
    this.box.remove();
    this.box = undefined;
    if (held) (document.querySelector(".call button.mute") ?? document.querySelector("#composer"))?.focus();
  }
}
