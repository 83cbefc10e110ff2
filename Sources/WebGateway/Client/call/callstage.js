/** The call that this device is in: above the text; on a phone a bar that opens to a page. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { clockFrom, leaveButton, muteButton, phaseWords, recordingSign } from "/callbar.js";
import { callMenu, soundMenu } from "/callmenu.js";
import { namesOf, troubleWords } from "/callwords.js";
import { nameOf } from "/people.js";
import { peopleOf } from "/seats.js";

const narrow = matchMedia("(max-width: 700px)");
let open;

/** Whoever pressed a switch with a pointer has Space for talking again. */
const letGo = (event) => event.detail && event.target.closest(".ctl:not([aria-haspopup])")?.blur();

/** @param {import("/callsession.js").Session} session */
export function stageView(app, conversation, session) {
  const { state } = app, call = session.call;
  const shown = open ?? !narrow.matches;
  const toggle = () => { open = !shown; app.redraw(); };
  const recorder = call?.recording && nameOf(state, call.recording.by);
  return html`<section class=${"call" + (shown ? " open" : "")} aria-label="Call" onclick=${letGo}>
    <header class="call-head">
      <button class="call-fold" type="button" aria-expanded=${String(shown)} aria-label=${shown ? "Show the call as a bar" : "Show the call"} onclick=${toggle}>
        ${icon(shown ? "fold" : "down")}<span class="call-title"><b>Call</b> ${phaseWords(session) || (call && clockFrom(app, call.since))}</span>
        ${!shown && html`<span class="call-now soft" dir="auto">${call && (state.speaking[session.c]?.length ? html`${icon("sound", "Speaking:")}${namesOf(state, state.speaking[session.c], 2)}` : `${call.count} in the call`)}</span>`}</button>
      ${recordingSign(call, shown && recorder)}
      ${!shown && [muteButton(session), leaveButton(session)]}
    </header>
    ${trouble(app, session)}
    ${shown && html`<div class="call-people">${call && peopleOf(app, conversation, session)}</div>`}
    ${shown && controls(app, conversation, session)}
  </section>`;
}

function trouble(app, session) {
  if (session.phase === "failed") {
    const [title, advice] = troubleWords[session.why] ?? troubleWords.unreachable;
    return html`<div class="call-trouble" role="alert"><p class="grow"><b>${title}.</b> ${advice}</p><button class="button" type="button" onclick=${() => session.retry()}>Try again</button></div>`;
  }
  if (session.why === "offline") return html`<div class="call-trouble" role="status"><p><b>${troubleWords.offline[0]}.</b> ${troubleWords.offline[1]}</p></div>`;
  if (session.blocked) return html`<div class="call-trouble" role="alert"><p class="grow">This browser wants a press before it plays sound.</p><button class="button primary" type="button" onclick=${() => session.play()}>Hear the call</button></div>`;
  return null;
}

function controls(app, conversation, session) {
  const hand = session.seat?.hand;
  const mayRaise = conversation.kind !== "direct";
  return html`<div class="call-controls" role="group" aria-label="In the call">
    ${muteButton(session)}
    <button class=${"ctl" + (session.deaf ? " off" : "")} type="button" title=${session.deaf ? "Hear the call again" : "Hear nothing"} onclick=${() => session.setDeaf(!session.deaf)}>${icon(session.deaf ? "deaf" : "hear")}<span>${session.deaf ? "Undeafen" : "Deafen"}</span></button>
    ${mayRaise && html`<button class=${"ctl" + (hand ? " on" : "")} type="button" aria-pressed=${String(!!hand)} aria-label="Raise hand" title=${hand ? "Lower your hand" : "Raise your hand"} onclick=${() => session.setHand(!hand)}>${icon("hand")}<span>Hand</span></button>`}
    <button class="ctl" type="button" aria-haspopup="dialog" onclick=${(e) => soundMenu(app, session, e.currentTarget)}>${icon("sound")}<span>Sound</span></button>
    <button class="ctl" type="button" aria-haspopup="menu" onclick=${(e) => callMenu(app, conversation, session, e.currentTarget)}>${icon("more")}<span>More</span></button>
    ${leaveButton(session)}
  </div>`;
}
