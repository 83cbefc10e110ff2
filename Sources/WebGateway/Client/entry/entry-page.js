/** The one calm card that every entry screen is. */
import { html } from "/html.js";
import { icon } from "/icons.js";

/** @param {any} app @param {{title: any, lead?: any, body?: any, foot?: any, face?: any}} card */
export function entryPage(app, { title, lead, body, foot, face }) {
  return html`<main class="page entry"><div class="entry-card">
    <p class="entry-brand"><img src="/icon.svg" alt="" width="32" height="32"><span dir="auto">${app.server?.name ?? "Confab"}</span></p>
    <div class="card">
      <header>${face}<h1 dir="auto">${title}</h1>${lead && html`<p class="soft" dir="auto">${lead}</p>`}</header>
      ${body}
    </div>
    ${foot && html`<div class="entry-foot small">${foot}</div>`}
  </div></main>`;
}

/** A form in the card. */
export const entryForm = (onsubmit, ...children) => html`<form class="stack" novalidate onsubmit=${onsubmit}>${children}</form>`;

/** Where to go when signed in already. */
export const signInLine = html`<p>Have an account? <a href="/signin">Sign in</a></p>`;

/** Says that a mail is on its way, as far as may be said. */
export const mailbox = (app, text, foot) => entryPage(app, {
  face: html`<span class="entry-mark">${icon("mail")}</span>`,
  title: "Look into your mailbox",
  lead: app.server?.mail?.sends ? text : "This server writes its mails into a folder. Whoever runs it can hand you the link.",
  foot,
});

/** Says that a link does nothing any more, and what to do instead: in words, or by the button `act`. */
export function deadLink(app, title, ways, { act, face } = {}) {
  return entryPage(app, {
    face,
    title,
    body: html`<ul class="plain ways">${ways.filter(Boolean).map((way) => html`<li>${way}</li>`)}</ul>
      <div class="buttons">${act}${app.live ? html`<a class=${act ? "button" : "button primary"} href="/">Go to your conversations</a>` : html`<a class="button" href="/signin">Sign in</a>`}</div>`,
  });
}

/** Shown while a link is being looked at, or when the server could not be asked. */
export function waiting(app, problem, again) {
  if (!problem) return entryPage(app, { title: "Opening…", body: html`<div class="pulse" role="status"><span class="unseen">Opening</span></div>` });
  return entryPage(app, {
    title: "That did not work",
    lead: problem,
    body: html`<div class="buttons"><button class="button primary" type="button" onclick=${again}>Try again</button></div>`,
  });
}
