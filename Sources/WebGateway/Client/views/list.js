/** The list of conversations, with the box that finds one or begins one. */
import { html, memo } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { callMark } from "/calling.js";
import { ownButton } from "/own.js";
import { isAddress } from "/addresses.js";
import { conversationTitle, nameOf, otherOf, presenceWords, preview } from "/people.js";
import { waitingCount } from "/outbox.js";
import { ago } from "/time.js";
import { avatar } from "/ui.js";

let query = "", found = [], asking;

/** Empties the box. */
export function clearQuery() {
  query = "";
  found = [];
}

export function listView(app, route) {
  const { state } = app;
  const words = query.trim().toLowerCase();
  const requests = newestFirst(state).filter((c) => c.my?.state === "requested");
  const shown = conversationsWith(state, words);
  return html`<nav class="list-pane" aria-label="Conversations" onkeydown=${(e) => moveFocus(app, e)}>
    <header class="list-head">
      ${ownButton(app)}
      <h1 class="grow list-name" dir="auto">${app.server?.name ?? "Confab"}</h1>
      ${state.me?.role !== "guest" && html`<a class="round" href="/new" aria-label="New conversation" title="New conversation">${icon("edit")}</a>`}
    </header>
    <div class="find">${icon("search")}
      <input id="find" type="search" dir="auto" placeholder=${state.me?.role === "guest" ? "Find" : "Name or email address"} aria-label="Find a conversation or type an email address"
        autocomplete="off" spellcheck="false" value=${query} oninput=${(e) => ask(app, e.target.value)} onkeydown=${(e) => findKey(app, e)}>
    </div>
    ${linkBanner(state)}
    <div class="list-scroll">
      ${words && suggestions(app, words)}
      ${!words && requests.length > 0 && requestsRow(state, requests, route)}
      <ul class="plain list" aria-label="Conversations">
        ${shown.map((c) => memo(c.id, [c, state.people, state.presence[otherOf(c)], route.c === c.id, state.typing[c.id], state.drafts[c.id], state.calls?.[c.id]?.count, Math.floor(Date.now() / 60000)], () => row(state, c, route)))}
      </ul>
      ${words && !shown.length && !isAddress(query) && !found.length && html`<p class="soft small none">No conversation with that name.</p>`}
    </div>
  </nav>`;
}

const newestFirst = (state) => Object.values(state.conversations).sort((a, b) => b.at - a.at);

const conversationsWith = (state, words) => newestFirst(state).filter((c) => c.my?.state !== "requested" && (!words || matches(state, c, words)));

const matches = (state, c, words) => conversationTitle(state, c).toLowerCase().includes(words) ||
  (c.people ?? []).some((p) => isNamed(state.people[p], words));

const isNamed = (person, words) => `${person?.name ?? ""} ${person?.address ?? ""}`.toLowerCase().includes(words);

function row(state, c, route) {
  const other = otherOf(c);
  const muted = c.my?.level === "none";
  const name = conversationTitle(state, c);
  return html`<li><a class=${"row" + (c.unread && !muted ? " unread" : "")} href=${"/c/" + c.id} aria-current=${route.c === c.id ? "page" : null}>
    ${face(state, c)}
    <span class="row-text">
      <span class="row-top"><span class="row-name" dir="auto">${name}</span>${other && usable(state.presence[other])}<time class="row-time">${c.at ? ago(c.at, Date.now()) : ""}</time></span>
      <span class="row-bottom"><span class="row-last" dir="auto">${lastLine(state, c)}</span>
        ${callMark(state, c.id)}
        ${muted && html`<span class="muted">${icon("silent", "Notifications off")}</span>`}
        ${c.mentions > 0 && html`<span class="badge at" aria-label=${c.mentions + " mentions"}>@</span>`}
        ${c.unread > 0 && html`<span class=${"badge" + (muted ? " low" : "")} aria-label=${c.unread + " unread"}>${c.unread > 99 ? "99+" : c.unread}</span>`}</span>
    </span></a></li>`;
}

/** The picture of a conversation, with the other's presence. */
export function face(state, c, size = "") {
  const other = otherOf(c);
  if (other || c.kind === "direct") {
    const presence = state.presence[other];
    return html`<span class="face">${avatar(state.people[other] ?? state.me, size)}<span class=${"dot " + (presence?.state ?? "unknown")} title=${presenceWords(presence, state.people[other])}></span></span>`;
  }
  if (c.kind === "announcement") return html`<span class=${"avatar plain " + size} aria-hidden="true">${icon("megaphone")}</span>`;
  const [a, b] = c.people ?? [];
  return html`<span class=${"faces " + size} aria-hidden="true">${avatar(state.people[a] ?? state.me, "half")}${avatar(state.people[b] ?? state.me, "half")}</span>`;
}

/** What can be used with somebody now, in small drawings. */
export function usable(presence) {
  const here = presence && (presence.state === "available" || presence.state === "away");
  const live = here ? (presence.media ?? []).filter((m) => m === "voice" || m === "video") : [];
  return live.length ? html`<span class="usable">${live.map((m) => icon(m, m === "voice" ? "can talk" : "can use video"))}</span>` : null;
}

function lastLine(state, c) {
  const typing = Object.keys(state.typing[c.id] ?? {});
  if (typing.length) return html`<span class="accent">${typing.length > 1 ? typing.length + " people are typing…" : c.kind === "direct" ? "typing…" : nameOf(state, typing[0]) + " is typing…"}</span>`;
  const draft = state.drafts[c.id]?.text;
  if (draft?.trim()) return html`<span class="draft">Draft: </span>${draft.slice(0, 120)}`;
  if (c.kind === "direct" && c.outside?.[0]?.state === "bounced") return html`<span class="warned">Mail not delivered</span>`;
  if (!c.last) return "";
  const who = c.last.by === state.me?.id ? "You: " : c.kind === "direct" ? "" : nameOf(state, c.last.by).split(" ")[0] + ": ";
  return who + preview(state, c.last);
}

function requestsRow(state, requests, route) {
  return html`<a class="row requests-row" href="/requests" aria-current=${route.name === "requests" ? "page" : null}>
    <span class="avatar plain" aria-hidden="true">${icon("mail")}</span>
    <span class="row-text"><span class="row-top"><span class="row-name">Requests</span></span>
    <span class="row-bottom"><span class="row-last" dir="auto">${requests.map((c) => conversationTitle(state, c)).join(", ")}</span><span class="badge">${requests.length}</span></span></span></a>`;
}

function suggestions(app, words) {
  const address = isAddress(query);
  const rows = [
    address && app.state.me?.role !== "guest" && suggestion(pathToWrite(), "mail", html`Write to <b dir="ltr">${query.trim()}</b>`, app.server?.mail?.sends ? "They get a mail with a link" : "You get a link to hand over"),
    ...found.map((p) => html`<a class="row" key=${p.id} href=${pathTo(app.state, p)} onclick=${done}>${avatar(p)}<span class="row-text"><span class="row-name" dir="auto">${p.name}</span><span class="row-last">${p.address ?? ""}</span></span></a>`),
    !address && suggestion(pathToSearch(), "search", html`Messages with “${query.trim()}”`, ""),
  ];
  return html`<div class="suggestions">${rows}</div>`;
  function suggestion(href, drawing, text, hint) {
    return html`<a class="row" href=${href} onclick=${done}><span class="avatar plain" aria-hidden="true">${icon(drawing)}</span><span class="row-text"><span class="row-name">${text}</span>${hint && html`<span class="row-last">${hint}</span>`}</span></a>`;
  }
  function done() { clearQuery(); }
}

const pathToWrite = () => "/new?to=" + encodeURIComponent(query.trim());
const pathToSearch = () => "/search?q=" + encodeURIComponent(query.trim());

function pathTo(state, person) {
  const direct = Object.values(state.conversations).find((c) => otherOf(c) === person.id);
  return direct ? "/c/" + direct.id : "/new?person=" + person.id;
}

function ask(app, text) {
  query = text;
  found = found.filter((p) => isNamed(p, text.trim().toLowerCase()));
  app.redraw();
  clearTimeout(asking);
  if (text.trim().length < 2 || app.state.me?.role === "guest") { found = []; return; }
  asking = setTimeout(async () => {
    const answer = await api("GET", "/people", { query: { q: text.trim(), limit: 8 } }).catch(() => ({ people: [] }));
    if (query !== text) return;
    found = answer.people.filter((p) => p.id !== app.state.me?.id);
    app.dispatch({ type: "people", people: Object.fromEntries(found.map((p) => [p.id, p])) });
    app.redraw();
  }, 180);
}

function findKey(app, event) {
  if (event.key === "Escape") {
    clearQuery();
    app.redraw();
  } else if (event.key === "Enter" && query.trim()) {
    event.preventDefault();
    const path = pathOfFirst(app.state);
    clearQuery();
    app.go(path);
  }
}

/** Where Enter leads. What is drawn does not count: it may lag behind what was typed. */
function pathOfFirst(state) {
  if (isAddress(query) && state.me?.role !== "guest") return pathToWrite();
  const [first] = conversationsWith(state, query.trim().toLowerCase());
  if (first) return "/c/" + first.id;
  return found.length ? pathTo(state, found[0]) : pathToSearch();
}

function moveFocus(app, event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  app.drawNow();
  const stops = [...document.querySelectorAll(".list-pane #find, .list-scroll a.row")];
  const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Quiet word on the connection: nothing while all is well. */
function linkBanner(state) {
  const waiting = waitingCount(state.outbox);
  if (state.link.state === "live") return null;
  if (state.link.state === "connecting" && !waiting && !state.link.seen) return html`<p class="link-banner calm" role="status">Connecting…</p>`;
  return html`<p class="link-banner" role="status">${icon("offline")}<span>Offline${waiting ? `, ${waiting} waiting` : ""}</span></p>`;
}
