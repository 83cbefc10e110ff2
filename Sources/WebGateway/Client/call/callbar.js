/** Small pieces of a call: its clock, one's level, the buttons, and the bar that leads back to it. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { duration } from "/time.js";
import { conversationTitle } from "/people.js";

/** Counts from an instant of the server. */
export function clockFrom(app, since) {
  return html`<time class="call-clock" key=${since} ref=${(element) => {
    const tick = () => { element.textContent = duration(Date.now() + app.state.skew - since); };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }}></time>`;
}

/** An element that follows one's own loudness in `--level`, 0…1. */
export const following = (session) => (element) => {
  const show = (level) => element.style.setProperty("--level", session.open ? level.toFixed(2) : "0");
  session.levels.add(show);
  return () => session.levels.delete(show);
};

/** @param {import("/callsession.js").Session} session */
export function muteButton(session) {
  if (!session.mayBeHeard) return html`<button class="ctl" type="button" disabled=${true}>${icon("micoff")}<span>Listening</span></button>`;
  const off = !session.open;
  return html`<button class=${"ctl mute" + (off ? " off" : "")} type="button" title=${off ? "Unmute (M)" : "Mute (M)"} onclick=${() => session.setMuted(!session.muted)} ref=${following(session)}>
    ${icon(off ? "micoff" : "voice")}<span>${session.held ? "Talking" : off ? "Unmute" : "Mute"}</span></button>`;
}

export const leaveButton = (session) => html`<button class="ctl leave" type="button" title="Leave the call" onclick=${() => session.leave()}>${icon("hangup")}<span>Leave</span></button>`;

export const recordingSign = (call, name) => call?.recording && html`<span class="call-rec" role="img" aria-label=${"Recording" + (name ? ", begun by " + name : "")} title=${name && "Begun by " + name}><i></i><b>Recording</b>${name && html`<span class="rec-by" dir="auto"> · ${name}</span>`}</span>`;

/** What stands instead of the clock while there is none. */
export function phaseWords(session) {
  const words = { failed: "No connection", reconnecting: "Reconnecting…", connecting: "Connecting…" }[session.phase];
  return words && html`<span class=${session.phase === "connecting" ? "soft" : "call-phase"}>${words}</span>`;
}

export function backBar(app, session) {
  const { state } = app, call = session.call;
  const words = phaseWords(session);
  return html`<aside class="back-bar" aria-label="Call">
    <button class="back-to" type="button" onclick=${() => app.go("/c/" + session.c)}>${icon("phone")}<span class="back-words"><b>Back to the call</b> <span dir="auto">${conversationTitle(state, session.conversation)}</span></span>
      ${words || (call && clockFrom(app, call.since))}</button>
    ${recordingSign(call)}${muteButton(session)}${leaveButton(session)}</aside>`;
}
