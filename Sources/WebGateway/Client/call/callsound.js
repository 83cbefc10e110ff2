/** The sound of a call at this device: what goes out by the microphone, what comes in by the speaker. */
import { microphoneWords, mutedWords } from "/callwords.js";
import { prefs, setPrefs } from "/callprefs.js";
import { closeMicrophone, listDevices, openMicrophone, useSpeaker, watchCopy } from "/devices.js";
import { Unheard } from "/unheard.js";

/** Its heir has the `line` that the microphone goes to, says whether that is `open`, and mutes. */
export class CallSound {
  constructor(app) {
    Object.assign(this, { app, mic: null, level: 0, levels: new Set(), audio: new Audio(), listening: new AbortController(), unheard: new Unheard() });
    this.audio.autoplay = true;
    this.audio.volume = prefs().volume;
    navigator.mediaDevices?.addEventListener?.("devicechange", () => this.devicesChanged(), { signal: this.listening.signal });
  }

  hear(track) {
    this.audio.srcObject = new MediaStream([track]);
    useSpeaker(this.audio);
    this.play();
  }

  /** Plays; some browsers want a press for it first. */
  play() {
    this.audio.play().then(() => { this.blocked = false; }, (error) => { this.blocked = error.name === "NotAllowedError"; }).then(() => this.app.redraw());
  }

  /** Uses a microphone that was opened. */
  take(mic) {
    if (this.mic !== mic) closeMicrophone(this.mic);
    this.mic = mic;
    mic.track.onended = () => this.mic === mic && this.unplugged();
    this.unwatch?.();
    this.unwatch = watchCopy(mic.stream, (level, now) => {
      for (const show of this.levels) show(level);
      this.noticed(now);
    });
    this.gate();
    return this.line.send(mic.track);
  }

  gate() {
    if (this.mic) this.mic.track.enabled = this.open;
    if (this.open) this.unhint();
  }

  /** Tells who speaks while muted that nobody hears it; not who is deaf, or has talked by holding Space. */
  noticed(level) {
    const { unheard } = this;
    if (this.open || !this.mayBeHeard || this.deaf || this.holds) return unheard.forget();
    if (!unheard.heard(level, performance.now())) return;
    this.hint = this.app.toast(mutedWords(prefs().hold), { seconds: 12, closed: () => { unheard.declined = true; } });
  }

  unhint() {
    this.hint?.();
    this.hint = undefined;
  }

  /** Opens the microphone, or says why that cannot be. @returns {Promise<boolean>} */
  async openMicrophone(id) {
    try {
      const mic = await openMicrophone(id);
      if (this.ended) return void closeMicrophone(mic);
      await this.take(mic);
      if (mic.fell) this.app.toast(`That microphone is not there. ${mic.label || "The usual one"} is used.`);
      return true;
    } catch (problem) {
      this.app.toast(microphoneWords[problem.reason ?? "busy"].join(". "), { seconds: 8 });
      this.app.redraw();
      return false;
    }
  }

  async unplugged() {
    const label = this.mic?.label || "The microphone";
    this.unwatch?.();
    closeMicrophone(this.mic);
    this.mic = null;
    await this.line.send(null);
    if (this.ended || !(await this.openMicrophone(""))) return this.setMuted(true);
    this.app.toast(`${label} is gone. ${this.mic.label || "Another microphone"} is used now.`, { seconds: 8 });
    this.app.redraw();
  }

  async devicesChanged() {
    const { mics, speakers } = await listDevices();
    if (this.ended) return;
    if (this.mic && mics.length && !mics.some((d) => d.deviceId === this.mic.id)) await this.unplugged();
    const { speaker } = prefs();
    if (speaker && speakers.length && !speakers.some((d) => d.deviceId === speaker)) {
      setPrefs({ speaker: "" });
      await useSpeaker(this.audio, "");
      this.app.toast("That speaker is gone. The usual one is used now.", { seconds: 8 });
    }
    this.app.redraw();
  }

  setVolume(volume) {
    this.audio.volume = volume;
    setPrefs({ volume });
  }

  /** Ends both ways. */
  silence() {
    this.listening.abort();
    this.unwatch?.();
    this.unhint();
    closeMicrophone(this.mic);
    this.audio.srcObject = null;
  }
}
