/**
 * Speaks the live protocol and never touches the page.
 *
 * @typedef {{url: string, hello: () => any, onFrame: (frame: any) => void, onLink: (link: {state: string, retryAt?: number}) => void,
 *   onEnded: () => void, beat?: () => any, WebSocket?: any, timers?: any, random?: () => number, now?: () => number}} Options
 */
import { Problem } from "/api.js";

const firstWait = 300, longestWait = 15_000, silence = 25_000, patience = 10_000;

/** How long to wait before the `n`th attempt: doubling, with jitter. */
export function backoff(attempt, random = Math.random()) {
  return Math.min(longestWait, firstWait * 2 ** attempt) * (0.5 + random / 2);
}

export class Protocol {
  /** @param {Options} options */
  constructor(options) {
    this.options = { WebSocket: globalThis.WebSocket, timers: globalThis, random: Math.random, now: Date.now, beat: () => ({}), ...options };
    this.pending = new Map();
    this.nextID = 1;
    this.attempt = 0;
    this.live = false;
    this.stopped = false;
  }

  connect() {
    if (this.socket || this.stopped) return;
    this.options.timers.clearTimeout(this.retry);
    this.options.onLink({ state: "connecting" });
    const socket = new this.options.WebSocket(this.options.url);
    this.socket = socket;
    socket.onopen = () => this.opened(socket);
    socket.onmessage = ({ data }) => socket === this.socket && this.received(data);
    socket.onclose = ({ code }) => socket === this.socket && this.closed(code);
    this.expect(patience);
  }

  opened(socket) {
    if (socket !== this.socket) return;
    this.command("hello", { v: 1, ...this.options.hello() }, true).then(() => {
      this.live = true;
      this.attempt = 0;
      this.options.onLink({ state: "live" });
    }, (problem) => problem.type !== "offline" && this.drop());
  }

  received(data) {
    this.expect(silence, () => this.probe());
    let frame;
    try { frame = JSON.parse(data); } catch { return; }
    if (frame.t === "ok" || frame.t === "no") return this.answered(frame);
    if (frame.t === "bye" && (frame.reason === "revoked" || frame.reason === "suspended")) this.ended = true;
    this.options.onFrame(frame);
  }

  answered(frame) {
    const waiting = this.pending.get(frame.id);
    if (!waiting) return;
    this.pending.delete(frame.id);
    frame.t === "ok" ? waiting.resolve(frame) : waiting.reject(new Problem(frame.problem ?? {}));
  }

  /** Sends a command. Rejects with a Problem: the server's, or `offline` when the connection is gone. @returns {Promise<any>} */
  command(verb, fields = {}, greeting = false) {
    if (!this.socket || (!this.live && !greeting)) return Promise.reject(offline());
    const id = this.nextID++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ do: verb, id, ...fields }));
    });
  }

  /** Nothing was heard for a while: ask, and give up on the connection when nothing answers. */
  probe() {
    this.command("presence", this.options.beat()).catch(() => {});
    this.expect(patience);
  }

  expect(ms, then = () => this.drop()) {
    const { timers } = this.options;
    timers.clearTimeout(this.watchdog);
    this.watchdog = timers.setTimeout(then, ms);
  }

  /** Gives the connection up and tries again. */
  drop() {
    const socket = this.socket;
    if (!socket) return;
    this.closed(1006);
    socket.close();
  }

  closed(code) {
    const { timers, random, now, onLink, onEnded } = this.options;
    timers.clearTimeout(this.watchdog);
    this.socket = undefined;
    this.live = false;
    for (const { reject } of this.pending.values()) reject(offline());
    this.pending.clear();
    if (this.stopped) return;
    if (code === 4401 || this.ended) return onEnded();
    const wait = backoff(this.attempt++, random());
    onLink({ state: "offline", retryAt: now() + wait });
    this.retry = timers.setTimeout(() => this.connect(), wait);
  }

  /** The network is back, or somebody looks: try now, or check that the connection still answers. */
  hurry() {
    if (this.live) this.probe();
    else if (!this.socket) {
      this.attempt = 0;
      this.connect();
    }
  }

  stop() {
    this.stopped = true;
    this.options.timers.clearTimeout(this.retry);
    this.drop();
  }
}

const offline = () => new Problem({ type: "offline", title: "Not connected" });
