/** The conversations: list, the open one, and what stands beside it. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { composePage, enterCompose } from "/compose.js";
import { conversationPage, enterConversation, leaveConversation } from "/conversation.js";
import { listView } from "/list.js";
import { membersPanel, panelOpen } from "/members.js";
import { conversationTitle } from "/people.js";
import { requestsPage } from "/requests.js";
import { enterSearch, searchPage } from "/search.js";
import { installShortcuts } from "/shortcuts.js";
import { afterDraw, beforeDraw } from "/timeline.js";

let where = "";
const narrow = matchMedia("(max-width: 700px)");

export const main = {
  async enter(app, route) {
    installShortcuts(app);
    const place = route.c ?? "";
    if (where && where !== place) leaveConversation(app, where);
    if (place) await enterConversation(app, route, where !== place);
    else app.dispatch({ type: "open", c: null });
    where = place;
    if (route.name === "search") enterSearch(app, route);
    if (route.name === "new") enterCompose(app, route);
  },
  leave(app) {
    if (where) leaveConversation(app, where);
    where = "";
    app.dispatch({ type: "open", c: null });
  },
  title: (app, route) =>
    route.c ? conversationTitle(app.state, app.state.conversations[route.c]) : { search: "Search", requests: "Requests", new: "New conversation" }[route.name] ?? "",
  before: beforeDraw,
  after: afterDraw,
  view: (app, route) => route.name === "home" && narrow.matches ? alone(app, route) : html`<div class=${"shell pane-" + (route.name === "home" ? "list" : panelOpen() && route.c ? "panel" : "page")}>
    <a class="skip" href="#page" onclick=${(e) => { e.preventDefault(); document.querySelector("#page").focus(); }}>Skip to conversation</a>
    ${listView(app, route)}
    <main class="page-pane" id="page" tabindex="-1">${page(app, route)}</main>
    ${route.c && panelOpen() && app.state.conversations[route.c] && membersPanel(app, app.state.conversations[route.c])}
  </div>`,
};

/** On a phone the list is the page. */
const alone = (app, route) => html`<div class="shell pane-list"><main class="list-main" id="page" tabindex="-1">${listView(app, route)}</main></div>`;

function page(app, route) {
  if (!app.state.me) return html`<p class="none soft" role="status">Opening…</p>`;
  if (route.c) return conversationPage(app, route);
  if (route.name === "search") return searchPage(app, route);
  if (route.name === "requests") return requestsPage(app);
  if (route.name === "new") return composePage(app, route);
  return welcome(app);
}

function welcome(app) {
  const empty = !Object.keys(app.state.conversations).length;
  return html`<div class="welcome">
    <span class="welcome-mark">${icon("text")}</span>
    <h1>${empty ? "Write to anyone" : "Pick up where you left off"}</h1>
    <p class="soft">${empty
      ? "Type an email address and a message. Who has no account gets it by mail with a link, presses one button, and you are talking."
      : "Choose a conversation, or write to somebody by their email address."}</p>
    ${app.state.me?.role === "guest" ? null : html`<a class="button primary" href="/new">${icon("plus")}New conversation</a>`}
  </div>`;
}
