/**
 * One way into a call: an RTCPeerConnection that heals. Never touches the page.
 *
 * One offer, one answer; candidates need not be gathered, as the server answers wherever it is reached from.
 *
 * @typedef {{signal: (offer: string) => Promise<{answer: string, moved?: boolean}>, onState: (state: "connecting"|"connected"|"reconnecting"|"failed", why?: any) => void,
 *   onTrack: (track: any) => void, PC?: any, timers?: any, random?: () => number}} Options
 */
import { backoff } from "/protocol.js";

const unheard = 2000, patience = 10_000, tries = 7;

export class Line {
  /** @param {Options} options */
  constructor(options) {
    this.options = { PC: globalThis.RTCPeerConnection, timers: globalThis, random: Math.random, ...options };
    this.track = null;
    this.attempt = 0;
    this.turn = 0;
    this.was = false;
  }

  /** Connects anew, with a connection of its own. */
  async open() {
    this.drop();
    if (this.ended) return;
    const pc = (this.pc = new this.options.PC({ bundlePolicy: "max-bundle" }));
    this.sender = pc.addTransceiver(this.track ?? "audio", { direction: "sendrecv" }).sender;
    pc.ontrack = ({ track }) => pc === this.pc && this.options.onTrack(track);
    pc.onconnectionstatechange = () => pc === this.pc && this.changed(pc.connectionState);
    this.options.onState(this.was ? "reconnecting" : "connecting");
    await this.negotiate(pc, {});
  }

  /** What is sent; null is silence. No new offer is needed for it. */
  async send(track) {
    this.track = track;
    await this.sender?.replaceTrack(track).catch(() => {});
  }

  /** The same connection by another way (ICE restart, RFC 8839). */
  async heal() {
    const pc = this.pc;
    if (!pc || this.ended) return;
    if (pc.connectionState === "failed" || pc.connectionState === "closed" || pc.connectionState === "new") return this.open();
    if (pc.signalingState !== "stable") await pc.setLocalDescription({ type: "rollback" }).catch(() => {});
    await this.negotiate(pc, { iceRestart: true });
  }

  /** The server can be asked again. `lost`: it does not know this leg any more. */
  resume(lost) {
    if (this.ended) return;
    if (lost || !this.pc) return this.open();
    if (this.waiting || this.pc.connectionState !== "connected") return this.heal();
  }

  async negotiate(pc, options) {
    const turn = ++this.turn;
    this.waiting = false;
    try {
      await pc.setLocalDescription(await pc.createOffer(options));
      const { answer, moved } = await this.options.signal(pc.localDescription.sdp);
      if (turn !== this.turn || this.ended) return;
      if (moved && options.iceRestart) return this.open();
      await pc.setRemoteDescription({ type: "answer", sdp: answer });
      if (pc.connectionState !== "connected" || options.iceRestart) this.expect(pc);
    } catch (problem) {
      if (turn === this.turn && !this.ended) this.refused(problem);
    }
  }

  refused(problem) {
    if (problem.type === "offline") {
      this.waiting = true;
      if (this.pc?.connectionState !== "connected") this.options.onState("reconnecting", "offline");
    } else if (problem.status && !problem.passing) this.fail(problem);
    else this.again(problem.retryAfter);
  }

  expect(pc) {
    this.wait(patience, () => pc === this.pc && pc.connectionState !== "connected" && this.again());
  }

  changed(state) {
    if (state === "connected") {
      this.options.timers.clearTimeout(this.timer);
      this.attempt = 0;
      this.was = true;
      this.options.onState("connected");
    } else if (state === "disconnected") {
      this.wait(unheard, () => {
        this.options.onState("reconnecting");
        this.heal();
      });
    } else if (state === "failed") this.again();
  }

  /** Anew, after a while that grows; at last it says that it cannot. */
  again(seconds) {
    if (this.ended) return;
    if (this.attempt >= tries) return this.fail("unreachable");
    this.options.onState("reconnecting");
    this.wait(seconds ? seconds * 1000 : backoff(this.attempt++, this.options.random()), () => this.open());
  }

  fail(why) {
    this.drop();
    this.attempt = 0;
    this.options.onState("failed", why);
  }

  wait(ms, then) {
    this.options.timers.clearTimeout(this.timer);
    this.timer = this.options.timers.setTimeout(then, ms);
  }

  drop() {
    this.options.timers.clearTimeout(this.timer);
    this.turn += 1;
    this.pc?.close();
    this.pc = this.sender = undefined;
  }

  close() {
    this.ended = true;
    this.drop();
  }
}
