/** What is known of the mails to people outside: below one's own last message, in the head, among the members, and what went wrong. */
import { html, memo } from "/html.js";
import { api } from "/api.js";
import { isAddress } from "/addresses.js";
import { deliverySummary, deliveryWords, outsideOf, stands, troubles, troubleWords } from "/delivery.js";
import { icon } from "/icons.js";
import { openPanel } from "/members.js";
import { nameOf, otherOf, presenceWords } from "/people.js";
import { clock, exact } from "/time.js";
import { field, openDialog, sayError } from "/ui.js";

const sends = (app) => app.server?.mail?.sends !== false;
const isHere = (state, person) => state.presence[person]?.state === "available";

/** The others of a conversation who are reached by mail. */
export function outsideIn(state, conversation) {
  const { [state.me.id]: self, ...others } = outsideOf(conversation, state.members[conversation.id]);
  return others;
}

/** What to say below the newest message of one's own, if it is among `events`: its number and the words. */
export function deliveryOf(state, conversation, events) {
  const outside = outsideIn(state, conversation);
  const list = Object.values(outside);
  const last = list.length && events.findLast((e) => e.kind === "message" && e.by === state.me.id && !e.retracted);
  if (!last) return undefined;
  const readers = state.readers[conversation.id] ?? {}, other = otherOf(conversation), d = outside[other];
  if (!other) return { seq: last.seq, text: deliverySummary(list, last.seq, readers), group: true };
  const below = events.some((e) => e.seq > last.seq && e.kind === "delivery" && troubles.has(e.state) && e.state === d?.state);
  const said = below || (readers[other] >= last.seq && !troubles.has(d?.state) && d?.state !== "answered");
  return d && !said ? { seq: last.seq, d, here: isHere(state, other), text: d.state + (last.seq > d.upto) + isHere(state, other) } : undefined;
}

const marks = { queued: "clock", held: "clock", bounced: "warn", stopped: "warn" };

export function deliveryLine(app, { seq, d, here, text, group }) {
  if (group) return html`<button class="delivery" type="button" onclick=${() => openPanel(app)}>${icon("mail")}${text}</button>`;
  const words = deliveryWords(d, { seq, sends: sends(app) });
  if (here && words === "Not mailed yet") return html`<p class="delivery">${icon("check")}Here now</p>`;
  return html`<p class="delivery">${icon(marks[d.state] ?? (seq > d.upto ? "clock" : "mail"))}${words}${here ? " · Here now" : ""}</p>`;
}

/** The line of a person: presence, or, while they are not here, how they are reached. */
export function reachWords(app, conversation, person) {
  const { state } = app;
  const presence = state.presence[person], d = outsideIn(state, conversation)[person];
  const known = presence && presence.state !== "unknown" && presence.state !== "offline";
  if (!d || known) return presenceWords(presence, state.people[person]);
  const words = deliveryWords(d, { sends: sends(app) });
  const timed = !troubles.has(d.state) && d.state !== "held" && d.state !== "queued";
  return html`${words}${timed && html`<span class="wide-only"> ${exactTime(d.at)}</span>`}`;
}

const exactTime = (at) => new Intl.DateTimeFormat(undefined, Date.now() - at < 86_400_000 ? { timeStyle: "short" } : { day: "numeric", month: "short" }).format(at);

/** A quiet line of its own: a mail could not be delivered, was answered by a machine, or is not wanted. */
export function troubleEntry({ app, conversation }, { e, key }) {
  const { state } = app;
  const person = state.people[e.person];
  const still = stands(e, outsideIn(state, conversation)) && e.state === "bounced" && state.me.role !== "guest";
  const joined = state.members[conversation.id]?.find((m) => m.person === e.person)?.state === "joined";
  return memo(key, [e, person, still, joined], () => html`<li class="system trouble" id=${"m-" + e.seq}>
    <span dir="auto" class=${e.state}>${troubleWords(e, (e.state === "bounced" && person?.address) || nameOf(state, e.person))}</span> <time title=${exact(e.at)}>${clock(e.at)}</time>
    ${still && html`<span class="trouble-acts">${!joined && html`<button type="button" onclick=${() => correctAddress(app, conversation, e.person)}>Correct address</button>`}
      <button type="button" onclick=${() => sendAgain(app, conversation, e.person)}>Send again</button></span>`}</li>`);
}

export async function sendAgain(app, conversation, person) {
  try {
    await api("POST", `/conversations/${conversation.id}/members/${person}/mail`);
    app.toast("A mail is on its way");
  } catch (problem) {
    app.toast(sayError(problem));
  }
}

/** Asks for the right address; whoever was never here is replaced by it, and mailed. */
export async function correctAddress(app, conversation, person) {
  let typed = app.state.people[person]?.address ?? "", wrong = "", busy = false;
  const found = await openDialog("Correct the address", (close, redraw) => {
    const save = async (event) => {
      event.preventDefault();
      if (busy) return;
      wrong = isAddress(typed) ? "" : "Please type an email address, like ada@example.org.";
      if (wrong) return redraw();
      busy = true;
      try {
        close(await api("PUT", `/conversations/${conversation.id}/members/${person}/address`, { body: { address: typed.trim() } }));
      } catch (problem) {
        wrong = sayError(problem);
        busy = false;
        redraw();
      }
    };
    return html`<form class="stack" novalidate onsubmit=${save}>
      ${field({ name: "right-address", label: "Email address", type: "email", value: typed, wrong, oninput: (e) => { typed = e.target.value; } })}
      <p class="soft small">A mail with a link goes there; who was written to before is taken out.</p>
      <div class="buttons end"><button class="button primary">Send there</button></div></form>`;
  });
  if (!found) return;
  app.dispatch({ type: "people", people: { [found.person.id]: found.person } });
  if (found.invitation) app.dispatch({ type: "invited", c: conversation.id, invitations: [found.invitation] });
  app.toast("Sent to the new address");
}
