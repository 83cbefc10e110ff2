/** Choosing the microphone and the speaker: before a call, in one, or at any time. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { prefs, setPrefs } from "/callprefs.js";
import { microphoneWords } from "/callwords.js";
import { canChooseSpeaker, closeMicrophone, listDevices, openMicrophone, useSpeaker, watchLevel } from "/devices.js";
import { openDialog } from "/ui.js";

class Panel {
  constructor(app, { session = null, joining = "", trouble = null }) {
    Object.assign(this, { app, session, joining, trouble, mic: session?.mic ?? null, mics: [], speakers: [], redraw() {} });
  }

  async begin() {
    if (this.mic) this.watch();
    else if (!this.trouble && (!this.session || this.session.mayBeHeard)) await this.open();
    await this.list();
    if (this.closed) return;
    navigator.mediaDevices?.addEventListener?.("devicechange", (this.changed = () => this.list()));
  }

  async list() {
    Object.assign(this, await listDevices());
    this.redraw();
  }

  async open(id) {
    const asking = (this.asking = {});
    this.redraw();
    try {
      const mic = await openMicrophone(id);
      if (this.closed || asking !== this.asking) return void closeMicrophone(mic);
      this.replace(mic);
    } catch (problem) {
      if (asking !== this.asking) return;
      this.trouble = problem.reason ?? "busy";
    }
    this.asking = null;
    this.list();
  }

  replace(mic) {
    if (this.session) this.session.take(mic);
    else closeMicrophone(this.mic);
    this.mic = mic;
    this.trouble = null;
    this.watch();
  }

  watch() {
    this.unwatch?.();
    this.unwatch = watchLevel(this.mic.stream, (level) => this.meter?.style.setProperty("--level", level.toFixed(2)));
  }

  choose(id) {
    setPrefs({ mic: id });
    this.open(id);
  }

  async speaker(id) {
    setPrefs({ speaker: id });
    if (this.session) await useSpeaker(this.session.audio, id);
    this.redraw();
  }

  /** Ends; the microphone stays open when somebody takes it. */
  end(taken) {
    this.closed = true;
    this.unwatch?.();
    navigator.mediaDevices?.removeEventListener?.("devicechange", this.changed);
    if (!taken && !this.session) closeMicrophone(this.mic);
  }
}

let shut = () => {};

/** Closes the panel that is open, as by Esc. */
export const closePanel = () => shut();

/**
 * @param {{session?: any, joining?: string, trouble?: string|null}} what
 * @returns {Promise<{mic: any, muted: boolean}|undefined>} how to join; undefined when nobody wants to
 */
export async function devicePanel(app, what) {
  const panel = new Panel(app, what);
  const call = app.state.calls?.[what.joining];
  const chosen = await openDialog(what.joining ? (call ? "Join the call" : "Begin a call") : "Microphone and speaker", (close, redraw) => {
    panel.redraw = redraw;
    shut = close;
    if (!panel.begun) queueMicrotask(() => panel.begin());
    panel.begun = true;
    return html`<div class="stack devices">
      ${panel.trouble ? troubleNotice(panel) : meter(panel)}
      ${!panel.trouble && pick("call-mic", "Microphone", panel.mics, panel.mic?.id ?? prefs().mic, (id) => panel.choose(id))}
      ${canChooseSpeaker() && panel.speakers.length > 0 && pick("call-speaker", "Speaker", panel.speakers, prefs().speaker, (id) => panel.speaker(id))}
      ${!what.joining && holding(redraw)}
      ${what.joining && joinButtons(panel, call, close)}</div>`;
  });
  panel.end(!!chosen?.mic);
  if (chosen) setPrefs({ known: true });
  return chosen;
}

function meter(panel) {
  return html`<div class="meter-row">${icon("voice")}<div class="grow">
    <div class="meter" role="img" aria-label="Your loudness" ref=${(box) => { panel.meter = box; }}><i></i></div>
    <p class="soft small" role="status">${panel.asking ? "Allow the microphone when the browser asks." : panel.mic ? "Say something: the bar moves when you are heard." : ""}</p></div></div>`;
}

function troubleNotice(panel) {
  const [title, advice] = microphoneWords[panel.trouble];
  return html`<div class="notice" role="alert"><b>${title}</b><p>${advice}</p>
    ${panel.trouble !== "insecure" && html`<button class="button" type="button" onclick=${() => { panel.trouble = null; panel.open(); }}>Try again</button>`}</div>`;
}

function pick(id, label, devices, chosen, choose) {
  const known = devices.some((d) => d.deviceId === chosen) ? chosen : devices.find((d) => d.deviceId === "default")?.deviceId ?? devices[0]?.deviceId;
  return html`<div class="field"><label for=${id}>${label}</label><select id=${id} disabled=${!devices.length} onchange=${(e) => choose(e.target.value)}>
    ${devices.length ? devices.map((d, i) => html`<option key=${d.deviceId} value=${d.deviceId} selected=${d.deviceId === known}>${d.label || `${label} ${i + 1}`}</option>`) : html`<option>As the device chooses</option>`}</select></div>`;
}

const holding = (redraw) => html`<label class="check"><input type="checkbox" role="switch" checked=${prefs().hold} onchange=${(e) => { setPrefs({ hold: e.target.checked }); redraw(); }}>
  <span>Hold Space to talk<br><span class="soft small">While you are muted, and do not type.</span></span></label>`;

function joinButtons(panel, call, close) {
  const verb = call ? "Join" : "Call";
  if (panel.trouble || !panel.mic) {
    return html`<div class="buttons end"><button class=${"button" + (panel.trouble ? " primary" : "")} type="button" onclick=${() => close({ mic: null, muted: true })}>${call ? "Join to listen" : "Call without a microphone"}</button></div>`;
  }
  return html`<div class="buttons end"><button class="button" type="button" onclick=${() => close({ mic: panel.mic, muted: true })}>${verb} muted</button>
    <button class="button primary" type="button" ref=${(b) => queueMicrotask(() => document.activeElement?.tagName === "DIALOG" && b.focus())} onclick=${() => close({ mic: panel.mic, muted: false })}>${icon("phone")}${verb}</button></div>`;
}
