/** Links for those who are outside: shown once, handed over by whoever invited. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { copyButton, openDialog, sayError } from "/ui.js";

/** The links that came with the latest invitation to a conversation. */
export function invitationCards(app, conversation) {
  const here = new Set((app.state.members[conversation.id] ?? []).filter((m) => m.state === "joined").map((m) => m.person));
  const list = (app.state.invitations[conversation.id] ?? []).filter((i) => !here.has(i.person));
  if (!list.length) return null;
  return html`<div class="cards" role="status">
    ${list.map((i) => card(app, i))}
    <button class="button quiet" type="button" onclick=${() => app.dispatch({ type: "uninvite", c: conversation.id })}>Done</button>
  </div>`;
}

function card(app, { person, address, link, expires }) {
  const { mail } = app.server ?? {};
  const body = linkRow(link, expires);
  if (mail?.sends) {
    return html`<section class="card mailed" key=${person} aria-label=${"Link for " + address}>
      <details><summary>${icon("mail")}<span class="grow">We have mailed <b dir="ltr">${address}</b>. <span class="as-link">You may also hand over this link</span></span></summary>${body}</details></section>`;
  }
  return html`<section class="card" key=${person} aria-label=${"Link for " + address}>
    <p><b dir="ltr">${address}</b> has no account here. ${mail && "This server writes its mails into a folder. "}Hand over this link: it opens this conversation, and only this one, in their browser.</p>
    ${body}</section>`;
}

function linkRow(link, expires) {
  return html`<div class="card-row"><input class="card-link" readonly dir="ltr" aria-label="Link" value=${link} onfocus=${(e) => e.target.select()}>
      ${copyButton(link)}${navigator.share && html`<button class="button" type="button" onclick=${() => navigator.share({ url: link }).catch(() => {})}>${icon("share")}Share</button>`}</div>
    <p class="soft small">For one browser, until ${new Date(expires).toLocaleDateString(undefined, { dateStyle: "long" })}. You can make a new one at any time.</p>`;
}

/** Makes a new link for a guest and shows it. */
export async function newLink(app, c, person) {
  try {
    const invitation = await api("POST", `/conversations/${c}/invitations`, { body: { person } });
    openDialog("A new link", () => html`<div class="stack">${card({ server: {} }, invitation)}<p class="soft small">Links made for them before no longer work.</p></div>`);
  } catch (problem) {
    app.toast(sayError(problem));
  }
}
