/** What a message that came by mail has besides its text: the rest that was folded away, and how it looked when sent. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { richText } from "/rich.js";
import { exact } from "/time.js";
import { openDialog, sayError } from "/ui.js";

/** Mails that were asked for, by conversation and number. @type {Map<string, {mail?: any, open: boolean, wrong?: string}>} */
const asked = new Map();
const pathOf = (c, e) => `/conversations/${c}/events/${e.seq}/mail`;

/** What the drawing of a message depends on. */
export const mailKey = (c, e) => e.mail && asked.get(pathOf(c, e));

export const mailMark = (mail) => html`<span class="by-mail" title="Came by mail">${icon("mail", "by mail")}</span>${mail.unverified && html`<span class="unverified">${icon("warn")}The sender could not be verified</span>`}`;

async function fetchMail(app, path, then) {
  const held = asked.get(path)?.mail;
  try {
    asked.set(path, { open: then === "open", mail: held ?? (await api("GET", path)) });
  } catch (problem) {
    asked.set(path, { open: false, wrong: sayError(problem) });
  }
  app.redraw();
  return asked.get(path).mail;
}

/** Stands below the text. */
export function mailPart({ app, conversation, e }) {
  const path = pathOf(conversation.id, e);
  const { mail, open, wrong } = asked.get(path) ?? { open: false };
  if (!e.mail.folded && !e.mail.html) return null;
  return html`${open && html`<div class="folded">${mail.folded ? richText(mail.folded) : "There is no more."}</div>`}
    <p class="mail-acts">${e.mail.folded && html`<button type="button" aria-expanded=${String(open)} onclick=${() => fetchMail(app, path, open ? "shut" : "open")}>${open ? "Show less" : "Show all"}</button>`}
      ${e.mail.html && html`<button type="button" onclick=${() => showAsSent(app, path)}>Show as sent</button>`}${wrong && html`<span role="alert">${wrong}</span>`}</p>`;
}

const verified = { pass: "The sender’s domain vouches for it", fail: "The sender could not be verified", none: "The sender’s domain does not say whether it is genuine" };

let opening = false;

/** The mail's own look, in a frame that can do nothing: no script, no forms, and no pictures from elsewhere until asked for. */
async function showAsSent(app, path) {
  if (opening) return;
  opening = true;
  const mail = await fetchMail(app, path, asked.get(path)?.open ? "open" : "shut");
  opening = false;
  if (!mail) return;
  let images = "";
  openDialog(mail.subject || "Without a subject", (close, redraw) => html`<div class="stack as-sent">
    <p><b dir="auto">${mail.from?.name}</b> <bdi class="soft">${mail.from?.address}</bdi><br><span class="soft small">${exact(mail.at)}</span>
      <br><span class=${"small " + (mail.verified === "fail" ? "warned" : "soft")}>${verified[mail.verified] ?? ""}</span></p>
    <iframe key=${"mail" + images} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" title="The mail as it was sent" src=${`/api/v1${path}/html${images}`}></iframe>
    <div class="buttons end">${!images && html`<button class="button quiet" type="button" title="Its sender can see that you looked" onclick=${() => { images = "?images=1"; redraw(); }}>Load remote images</button>`}
      <button class="button primary" type="button" onclick=${() => close()}>Close</button></div></div>`, { wide: true });
}
