/** Links for those who are outside: shown once, handed over by whoever invited. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { outsideIn } from "/outside.js";
import { copyButton, openDialog, sayError } from "/ui.js";

/** The links that came with the latest invitation to a conversation. */
export function invitationCards(app, conversation) {
  const here = new Set((app.state.members[conversation.id] ?? []).filter((m) => m.state === "joined").map((m) => m.person));
  const list = (app.state.invitations[conversation.id] ?? []).filter((i) => !here.has(i.person));
  if (!list.length) return null;
  const done = () => app.dispatch({ type: "uninvite", c: conversation.id });
  const { mail } = app.server ?? {};
  const outside = outsideIn(app.state, conversation);
  const mailed = list.filter((i) => mail?.sends && !["bounced", "held", "stopped"].includes(outside[i.person]?.state));
  const rest = list.filter((i) => !mailed.includes(i));
  return html`<div class="cards" role="status">
    ${mailed.length > 0 && mailedCard(mailed, mailed.every((i) => outside[i.person] && outside[i.person].state !== "queued"), done)}
    ${rest.map((i) => card(i, mail && !mail.sends && "This server writes its mails into a folder. "))}
    ${rest.length > 0 && html`<button class="button quiet" type="button" onclick=${done}>Done</button>`}
  </div>`;
}

/** Who is mailed; the links are there for whoever would rather hand them over. */
const mailedCard = (list, out, done) => html`<section class="card mailed" aria-label="Mailed"><details>
    <summary>${icon("mail")}<span class="grow">${out ? "We have mailed" : "A mail is on its way to"} ${list.map(({ address }, i) => html`${i > 0 && ", "}<b dir="ltr">${address}</b>`)}. <span class="as-link">You may also hand over ${list.length > 1 ? "these links" : "this link"}</span></span></summary>
    ${list.map((i) => html`<div class="stack tight" role="group" aria-label=${"Link for " + i.address} key=${i.person}>${list.length > 1 && html`<b dir="ltr">${i.address}</b>`}${linkRow(i)}</div>`)}</details>
  <button class="round" type="button" aria-label="Done" onclick=${done}>${icon("close")}</button></section>`;

const card = (invitation, folder) => html`<section class="card" key=${invitation.person} aria-label=${"Link for " + invitation.address}>
  <p><b dir="ltr">${invitation.address}</b> has no account here. ${folder}Hand over this link: it opens this conversation, and only this one, in their browser.</p>
  ${linkRow(invitation)}</section>`;

const linkRow = ({ link, expires }) => html`<div class="card-row"><input class="card-link" readonly dir="ltr" aria-label="Link" value=${link} onfocus=${(e) => e.target.select()}>
      ${copyButton(link)}${navigator.share && html`<button class="button" type="button" onclick=${() => navigator.share({ url: link }).catch(() => {})}>${icon("share")}Share</button>`}</div>
    <p class="soft small">For one browser, until ${new Date(expires).toLocaleDateString(undefined, { dateStyle: "long" })}. You can make a new one at any time.</p>`;

/** Makes a new link for a guest and shows it. */
export async function newLink(app, c, person) {
  try {
    const invitation = await api("POST", `/conversations/${c}/invitations`, { body: { person } });
    openDialog("A new link", () => html`<div class="stack">${card(invitation)}<p class="soft small">Links made for them before no longer work.</p></div>`);
  } catch (problem) {
    app.toast(sayError(problem));
  }
}
