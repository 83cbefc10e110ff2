/** What can be done with a call, with its sound, and with who is in it. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { prefs } from "/callprefs.js";
import { mayRecord, moderates } from "/callstate.js";
import { speakingWords } from "/callwords.js";
import { devicePanel } from "/devicepanel.js";
import { nameOf } from "/people.js";
import { openMenu, openPopover } from "/popover.js";
import { confirmDialog } from "/ui.js";

/** @param {import("/callsession.js").Session} session */
export function callMenu(app, conversation, session, anchor) {
  const call = session.call;
  const alone = call && call.count < conversation.count;
  openMenu(anchor, [
    { icon: "people", label: "Who speaks now?", act: () => app.toast(speakingWords(app.state, session.c)) },
    { icon: "sliders", label: "Microphone and speaker…", act: () => devicePanel(app, { session }) },
    alone && conversation.kind !== "announcement" && { icon: "bell", label: "Ring the others again", act: () => session.ask("ring", {}) },
    mayRecord(conversation) && call && (call.recording
      ? { icon: "stop", label: "End the recording", act: () => session.ask("record", { on: false }) }
      : { icon: "record", label: "Record", act: () => record(session) }),
  ]);
}

async function record(session) {
  const sure = await confirmDialog("Record this call?", "Everybody sees that it is recorded, and by whom. The recording comes into the conversation when it ends.", "Record", { danger: false });
  if (sure) session.ask("record", { on: true });
}

export function soundMenu(app, session, anchor) {
  openPopover(anchor, (close) => html`<div class="stack tight sound-menu">
    <label for="call-volume"><b>Loudness of the call</b></label>
    <div class="volume">${icon("sound")}<input id="call-volume" type="range" min="0" max="100" value=${Math.round(prefs().volume * 100)} oninput=${(e) => session.setVolume(e.target.value / 100)}></div>
    <p class="soft small">Only for you.</p>
    <button type="button" onclick=${() => { close(); devicePanel(app, { session }); }}>${icon("sliders")}Microphone and speaker…</button></div>`, { label: "Sound" });
}

/** What a moderator may do with somebody. */
export function seatItems(app, conversation, session, seat) {
  const { me } = app.state;
  if (!moderates(conversation) || seat.p === me.id) return [];
  const person = seat.p, name = nameOf(app.state, person);
  return [
    { heading: name, note: "" },
    !seat.listener && !seat.muted && { icon: "micoff", label: "Mute", act: () => session.ask("mute", { person, on: true }) },
    seat.hand && { icon: "hand", label: "Lower their hand", act: () => session.ask("hand", { person, on: false }) },
    seat.listener ? { icon: "voice", label: "Let them speak", act: () => session.ask("floor", { person, on: true }) }
      : { icon: "hear", label: "Make a listener", act: () => session.ask("floor", { person, on: false }) },
    { icon: "leave", label: "Remove from the call…", danger: true, act: () => expel(session, person, name) },
  ];
}

async function expel(session, person, name) {
  if (await confirmDialog(`Remove ${name} from the call?`, "They cannot come back to this call. They stay in the conversation.", "Remove")) session.ask("expel", { person });
}
