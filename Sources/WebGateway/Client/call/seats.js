/** The people of a call. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { following } from "/callbar.js";
import { seatItems } from "/callmenu.js";
import { roster, seatOf } from "/callstate.js";
import { namesOf, seatWords } from "/callwords.js";
import { nameOf } from "/people.js";
import { openMenu } from "/popover.js";
import { avatar } from "/ui.js";

/** Everybody in a big call, as last asked for; undefined while nobody looks. */
let everybody, unfolded = "";

/** @param {import("/callsession.js").Session} session */
export function peopleOf(app, conversation, session) {
  const { state } = app, { c } = session;
  const call = unfolded === c && everybody ? { ...session.call, people: everybody } : session.call;
  const { seats, hands, rest, more } = roster(call, { me: state.me.id, spoke: state.spoke[c], speaking: state.speaking[c], now: Date.now() });
  const context = { app, conversation, session, speaking: new Set(state.speaking[c] ?? []) };
  const waiting = (call.ringing ?? []).filter((p) => !seatOf(call, p));
  const declined = (call.declined ?? []).filter((p) => !seatOf(call, p) && !waiting.includes(p));
  const feeds = call.feeds ?? [];
  const count = seats.length + feeds.length + waiting.length;
  const size = count <= 4 ? " few" : count > 10 ? " many" : "";
  const silent = rest.length + more;
  const listeners = rest.every((seat) => seat.listener);
  return html`<ul class=${"plain seats" + size} aria-label="In the call">${seats.map((seat) => seatView(context, seat))}${feeds.map((feed) => feedView(feed, context.speaking))}${waiting.slice(0, 8).map((p) => away(state, p, "Ringing…"))}${count <= 8 && declined.map((p) => away(state, p, "Declined"))}</ul>
    ${waiting.length > 8 && html`<p class="soft small">Ringing ${namesOf(state, waiting.slice(8))} too</p>`}
    ${call.count === 1 && !waiting.length && html`<p class="call-alone soft">${declined.length ? "Nobody else is here." : "Waiting for others."} ${conversation.count > 1 && conversation.kind !== "announcement" && html`<button type="button" class="as-link" onclick=${() => session.ask("ring", {})}>Ring again</button>`}</p>`}
    ${hands.length > 0 && html`<h3 class="seats-name">${hands.length === 1 ? "A raised hand" : hands.length + " raised hands"}</h3><ul class="plain seats rows-of" aria-label="Raised hands">${hands.map((seat) => seatView(context, seat, true))}</ul>`}
    ${silent > 0 && html`<details class="seats-rest" ontoggle=${(e) => unfold(app, c, e.currentTarget.open)}><summary>${silent} ${listeners ? (silent === 1 ? "listener" : "listeners") : "more"}</summary>
      ${unfolded === c && html`<ul class="plain seats rows-of" aria-label="The others">${rest.map((seat) => seatView(context, seat, true))}</ul>
      ${more > 0 && html`<p class="soft small">and ${more} who are not listed</p>`}`}</details>`}`;
}

async function unfold(app, c, open) {
  unfolded = open ? c : "";
  everybody = undefined;
  app.redraw();
  if (!open) return;
  const { call } = await api("GET", `/conversations/${c}/call`).catch(() => ({}));
  if (unfolded === c) everybody = call?.people;
  app.redraw();
}

/** Sound that a program sends. */
const feedView = (feed, speaking) => html`<li class=${["seat", speaking.has(feed.id) && "speaking", feed.away && "gone-away"].filter(Boolean).join(" ")} key=${feed.id}>
  <span class="seat-face"><span class="avatar plain" aria-hidden="true">${icon("megaphone")}</span>${feed.poor && html`<span class="mark poor">${icon("warn")}</span>`}</span>
  <span class="seat-name" dir="auto">${feed.name}</span><span class="seat-note soft">${feed.away ? "reconnecting" : "a link"}</span></li>`;

const away = (state, p, words) => html`<li class="seat waiting" key=${"w" + p}><span class="seat-face">${avatar(state.people[p])}</span><span class="seat-name" dir="auto">${nameOf(state, p)}</span><span class="seat-note">${words}</span></li>`;

/** What is drawn at somebody's picture. */
const marks = (seat) => [
  seat.hand && ["hand", "hand"], seat.away ? ["poor", "offline"] : seat.poor && ["poor", "warn"], seat.deaf ? ["deaf", "deaf"] : !seat.listener && seat.muted && ["mute", "micoff"],
].filter(Boolean).map(([kind, drawing]) => html`<span class=${"mark " + kind}>${icon(drawing)}</span>`);

function seatView({ app, conversation, session, speaking }, seat, row = false) {
  const { state } = app, self = seat.p === state.me.id;
  const person = self ? state.me : state.people[seat.p];
  const name = nameOf(state, seat.p), items = seatItems(app, conversation, session, seat);
  const heard = speaking.has(seat.p) && !seat.muted;
  const words = seatWords(seat);
  return html`<li class=${["seat", heard && "speaking", self && "self", seat.away && "gone-away", row && "in-row"].filter(Boolean).join(" ")} key=${seat.p}>
    <span class="seat-face" ref=${self ? following(session) : null}>${avatar(person)}${marks(seat)}</span>
    <span class="seat-name" dir="auto" title=${person?.name}>${name}</span>
    <span class="unseen">${[heard && "speaks", ...words].filter(Boolean).join(", ")}</span>
    ${(seat.away || seat.poor) && html`<span class="seat-note" aria-hidden="true">${words.find((w) => w === "reconnecting" || w === "poor network")}</span>`}
    ${items.length > 0 && html`<button class="seat-more" type="button" title="Mute, remove…" aria-label=${"More about " + name} aria-haspopup="menu" onclick=${(e) => openMenu(e.currentTarget, items)}>${icon("more")}</button>`}
  </li>`;
}
