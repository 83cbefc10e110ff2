/** The little of calls that is always there: buttons, bars and marks. What a call itself needs is fetched when there is one. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { fetchCallFiles, fetchCallFilesSoon } from "/callfiles.js";
import { mayCall, ringingHere, seatOf } from "/callstate.js";
import { callLine, namesOf } from "/callwords.js";
import { nameOf, otherOf } from "/people.js";
import { openMenu } from "/popover.js";
import { clock, exact } from "/time.js";
import { sayUnloaded } from "/unloaded.js";

/** @type {any} */
let loaded, loading, failed = -Infinity;

/** Milliseconds from a failure until it is tried again by itself: changes of a call come often. */
const rest = 20_000;

/** Does something with the module of calls, which is fetched with all that it needs when there is none yet. */
function calls(app, act) {
  if (!loading) fetchCallFiles(app);
  loading ??= Promise.all([import("/calls.js"), app.styles("/call.css")]).then(([module]) => {
    loaded = module;
    module.begin(app);
    return module;
  }, (error) => {
    loading = undefined;
    failed = performance.now();
    throw error;
  });
  return loading.then(act, (error) => sayUnloaded(app, "Calls", error, () => calls(app, act)));
}

const join = (app, c, options) => calls(app, (m) => m.join(app, c, options));

/** Performs the store's effects on calls. */
export function callEffect(app, effect) {
  if (effect.what === "lapsed") return again(app, effect.c);
  if (effect.missed) missed(app, effect);
  if (loaded) loaded.heard(app, effect);
  else if ((ringingHere(app.state).length || effect.what === "free") && performance.now() - failed > rest) calls(app, (m) => m.heard(app, effect));
}

async function again(app, c) {
  const { call } = await api("GET", `/conversations/${c}/call`).catch(() => ({}));
  if (call !== undefined) app.dispatch({ type: "call", c, call });
}

function missed(app, { c, e }) {
  const { state } = app;
  if (state.attentive && state.open === c) return;
  const words = callLine(state, e);
  if (state.attentive || globalThis.Notification?.permission !== "granted") app.toast(words, { action: () => app.go("/c/" + c), seconds: 10 });
  else new Notification(words, { tag: "call-" + c, icon: "/icon.svg" }).onclick = () => { focus(); app.go("/c/" + c); };
}

// The head of a conversation

export function callButton(app, conversation) {
  if (!mayCall(app.state, conversation)) return null;
  fetchCallFilesSoon(app);
  if (app.state.calls?.[conversation.id] || loaded?.session()?.c === conversation.id) return null;
  return html`<button class="round" type="button" aria-label="Call" title="Call" disabled=${app.state.link.state !== "live"}
    onclick=${(e) => press(app, conversation, e.currentTarget)}>${icon("phone")}</button>`;
}

/** Calls; when the other cannot come to a call now, asks first. */
function press(app, conversation, anchor) {
  const { state } = app, other = otherOf(conversation), is = state.presence[other]?.state;
  if (!other || state.calls?.[conversation.id] || !["away", "dnd", "offline"].includes(is)) return join(app, conversation.id);
  const name = nameOf(state, other);
  openMenu(anchor, [
    { heading: { away: `${name} is away`, dnd: `${name} does not want to be disturbed`, offline: `${name} is not here` }[is], note: "" },
    { icon: "phone", label: is === "dnd" ? "Call without ringing" : "Call anyway", act: () => join(app, conversation.id) },
    freeItem(app, conversation),
  ]);
}

const wish = "confab-free/";
const wished = (c) => { try { return !!localStorage.getItem(wish + c); } catch { return false; } };

/** Whether one wants to be told when both are free. */
export async function setFree(app, c, on, tell = true) {
  try {
    if (tell) await app.command("free", { c, on });
    on ? localStorage.setItem(wish + c, "1") : localStorage.removeItem(wish + c);
    if (tell) app.toast(on ? "You are told when you are both free" : "You are not told any more");
  } catch (problem) {
    app.toast(problem.message);
  }
  app.redraw();
}

const freeItem = (app, { id }) => ({ icon: "bell", label: "Tell me when we are both free", checked: wished(id), act: () => setFree(app, id, !wished(id)) });

/** What the menu of a conversation has of calls. */
export function callItems(app, conversation) {
  if (!mayCall(app.state, conversation)) return [];
  return [
    { icon: "sliders", label: "Microphone and speaker…", act: () => calls(app, (m) => m.openDevices(app, conversation.id)) },
    conversation.kind === "direct" && freeItem(app, conversation),
  ];
}

// Under the head

/** The call that this device is in, or a bar to join one that goes on without it. */
export function callPlace(app, conversation) {
  const { state } = app, c = conversation.id;
  const stage = loaded?.stage(app, conversation);
  if (stage) return stage;
  const call = state.calls?.[c];
  if (!call || conversation.my?.state !== "joined") return null;
  const elsewhere = seatOf(call, state.me.id);
  const others = call.people.filter((s) => s.p !== state.me.id).map((s) => s.p);
  const who = elsewhere && !others.length ? "You are in it at another device" : namesOf(state, others, 4) + (call.count - call.people.length > 0 ? ` and ${call.count - call.people.length} more` : "");
  return html`<section class="call-banner" aria-label="Call going on">${icon("phone")}
    <p class="grow"><span class="banner-top"><b>Call going on</b>${call.recording && html` <span class="call-rec"><i></i>Recording</span>`}</span> <span class="soft" dir="auto">${elsewhere && others.length ? "You, at another device, with " : ""}${who}</span></p>
    <button class="button primary" type="button" disabled=${state.link.state !== "live"} onclick=${() => join(app, c)}>${elsewhere ? "Join here too" : "Join"}</button></section>`;
}

// Elsewhere

/** In the list: a call goes on. */
export function callMark(state, c) {
  const call = state.calls?.[c];
  return call ? html`<span class="badge call-mark" role="img" aria-label=${`Call with ${call.count}`}>${icon("phone")}${call.count}</span>` : null;
}

/** In the timeline: a call that was. */
export function callEntry({ app, conversation, log }, { e }) {
  const { state } = app;
  const missed = !!e.missed?.includes(state.me.id);
  const unanswered = e.state === "ended" && e.by === state.me.id && e.people <= 1;
  const again = (missed || unanswered) && !state.calls?.[conversation.id] && mayCall(state, conversation);
  const last = again && conversation.kind === "direct" && !wished(conversation.id) && log.events.findLast((x) => x.kind === "call") === e;
  return html`<li class=${"system call-line" + (missed ? " missed" : "")} id=${"m-" + e.seq}>${icon("phone")}<span dir="auto">${callLine(state, e)}</span> <time title=${exact(e.at)}>${clock(e.at)}</time>
    ${again && html`<button type="button" disabled=${state.link.state !== "live"} onclick=${() => join(app, conversation.id)}>${missed ? "Call back" : "Call again"}</button>`}
    ${last && html`<button type="button" onclick=${() => setFree(app, conversation.id, true)}>Tell me when we are both free</button>`}</li>`;
}
