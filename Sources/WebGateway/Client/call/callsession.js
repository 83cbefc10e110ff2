/** Being in a call with this device: its line, what one does, and what the server says of it. */
import { CallSound } from "/callsound.js";
import { mayBeHeard, seatOf } from "/callstate.js";
import { callNews, namesOf, troubleWords } from "/callwords.js";
import { Line } from "/rtc.js";

/** How long the log is waited for after a connection, to learn whether a call that is not told any more has ended. */
const settling = 1500;

export class Session extends CallSound {
  /** @param {any} app @param {string} c @param {{mic?: any, muted?: boolean, ring?: boolean, say: (text: string) => void, over: (words?: any) => void}} options */
  constructor(app, c, { mic = null, muted = false, ring = true, say, over }) {
    super(app);
    Object.assign(this, { c, mic, ring, say, over, muted: muted || !mic, deaf: false, phase: "connecting", why: null, held: false, asking: 0 });
    this.line = new Line({
      signal: (offer) => this.signal(offer),
      onState: (phase, why) => this.stateIs(phase, why),
      onTrack: (track) => this.hear(track),
    });
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const moved = () => { clearTimeout(this.moving); this.moving = setTimeout(() => this.line.heal(), 500); };
    addEventListener("online", moved, { signal });
    navigator.connection?.addEventListener?.("change", moved, { signal });
    for (const kind of ["pagehide", "signedout"]) addEventListener(kind, () => this.leave(), { signal });
  }

  get call() { return this.app.state.calls?.[this.c]; }
  get conversation() { return this.app.state.conversations[this.c]; }
  get seat() { return seatOf(this.call, this.app.state.me?.id); }
  get mayBeHeard() { return mayBeHeard(this.conversation ?? {}, this.seat); }
  /** True when what the microphone hears goes out. */
  get open() { return !!this.mic && this.mayBeHeard && (!this.muted || this.held); }

  begin() {
    if (this.mic) this.take(this.mic);
    return this.line.open();
  }

  async signal(offer) {
    const before = this.leg;
    const { call, leg, answer } = await this.app.command("call", { c: this.c, offer, leg: before, muted: !this.open, ring: this.ring });
    if (this.ended) {
      this.app.command("hangup", { c: this.c, leg }).catch(() => {});
      throw new Error("left");
    }
    Object.assign(this, { leg, id: call, ring: false });
    if (this.deaf && leg !== before) this.app.command("deafen", { c: this.c, leg, on: true }).catch(() => {});
    return { answer, moved: !!before && leg !== before };
  }

  stateIs(phase, why) {
    if (phase === "reconnecting" && this.phase === "connected") this.say("Reconnecting…");
    if (phase === "connected" && this.phase !== "connected") this.say(this.phase === "reconnecting" ? "You are back in the call" : `You are in the call${this.open ? "" : ", muted"}`);
    if (phase === "failed" && why?.message) return this.end(why.message);
    Object.assign(this, { phase, why });
    if (phase === "failed") this.say(troubleWords[why][0]);
    this.app.redraw();
  }

  // What one does

  async setMuted(muted) {
    if (!muted && !this.mic && !(await this.openMicrophone())) return;
    this.muted = muted;
    this.held = false;
    this.unheard.muted();
    this.tellMuted();
    this.say(muted ? "You are muted" : "You are heard");
  }

  /** Speaks while a key is held, though muted. */
  hold(on) {
    if (this.held === on || (on && (!this.muted || !this.mic))) return;
    this.held = on;
    this.holds = true;
    this.tellMuted();
  }

  tellMuted() {
    this.gate();
    this.asking += 1;
    this.app.command("mute", { c: this.c, on: !this.open }).catch(() => {}).then(() => { this.asking -= 1; });
    this.app.redraw();
  }

  setDeaf(deaf) {
    this.deaf = this.audio.muted = deaf;
    this.ask("deafen", { leg: this.leg, on: deaf });
    this.say(deaf ? "You hear nothing now" : "You hear the call again");
    this.app.redraw();
  }

  setHand(on) {
    this.ask("hand", { on });
    if (on) this.say("Your hand is raised");
  }

  ask(verb, fields) {
    return this.app.command(verb, { c: this.c, ...fields }).catch((problem) => this.app.toast(problem.message));
  }

  retry() {
    this.line.open();
  }

  /** Leaves with this device. */
  leave() {
    if (this.leg) this.app.command("hangup", { c: this.c, leg: this.leg }).catch(() => {});
    this.end();
  }

  end(words) {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.moving);
    clearTimeout(this.settling);
    this.stopping.abort();
    this.line.close();
    this.silence();
    this.over(words);
  }

  // What the server says

  /** @param {any} effect of the store */
  heard(effect) {
    if (effect.what === "linked") return this.linked();
    if (effect.c !== this.c) return;
    if (effect.what === "leg" && effect.leg === this.leg) this.legIs(effect);
    else if (effect.what === "ended" && effect.e.call === this.id) this.end(this.overWords());
    else if (effect.what === "call") this.callIs(effect.before, effect.call);
  }

  legIs({ state, why }) {
    if (state === "ended") this.end(troubleWords[why] ?? this.overWords());
    else if (state === "lost") this.line.open();
  }

  /** What became of the call, as far as it was seen. */
  overWords() {
    if (this.met) return troubleWords.over;
    return this.declined ? `${namesOf(this.app.state, this.declined)} declined` : "Nobody answered";
  }

  callIs(before, call) {
    this.met ||= call?.people.some((seat) => seat.p !== this.app.state.me.id);
    if (call?.declined?.length) this.declined = call.declined;
    for (const words of callNews(this.app.state, before, call)) this.say(words);
    const was = seatOf(before, this.app.state.me.id), am = seatOf(call, this.app.state.me.id);
    if (was?.listener && am && !am.listener) {
      this.muted = !!am.muted || !this.mic;
      if (this.muted) this.app.toast("You may speak now. Unmute to be heard.", { seconds: 8 });
    } else if (was && am?.muted && !was.muted && !this.asking && !this.muted) {
      this.muted = true;
      this.held = false;
      this.app.toast("A moderator muted you");
    }
    this.gate();
  }

  /** The connection is back: whether the call is still there is in the snapshot, or in the log that follows it. */
  linked() {
    clearTimeout(this.settling);
    if (this.seat) {
      if (this.asking) this.asking = 0;
      this.app.command("mute", { c: this.c, on: !this.open }).catch(() => {});
      return this.line.resume(false);
    }
    this.settling = setTimeout(() => this.ended || this.line.resume(!this.seat), this.call ? 0 : settling);
  }
}
