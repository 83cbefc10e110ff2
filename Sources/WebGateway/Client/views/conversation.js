/** One conversation: its head, timeline, and box to write in. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { callButton, callItems, callPlace } from "/calling.js";
import { composer, dropTarget, leaveComposer } from "/composer.js";
import { invitationCards } from "/invite.js";
import { face, usable } from "/list.js";
import { openPanel, panelOpen, togglePanel } from "/members.js";
import { guestOffers } from "/offers.js";
import { reachWords } from "/outside.js";
import { conversationTitle, nameOf, otherOf } from "/people.js";
import { openMenu } from "/popover.js";
import { requestBar } from "/requests.js";
import { jumpTo, jumpToDay, leaveTimeline, openTimeline, timeline } from "/timeline.js";

export async function enterConversation(app, route, fresh) {
  const { c, seq } = route;
  if (fresh) {
    app.dispatch({ type: "open", c });
    openTimeline(app, c, seq);
    loadMembers(app, c);
  } else if (seq) jumpTo(app, c, seq);
}

async function loadMembers(app, c) {
  try {
    await app.live.fetchMembers(c);
  } catch (problem) {
    if (app.route.c === c && (problem.status === 404 || problem.status === 403)) {
      app.toast("That conversation is not there for you");
      app.go("/", { replace: true });
    }
  }
}

export function leaveConversation(app, c) {
  leaveTimeline(c);
  leaveComposer(app, c);
}

export function conversationPage(app, route) {
  const { state } = app;
  const conversation = state.conversations[route.c];
  if (!conversation) return html`<p class="none soft">${state.link.state === "live" ? "Opening…" : "Not kept on this device. It opens when the server can be reached."}</p>`;
  return html`<section class="talk" key=${route.c} aria-label=${conversationTitle(state, conversation)} ref=${dropTarget(app, route.c)}>
    ${head(app, conversation)}
    <div class="call-place">${callPlace(app, conversation)}</div>
    ${timeline(app, conversation)}
    <div class="cards-place">${invitationCards(app, conversation)}${guestOffers(app)}</div>
    ${conversation.my?.state === "requested" ? requestBar(app, conversation) : composer(app, conversation)}
  </section>`;
}

function head(app, conversation) {
  const { state } = app;
  const other = otherOf(conversation);
  return html`<header class="talk-head">
    <a class="round back" href="/" aria-label="Back to conversations">${icon("back")}</a>
    ${face(state, conversation)}
    <div class="grow talk-who"><h1 dir="auto">${conversationTitle(state, conversation)}</h1>
      <p class="soft small" dir="auto">${other ? html`${strangerAddress(state, conversation, other)}${reachWords(app, conversation, other)}` : whoWords(state, conversation)}</p></div>
    ${other && usable(state.presence[other])}
    ${callButton(app, conversation)}
    <a class="round wide-only" href=${"/search?c=" + conversation.id} aria-label="Search in this conversation" title="Search in this conversation">${icon("search")}</a>
    <button class="round" type="button" aria-label="Members" title="Members" aria-pressed=${String(panelOpen())} onclick=${() => togglePanel(app)}>${icon("people")}</button>
    <button class="round" type="button" aria-label="More" aria-haspopup="menu" onclick=${(e) => more(app, conversation, e.currentTarget)}>${icon("more")}</button>
  </header>`;
}

/** Of who has not been here yet, the address is all that is known. */
const strangerAddress = (state, c, other) => c.outside?.some((d) => d.person === other && d.state !== "opened" && d.state !== "answered") && state.people[other]?.address && html`<span class="wide-only"><bdi>${state.people[other].address}</bdi> · </span>`;

function whoWords(state, conversation) {
  const kind = conversation.kind === "announcement" ? "Announcement · " : "";
  const here = (state.members[conversation.id] ?? []).filter((m) => ["available", "away"].includes(state.presence[m.person]?.state) && m.person !== state.me.id).length;
  return kind + `${conversation.count} ${conversation.count === 1 ? "person" : "people"}` + (here ? ` · ${here} here now` : "") +
    (conversation.title && conversation.count <= 5 && conversation.people?.length ? " · " + conversation.people.map((p) => nameOf(state, p).split(" ")[0]).join(", ") : "");
}

const levels = { all: "Every message", mentions: "Only when I am mentioned", none: "Nothing" };

export async function setLevel(app, c, level) {
  const before = app.state.conversations[c].my.level;
  app.dispatch({ type: "level", c, level });
  await api("PUT", `/conversations/${c}/level`, { body: { level } }).catch((problem) => {
    app.dispatch({ type: "level", c, level: before });
    app.toast(problem.message);
  });
}

function more(app, conversation, anchor) {
  const level = conversation.my?.level ?? "all";
  openMenu(anchor, [
    { icon: "search", label: "Search in here", href: "/search?c=" + conversation.id },
    { icon: "calendar", label: "Go to a day…", act: () => jumpToDay(app, conversation.id) },
    { icon: "people", label: "People and settings", act: () => openPanel(app) },
    ...callItems(app, conversation),
    { heading: "Notify me of", note: "" },
    ...Object.entries(levels).map(([name, label]) => ({ icon: name === "none" ? "silent" : "bell", label, checked: level === name, act: () => setLevel(app, conversation.id, name) })),
  ]);
}
