/** Beginning a conversation: to one address, to several, or as an announcement. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { newKey } from "/keys.js";
import { mailHint, PeoplePicker } from "/people-picker.js";
import { sayError } from "/ui.js";

const kinds = [
  ["direct", "Message", "To one person"], ["group", "Group", "Everybody writes"], ["announcement", "Announcement", "A few write, the others read"],
];
let form = null;

export function enterCompose(app, route) {
  const to = route.query.get("to"), person = route.query.get("person");
  form = { kind: "direct", title: "", text: "", key: newKey(), wrong: {}, busy: false, picker: new PeoplePicker(app.redraw) };
  if (to) form.picker.addresses = [to.toLowerCase()];
  const known = person && app.state.people[person];
  if (known) form.picker.people = [known];
}

/** More than one person is a group, whatever was chosen before. */
const kindOf = ({ kind, picker }) => (kind === "direct" && picker.count > 1 ? "group" : kind);

export function composePage(app) {
  if (!form) enterCompose(app, { query: new URLSearchParams() });
  const kind = kindOf(form);
  const set = (fields) => { Object.assign(form, fields); app.redraw(); };
  return html`<section class="page-inner" aria-label="New conversation">
    <header class="talk-head"><a class="round back" href="/" aria-label="Back to conversations">${icon("back")}</a><h1 class="grow">New conversation</h1></header>
    <form class="page-scroll stack compose" onsubmit=${(e) => { e.preventDefault(); begin(app); }}>
      <div class="kinds" role="radiogroup" aria-label="Kind">${kinds.map(([name, label, note]) => html`<label class="kind"><input class="unseen" type="radio" name="kind" value=${name} checked=${kind === name} onchange=${() => set({ kind: name })}><span><b>${label}</b><span class="soft small">${note}</span></span></label>`)}</div>
      ${form.picker.view("To", mailHint(app, form.picker, "A name, or any email address. Who has no account here needs none."))}
      ${form.wrong.to && html`<p class="wrong" role="alert">${form.wrong.to}</p>`}
      ${kind !== "direct" && html`<div class="field"><label for="title">Title${kind === "group" && html` <span class="soft">(may stay empty)</span>`}</label><input id="title" dir="auto" maxlength="120" value=${form.title} oninput=${(e) => set({ title: e.target.value })}>
        ${form.wrong.title && html`<span class="wrong" role="alert">${form.wrong.title}</span>`}</div>`}
      <div class="field"><label for="first">Message</label><textarea id="first" rows="4" dir="auto" maxlength="65536" value=${form.text} oninput=${(e) => set({ text: e.target.value })}
        onkeydown=${(e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) begin(app); }} ref=${(box) => { if (form.picker.count) queueMicrotask(() => box.focus()); }}></textarea>
        ${form.wrong.text && html`<span class="wrong" role="alert">${form.wrong.text}</span>`}</div>
      <div class="buttons end"><button class="button primary" disabled=${form.busy}>${icon("send")}${kind === "direct" ? "Send" : "Begin"}</button></div>
    </form></section>`;
}

/** True when the form is no longer before anybody's eyes. */
const left = (mine) => form !== mine || location.pathname !== "/new";

async function begin(app) {
  const mine = form, { picker } = mine;
  form.wrong = {};
  if (!picker.take() || form.busy) return app.redraw();
  const kind = kindOf(form), text = form.text.trim();
  if (!picker.count && kind !== "announcement") form.wrong.to = "Say to whom: an email address will do";
  if (kind === "direct" && !text) form.wrong.text = "Write something";
  if (Object.keys(form.wrong).length) return app.redraw();
  form.busy = true;
  app.redraw();
  try {
    const body = { kind, to: picker.addresses, people: picker.people.map((p) => p.id) };
    if (kind !== "direct" && form.title.trim()) body.title = form.title.trim();
    if (text) Object.assign(body, { text, key: form.key });
    const found = await api("POST", "/conversations", { body });
    app.dispatch({ type: "conversation", conversation: found.conversation, people: found.people });
    if (found.invitations.length) app.dispatch({ type: "invited", c: found.conversation.id, invitations: found.invitations });
    if (left(mine)) return;
    form = null;
    app.go("/c/" + found.conversation.id, { replace: true });
  } catch (problem) {
    mine.busy = false;
    const place = /^(to|people)/.test(problem.field ?? "") ? "to" : problem.field === "title" ? "title" : "text";
    mine.wrong[place] = sayError(problem);
    if (left(mine)) app.toast(`Your message did not go out. ${sayError(problem)}`);
    else app.redraw();
  }
}
