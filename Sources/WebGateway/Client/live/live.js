/** Joins the store, the protocol and what is kept: performs the store's effects. */
import { api } from "/api.js";
import { callEffect } from "/calling.js";
import { watchDevice } from "/device.js";
import { forgetDrafts, keepDraft, keptDrafts } from "/drafts.js";
import { newKey } from "/keys.js";
import { rangeOf, tail } from "/log.js";
import { announce, showBadge } from "/notify.js";
import { commandOf, ready } from "/outbox.js";
import { Protocol } from "/protocol.js";
import { initial, update } from "/store.js";
import * as vault from "/vault.js";

const keptEvents = 200, keptLogs = 60;

/** True when this browser holds somebody's conversations, to read without the server. */
export const holdsSomebody = async () => !!(await vault.read("base"))?.me;

/** Starts the live session of whoever is signed in. @param {any} app */
export async function startLive(app) {
  app.live?.stop();
  app.live = new Live(app);
  await app.live.restore();
  app.live.begin();
}

class Live {
  constructor(app) {
    this.app = app;
    app.state = { ...initial, session: "" };
    this.batch = new Map();
    this.asked = 0;
    this.answered = new Map();
    this.unsaved = new Set();
    this.protocol = new Protocol({
      url: location.origin.replace(/^http/, "ws") + "/api/v1/live",
      hello: () => ({ cursors: this.cursors(), activity: app.state.self.activity, media: app.state.self.media }),
      beat: () => ({ activity: app.state.self.activity }),
      onFrame: (frame) => this.receive(frame),
      onLink: (link) => this.dispatch({ type: "link", link }),
      onEnded: () => app.signedOut(),
    });
  }

  async restore() {
    const [base, outbox, drafts, logs] = await Promise.all([
      vault.read("base"), vault.readAll("outbox/"), vault.read("drafts"), vault.readAll("log/"),
    ]);
    const items = Object.values(outbox).sort((a, b) => a.order - b.order);
    this.order = Math.max(0, ...items.map((item) => item.order));
    this.dispatch({ type: "restored", kept: { ...base, outbox: items, drafts: keptDrafts(drafts), logs } });
  }

  begin() {
    const hurry = () => !document.hidden && this.protocol.hurry();
    const attend = () => this.dispatch({ type: "attentive", on: !document.hidden && document.hasFocus() });
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    addEventListener("online", hurry, { signal });
    addEventListener("offline", () => this.protocol.drop(), { signal });
    document.addEventListener("visibilitychange", () => { attend(); hurry(); if (document.hidden) this.save(); }, { signal });
    addEventListener("focus", attend, { signal });
    addEventListener("blur", attend, { signal });
    addEventListener("pagehide", () => this.save(), { signal });
    attend();
    this.protocol.connect();
    watchDevice((change) => {
      this.dispatch({ type: "self", self: change });
      this.command("presence", change).catch(() => {});
    });
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.saving);
    this.stopping?.abort();
    this.protocol.stop();
  }

  /** Ends the session here and erases what is kept. */
  async forget() {
    this.stop();
    this.app.state = { ...initial };
    this.unsaved.clear();
    forgetDrafts();
    await vault.clear();
  }

  cursors() {
    const { conversations, logs } = this.app.state;
    const held = Object.keys(conversations).filter((c) => logs[c]?.ranges.length);
    return Object.fromEntries(held.map((c) => [c, rangeOf(logs[c])[1]]));
  }

  /** Frames are gathered for a moment, so that a thousand events are one change. */
  receive(frame) {
    if (frame.t === "event") {
      if (!this.batch.has(frame.c)) this.batch.set(frame.c, []);
      this.batch.get(frame.c).push(frame.e);
      this.flushing ??= setTimeout(() => this.flush(), 0);
      return;
    }
    this.flush();
    if (frame.t === "snapshot") this.greet(frame);
    else this.dispatch({ ...frame, type: frame.t, now: Date.now() });
  }

  async greet(frame) {
    const before = this.app.state.me?.id;
    if (before && before !== frame.me.id) {
      forgetDrafts();
      await vault.clear();
      this.app.state = { ...initial, link: this.app.state.link };
    }
    this.watched = "";
    this.dispatch({ ...frame, type: "snapshot", here: Date.now() });
  }

  flush() {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    const batch = [...this.batch];
    this.batch.clear();
    for (const [c, events] of batch) this.dispatch({ type: "events", c, events });
  }

  dispatch(event) {
    if (this.stopped) return;
    const [state, ...effects] = update(this.app.state, event);
    const changed = state !== this.app.state;
    const badge = this.app.state.badge;
    this.app.state = state;
    for (const effect of effects) this.perform(effect);
    if (!changed) return;
    if (state.badge !== badge) showBadge(state.badge);
    this.app.redraw();
  }

  perform(effect) {
    if (effect.effect === "deliver") this.deliver();
    else if (effect.effect === "command") this.command(effect.do, effect.fields).catch(() => {});
    else if (effect.effect === "draft") {
      keepDraft(effect.c, effect.draft);
      this.keep("drafts");
    }
    else if (effect.effect === "keep") this.keep(effect.c ? "log/" + effect.c : effect.what);
    else if (effect.effect === "announce") announce(this.app, effect.c, effect.e);
    else if (effect.effect === "call") callEffect(this.app, effect);
    else if (effect.effect === "watch") this.watchSoon();
    else if (effect.effect === "members") this.members(effect.c);
    else if (effect.effect === "tick") setTimeout(() => this.dispatch({ type: "tick", now: Date.now() }), 6100);
    else if (effect.effect === "forget") {
      vault.write("log/" + effect.c, undefined);
      this.answered.set(effect.c, ++this.asked);
      if (this.app.state.open === effect.c) this.app.go("/", { replace: true });
    }
  }

  command(verb, fields) {
    return this.protocol.command(verb, fields);
  }

  /** Sends what is ready, and what becomes ready by the answers. Kept before it is sent, so that a crash sends it again. */
  deliver() {
    if (this.app.state.link.state !== "live" && !this.protocol.live) return;
    for (const item of ready(this.app.state.outbox)) {
      this.dispatch({ type: "sending", key: item.key });
      this.keeping = this.keepOutbox();
      this.keeping.then(() => this.command(item.do, commandOf(item))).then(
        ({ seq, at }) => this.dispatch({ type: "sent", key: item.key, seq, at }),
        (problem) => this.undelivered(item, problem),
      );
    }
  }

  undelivered(item, problem) {
    if (problem.type === "offline") return;
    const { type, message, title, status, field } = problem;
    if (!problem.passing) return this.dispatch({ type: "refused", key: item.key, problem: { type, message, title, status, field } });
    setTimeout(() => this.dispatch({ type: "retry", key: item.key }), (problem.retryAfter ?? 3) * 1000);
  }

  /** Puts a command in the outbox. @param {any} item without its key @returns {string} the key */
  queue(item) {
    const key = newKey();
    this.order = (this.order ?? 0) + 1;
    this.dispatch({ type: "queue", item: { ...item, key, at: Date.now(), order: this.order } });
    return key;
  }

  watchSoon() {
    clearTimeout(this.watching);
    this.watching = setTimeout(() => this.watch(), 50);
  }

  /** Asks for the presence of those who are on screen. */
  watch() {
    const { conversations, members, contacts, open, me } = this.app.state;
    const wanted = new Set(Object.keys(contacts).filter((p) => contacts[p] === "accepted"));
    for (const c of Object.values(conversations)) if (c.kind === "direct") c.people?.forEach((p) => wanted.add(p));
    for (const m of members[open] ?? []) wanted.add(m.person);
    wanted.delete(me?.id);
    const people = [...wanted].slice(0, 2000);
    const name = people.join();
    if (name === this.watched || !this.protocol.live) return;
    this.watched = name;
    this.command("watch", { people }).catch(() => { this.watched = ""; });
  }

  /** Fetches the members of a conversation, if somebody looks at it. */
  async members(c) {
    if (this.app.state.open !== c) return;
    await this.fetchMembers(c).catch(() => { /* offline: what is known stays */ });
  }

  /** An answer that comes after that to a later question is older, and passed over. */
  async fetchMembers(c) {
    const asked = ++this.asked;
    const found = await api("GET", "/conversations/" + c);
    if (this.answered.get(c) > asked) return;
    this.answered.set(c, asked);
    if (!this.app.state.conversations[c]) this.dispatch({ type: "conversation", ...found });
    this.dispatch({ type: "members", c, ...found });
  }

  keep(name) {
    if (name === "outbox") return void (this.keeping = this.keepOutbox());
    this.unsaved.add(name);
    this.saving ??= setTimeout(() => this.save(), 1000);
  }

  async keepOutbox() {
    const { outbox } = this.app.state;
    this.keptItems ??= new Set(Object.keys(await vault.readAll("outbox/")));
    const now = new Map(outbox.filter((item) => item.state !== "sent").map((item) => [item.key, item]));
    const gone = [...this.keptItems].filter((key) => !now.has(key));
    const fresh = [...now.keys()].filter((key) => !this.keptItems.has(key));
    gone.forEach((key) => this.keptItems.delete(key));
    fresh.forEach((key) => this.keptItems.add(key));
    await Promise.all([...gone.map((key) => vault.write("outbox/" + key, undefined)), ...fresh.map((key) => vault.write("outbox/" + key, now.get(key)))]);
  }

  save() {
    clearTimeout(this.saving);
    this.saving = undefined;
    const { state } = this.app;
    const recent = new Set(Object.values(state.conversations).sort((a, b) => b.at - a.at).slice(0, keptLogs).map((c) => c.id));
    for (const name of this.unsaved) {
      const c = name.startsWith("log/") && name.slice(4);
      if (c) recent.has(c) && vault.write(name, tail(state.logs[c] ?? { events: [], ranges: [], changes: {} }, keptEvents));
      else if (name === "drafts") vault.write("drafts", state.drafts);
    }
    if (this.unsaved.size) vault.write("base", { me: state.me, people: state.people, contacts: state.contacts, conversations: state.conversations, self: state.self });
    this.unsaved.clear();
  }
}
