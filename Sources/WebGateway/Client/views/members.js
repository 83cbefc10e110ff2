/** Who is in a conversation, and what can be changed about it. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { newLink } from "/invite.js";
import { usable } from "/list.js";
import { correctAddress, outsideIn, reachWords, sendAgain } from "/outside.js";
import { otherOf } from "/people.js";
import { mailHint, PeoplePicker } from "/people-picker.js";
import { openMenu } from "/popover.js";
import { roomAddress } from "/room-address.js";
import { avatar, confirmDialog, openDialog, sayError } from "/ui.js";

let open = false;
const ranks = ["reader", "member", "moderator", "owner"];
const roleNames = { owner: "Owner", moderator: "Moderator", member: "Member", reader: "Reader" };

export const panelOpen = () => open;

export function togglePanel(app) {
  open = !open;
  app.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => open && document.querySelector(".panel")?.focus()));
}

export const openPanel = (app) => open || togglePanel(app);

const rank = (role) => ranks.indexOf(role);
const mine = (conversation) => (conversation.my?.state === "joined" ? conversation.my.role : "");
const mayAdminister = (c) => rank(mine(c)) >= 2;
const mayAdd = (c) => c.kind !== "direct" && rank(mine(c)) >= (c.kind === "announcement" ? 2 : 1);

export function membersPanel(app, conversation) {
  const { state } = app;
  const members = [...(state.members[conversation.id] ?? [])].sort((a, b) => (a.state === b.state ? rank(b.role) - rank(a.role) : a.state === "joined" ? -1 : 1));
  const group = conversation.kind !== "direct";
  const close = () => togglePanel(app);
  return html`<aside class="panel" tabindex="-1" aria-label="People and settings" onkeydown=${(e) => e.key === "Escape" && close()}>
    <header class="panel-head"><h2 class="grow">${group ? `${conversation.count} ${conversation.count === 1 ? "person" : "people"}` : "About"}</h2>
      <button class="round" type="button" aria-label="Close" onclick=${close}>${icon("close")}</button></header>
    <div class="panel-body">
      ${group && titleForm(app, conversation)}
      ${mayAdd(conversation) && state.me.role !== "guest" && html`<button class="button wide" type="button" onclick=${() => addPeople(app, conversation)}>${icon("plus")}Add people</button>`}
      <ul class="plain">${members.map((m) => memberRow(app, conversation, m))}</ul>
      ${group && roomAddress(app, conversation, mayAdminister(conversation))}
      ${group ? html`<button class="button quiet danger wide" type="button" onclick=${() => leave(app, conversation)}>${icon("leave")}Leave</button>` : aboutOther(app, conversation)}
    </div></aside>`;
}

function titleForm(app, conversation) {
  const may = rank(mine(conversation)) >= (conversation.kind === "announcement" ? 2 : 1);
  if (!may) return conversation.title ? html`<p class="panel-title" dir="auto">${conversation.title}</p>` : null;
  const save = async (event) => {
    event.preventDefault();
    const title = new FormData(event.target).get("title").trim();
    if (!title || title === conversation.title) return;
    try {
      await api("PATCH", "/conversations/" + conversation.id, { body: { title } });
      app.toast("Saved");
    } catch (problem) { app.toast(sayError(problem)); }
  };
  return html`<form class="title-form" onsubmit=${save} key=${"title" + conversation.title}><div class="field grow"><label for="panel-title">Title</label>
    <input id="panel-title" name="title" dir="auto" maxlength="120" ref=${(input) => { input.value = conversation.title; }}></div><button class="button">Save</button></form>`;
}

function memberRow(app, conversation, member) {
  const { state } = app;
  const person = state.people[member.person] ?? { id: member.person, name: "Somebody" };
  const self = member.person === state.me.id;
  const presence = self ? null : state.presence[member.person];
  const outside = outsideIn(state, conversation)[member.person];
  const note = self ? "You" : member.state === "joined" || outside ? reachWords(app, conversation, member.person) : person.role === "guest" ? "Has not opened the link yet" : "Has not answered yet";
  return html`<li class="person-row" key=${member.person}>
    <span class="face">${avatar(person)}${!self && member.state === "joined" && html`<span class=${"dot " + (presence?.state ?? "unknown")}></span>`}</span>
    <div class="grow"><p class="person-name" dir="auto">${person.name}${person.role === "guest" && html` <span class="tag">Guest</span>`}${conversation.kind !== "direct" && member.role !== "member" && html` <span class="tag">${roleNames[member.role]}</span>`}</p>
      <p class=${"person-note" + (outside?.state === "bounced" ? " warned" : "")} dir="auto" title=${outside && [person.address, outside.text].filter(Boolean).join(": ")}>${note}</p></div>
    ${usable(presence)}
    ${memberMenu(app, conversation, member, person, self)}</li>`;
}

function memberMenu(app, conversation, member, person, self) {
  const my = mine(conversation), group = conversation.kind !== "direct";
  const may = group && !self && (my === "owner" || (my === "moderator" && rank(member.role) < 2));
  const roles = may ? ranks.filter((r) => r !== member.role && (my === "owner" || rank(r) < 2)) : [];
  const outside = outsideIn(app.state, conversation)[person.id];
  const link = person.role === "guest" && rank(my) >= 1 && app.state.me.role !== "guest";
  const items = [
    !self && group && app.state.me.role !== "guest" && { icon: "text", label: "Write to " + person.name, act: () => app.go("/new?person=" + person.id) },
    link && { icon: "link", label: "New link for them", act: () => newLink(app, conversation.id, person.id) },
    link && outside && outside.state !== "stopped" && { icon: "mail", label: "Mail them again", act: () => sendAgain(app, conversation, person.id) },
    link && outside && member.state !== "joined" && { icon: "edit", label: "Correct address", act: () => correctAddress(app, conversation, person.id) },
    ...roles.map((role) => ({ icon: "admin", label: "Make " + roleNames[role].toLowerCase(), act: () => setRole(app, conversation, member, role) })),
    may && { icon: "leave", label: "Remove", danger: true, act: () => remove(app, conversation, person) },
  ].filter(Boolean);
  return items.length > 0 && html`<button class="round" type="button" aria-label=${"More about " + person.name} aria-haspopup="menu" onclick=${(e) => openMenu(e.currentTarget, items)}>${icon("more")}</button>`;
}

export async function attempt(app, ask) {
  try { await ask(); } catch (problem) { app.toast(sayError(problem)); }
}

const setRole = (app, conversation, member, role) =>
  attempt(app, () => api("PATCH", `/conversations/${conversation.id}/members/${member.person}`, { body: { role } }));

async function remove(app, conversation, person) {
  if (!(await confirmDialog(`Remove ${person.name}?`, "They no longer see this conversation. What they said stays.", "Remove"))) return;
  attempt(app, () => api("DELETE", `/conversations/${conversation.id}/members/${person.id}`));
}

async function leave(app, conversation) {
  if (!(await confirmDialog("Leave this conversation?", "You no longer see it. Somebody in it can add you again.", "Leave"))) return;
  attempt(app, async () => {
    await api("DELETE", `/conversations/${conversation.id}/members/${app.state.me.id}`);
    app.dispatch({ type: "gone", c: conversation.id });
  });
}

async function addPeople(app, conversation) {
  let picker, wrong = "", busy = false, draw = () => {};
  const added = await openDialog("Add people", (close, redraw) => {
    draw = redraw;
    picker ??= new PeoplePicker(() => draw(), "add-to");
    const add = async (event) => {
      event.preventDefault();
      if (busy || !picker.take() || !picker.count) return redraw();
      busy = true;
      try {
        close(await api("POST", `/conversations/${conversation.id}/members`, { body: { to: picker.addresses, people: picker.people.map((p) => p.id) } }));
      } catch (problem) {
        wrong = sayError(problem);
        busy = false;
        redraw();
      }
    };
    return html`<form class="stack" onsubmit=${add}>${picker.view("Who", mailHint(app, picker, "They see everything that was said here."))}
      ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
      <div class="buttons end"><button class="button primary">Add</button></div></form>`;
  });
  if (added?.invitations.length) app.dispatch({ type: "invited", c: conversation.id, invitations: added.invitations });
}

/** What there is to do about the other one of a direct conversation. */
function aboutOther(app, conversation) {
  const other = otherOf(conversation);
  const person = app.state.people[other];
  if (!person || person.gone) return null;
  const blocked = app.state.contacts[other] === "blocked";
  const set = (state) => attempt(app, () => api("PUT", "/contacts/" + other, { body: { state } }));
  const block = async () => {
    if (await confirmDialog(`Block ${person.name}?`, "They cannot write to you or see you any more, and this conversation leaves your list. They are not told.", "Block")) await set("blocked");
  };
  return html`${person.address && html`<p class="person-note panel-address" dir="ltr">${person.address}</p>`}
    <button class="button quiet danger wide" type="button" onclick=${() => (blocked ? set("none") : block())}>${icon("block")}${blocked ? "Unblock" : "Block"}</button>`;
}
