/** No more mail (/stop/TOKEN): says what the link is, does nothing before a button is pressed, and takes back what was pressed. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { deadLink, entryPage, waiting } from "/entry-page.js";
import { tell } from "/form.js";
import { openDialog } from "/ui.js";

let found = null, problem = "", ended = false, busy = false, reported = false;

async function ask(app, token, body) {
  problem = "";
  busy = true;
  app.redraw();
  try {
    found = await app.api(body ? "POST" : "GET", "/stop/" + token, body && { body });
    if (body?.what === "report") reported = true;
  } catch (refusal) {
    ended = !found && !refusal.passing;
    problem = tell(refusal);
  }
  busy = false;
  app.redraw();
}

export const stop = {
  css: "/entry.css",
  title: () => "Mail",
  enter(app, { rest }) {
    found = null;
    ended = !rest;
    reported = false;
    return ended ? undefined : ask(app, rest);
  },
  view(app, { rest }) {
    if (ended) return deadLink(app, "This link has ended", ["Use the link in the newest mail that you got."]);
    if (!found) return waiting(app, problem, () => ask(app, rest));
    return found.stopped === "no" && !found.blocked ? offer(app, rest) : stopped(app, rest);
  },
};

const press = (app, token, what, label, kind = "") => html`<button class=${"button " + kind} type="button" disabled=${busy} onclick=${() => busy || ask(app, token, { what })}>${label}</button>`;
const wrong = () => problem && html`<p class="notice bad" role="alert">${problem}</p>`;
const about = () => (found.conversation ? html`<q><bdi>${found.conversation}</bdi></q>` : html`your conversation with <bdi>${found.by}</bdi>`);

const offer = (app, token) => entryPage(app, {
  title: "Which mail should stop?",
  lead: html`<bdi>${found.by}</bdi> writes to <bdi>${found.address}</bdi> by mail from here, about ${about()}. What you choose can be undone on this page.`,
  body: html`<div class="stack tight">${wrong()}
    ${press(app, token, "conversation", "Stop mail about this conversation", "primary")}
    ${press(app, token, "server", "Stop all mail from this server")}
    ${press(app, token, "block", html`<span>Block <bdi>${found.by}</bdi></span>`)}</div>`,
  foot: reportLine(app, token),
});

const stopped = (app, token) => entryPage(app, {
  face: html`<span class="entry-mark">${icon("check")}</span>`,
  title: found.stopped === "no" ? html`<bdi>${found.by}</bdi> is blocked` : "No more mail",
  lead: found.stopped === "server" ? html`Nothing is sent to <bdi>${found.address}</bdi> from this server any more.`
    : found.stopped === "conversation" ? html`Nothing is sent to <bdi>${found.address}</bdi> about ${about()} any more.`
      : html`They can no longer write to <bdi>${found.address}</bdi> from here.`,
  body: html`<div class="stack tight">${wrong()}
    ${found.blocked && found.stopped !== "no" && html`<p class="soft"><bdi>${found.by}</bdi> is blocked, too.</p>`}
    ${press(app, token, "resume", "Undo")}
    ${found.stopped === "conversation" && press(app, token, "server", "Stop all mail from this server", "quiet")}
    ${!found.blocked && press(app, token, "block", html`<span>Block <bdi>${found.by}</bdi></span>`, "quiet")}</div>`,
  foot: reportLine(app, token),
});

const reportLine = (app, token) => reported ? html`<p role="status">Reported to whoever runs this server. Thank you.</p>`
  : html`<p>Unwanted or abusive? <button type="button" class="as-link" onclick=${() => report(app, token)}>Report it</button></p>`;

async function report(app, token) {
  let text = "";
  const sent = await openDialog("Report this mail", (close) => html`<form class="stack" onsubmit=${(e) => { e.preventDefault(); close(true); }}>
    <p>Whoever runs this server gets to know who wrote to you, and what you say here.</p>
    <div class="field"><label for="report">What is wrong with it? <span class="soft">(may stay empty)</span></label><textarea id="report" rows="4" dir="auto" maxlength="2000" oninput=${(e) => { text = e.target.value; }}></textarea></div>
    <div class="buttons end"><button class="button quiet" type="button" onclick=${() => close()}>Cancel</button><button class="button primary">Report</button></div></form>`);
  if (sent) await ask(app, token, { what: "report", ...(text.trim() ? { text: text.trim() } : {}) });
}
