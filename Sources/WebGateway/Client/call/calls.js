/** Calls, when there is one: joins and leaves, and draws what stands above every page. */
import { html, render } from "/html.js";
import { api } from "/api.js";
import { backBar } from "/callbar.js";
import { prefs } from "/callprefs.js";
import { callShortcuts } from "/callkeys.js";
import { Session } from "/callsession.js";
import { mayBeHeard, ringingHere, seatOf } from "/callstate.js";
import { stageView } from "/callstage.js";
import { closeMicrophone, openMicrophone } from "/devices.js";
import { closePanel, devicePanel } from "/devicepanel.js";
import { setFree } from "/calling.js";
import { Ringing } from "/ringing.js";

/** @type {Session|null} */
let current = null;
/** What one does to come into a call, until one is in it; the newest counts. @type {{c: string, answer: boolean}|null} */
let joining = null;
let spoken = "", root, ringing, asked = "";

export const session = () => current;

/** Once, when this is first needed. */
export function begin(app) {
  root = Object.assign(document.createElement("div"), { id: "calls" });
  document.body.prepend(root);
  ringing = new Ringing(app, { accept: (c) => join(app, c, { answer: true }), call: (c) => join(app, c), busy: () => !!current });
  callShortcuts(app, session);
  app.overlays.add(() => draw(app));
  draw(app);
}

/** Says something to who cannot see it. */
function say(text) {
  spoken = spoken === text ? text + "\u00a0" : text;
  if (root) render(root.querySelector(".call-said"), [spoken]);
}

function draw(app) {
  const away = current && app.route?.c !== current.c;
  document.documentElement.classList.toggle("in-call", !!away);
  render(root, html`${away && backBar(app, current)}<p class="unseen call-said" role="status" aria-live="polite" ref=${(p) => render(p, [spoken])}></p>`);
  ringing.draw();
}

/** @param {any} effect of the store */
export function heard(app, effect) {
  current?.heard(effect);
  if (effect.what === "free") setFree(app, effect.c, false, false);
  const unknown = ringingHere(app.state).find((c) => !app.state.people[app.state.calls[c].by]);
  if (unknown && asked !== unknown) names(app, (asked = unknown));
  ringing.look();
}

/** Learns who is in a conversation that rings. */
async function names(app, c) {
  const { people } = await api("GET", "/conversations/" + c).catch(() => ({}));
  if (people) app.dispatch({ type: "people", people });
}

export const stage = (app, conversation) => (current?.c === conversation.id ? stageView(app, conversation, current) : null);

export const openDevices = (app, c) => devicePanel(app, { session: current?.c === c ? current : null });

/**
 * Joins the call of a conversation, or begins one.
 * @param {{answer?: boolean}} [options] `answer`: somebody waits, so nothing is asked that need not be
 */
export async function join(app, c, { answer = false } = {}) {
  if (current?.c === c || (joining?.c === c && (joining.answer || !answer))) return;
  const way = await microphone(app, (joining = { c, answer }));
  if (!way) return;
  current?.leave();
  const mine = (current = new Session(app, c, { ...way, say, over: (words) => over(app, mine, words) }));
  ringing.look();
  if (app.route?.c !== c) app.go("/c/" + c);
  app.redraw();
  await mine.begin();
}

/** How one comes into the call: with which microphone, heard or not. Undefined when one decides not to, or for another call. */
async function microphone(app, mine) {
  closePanel();
  const way = await chosenMicrophone(app, mine);
  if (joining !== mine) return void closeMicrophone(way?.mic);
  joining = null;
  return way;
}

async function chosenMicrophone(app, mine) {
  const { c, answer } = mine, conversation = app.state.conversations[c];
  const seat = seatOf(app.state.calls?.[c], app.state.me.id);
  if (!mayBeHeard(conversation ?? {}, seat)) return { mic: null };
  const known = prefs().known || answer || app.state.me.role === "guest";
  if (!known) return devicePanel(app, { joining: c });
  try {
    const mic = await openMicrophone();
    if (mic.fell) app.toast(`The microphone you chose is not there. ${mic.label || "The usual one"} is used.`);
    return { mic };
  } catch (problem) {
    return joining === mine ? devicePanel(app, { joining: c, trouble: problem.reason }) : undefined;
  }
}

function over(app, session, words) {
  if (current === session) current = null;
  if (words) app.toast(words);
  say(words ?? "You left the call");
  app.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector(".call-banner button, .talk-head [aria-label='Call']")?.focus();
  }));
}
