/** The mails that went out, or did not: to whom, of what kind, what became of them and why. */
import { html } from "/html.js";
import { checks, Form } from "/form.js";
import { icon } from "/icons.js";
import { attempt, Fetched, whileVisible } from "/panes.js";
import { lastSeen } from "/settings-devices.js";
import { ago, exact } from "/time.js";

let state = "", paged = false, stop;
const ask = (app, before) => app.api("GET", "/admin/mails", { query: { state, before } });
const held = new Fetched((app) => ask(app));

function more(app) {
  paged = true;
  held.more(app, ({ next }) => ask(app, next), ({ mails: shown }, { mails: added, next }) => ({ mails: [...shown, ...added], next }));
}

function choose(app, wanted) {
  state = wanted;
  paged = false;
  held.load(app);
}

async function retry(app, mail) {
  if (await attempt(app, () => app.api("POST", `/admin/mails/${mail.id}/retry`), "It is tried again")) await held.load(app);
}

const test = new Form({ address: "" }, { address: checks.address });

async function sendTest(app, { address }) {
  await app.api("POST", "/admin/mails", { body: { address: address.trim() } });
  test.reset();
  app.toast("A test is on its way");
  await held.load(app);
}

const states = { "": "All", waiting: "Waiting", sending: "Being sent", sent: "Sent", failed: "Failed", cancelled: "Cancelled" };
const kinds = { invitation: "Invitation", digest: "Messages", link: "Fresh link", signin: "Sign-in link", test: "Test" };
const tags = { sent: "good", failed: "bad" };

function row(app, m) {
  const to = m.person?.address ?? m.person?.name ?? "somebody erased", what = `the mail to ${to}`;
  const due = m.due && m.due > Date.now() && new Date(m.due).toLocaleTimeString(undefined, { timeStyle: "short" });
  return html`<li key=${m.id}>${icon("mail")}<div class="grow"><b><bdi>${to}</bdi></b> <span class=${"tag " + (tags[m.state] ?? "")}>${states[m.state] ?? m.state}</span>
      <br><span class="soft small">${kinds[m.kind] ?? m.kind}${m.by && html` by <bdi>${m.by.name}</bdi>`} · ${lastSeen(m.at)}${m.attempts > 1 && ` · tried ${m.attempts} times`}${due && html` · due <time title=${exact(m.due)}>${due}</time>`}</span>
      ${m.text && html`<br><span class=${"small " + (m.state === "failed" ? "warned" : "soft")} dir="auto">${m.text}</span>`}</div>
    <span class="buttons">${m.link && html`<a class="button" href=${m.link} target="_blank" rel="noopener">${icon("link")}Open link<span class="unseen"> of ${what}</span></a>`}
      ${m.eml && html`<a class="round" href=${`/api/v1/admin/mails/${m.id}/eml`} download=${`confab-${m.id}.eml`} aria-label=${"Download " + what} title="Download">${icon("download")}</a>`}
      ${(m.state === "failed" || (m.state === "waiting" && m.attempts > 0)) && html`<button class="button" type="button" onclick=${() => retry(app, m)}>Try again<span class="unseen"> ${what}</span></button>`}</span></li>`;
}

export const mails = {
  id: "mails", label: "Mails", icon: "mail", when: (app) => !!app.server?.mail,
  enter(app) { stop = whileVisible(() => paged || held.load(app), 5000); },
  leave() { stop?.(); state = ""; paged = false; test.reset(); held.forget(); },
  view: (app) => html`<section class="part"><p class="soft">${app.server.mail.sends ? "What went out by mail, newest first." : "This server writes its mails into a folder: nothing is sent. Open the link of a mail to see what its reader would, or download it."}</p>
    <form class="inline" novalidate onsubmit=${test.submit(app, (values) => sendTest(app, values))}>${test.input(app, "address", { label: "Send a test to", type: "email" })}${test.button("Send", "Sending…")}</form>${test.notice()}
    <div class="field narrow"><label for="mail-state">Show</label><select id="mail-state" onchange=${(e) => choose(app, e.target.value)}>${Object.entries(states).map(([name, label]) => html`<option value=${name} selected=${name === state}>${label}</option>`)}</select></div>
    ${held.view(app, ({ mails: all, next }) => (all.length
      ? html`<ul class="rows lined">${all.map((m) => row(app, m))}</ul>${next && html`<div class="buttons"><button class="button" type="button" onclick=${() => more(app)}>Show more</button></div>`}`
      : html`<p class="soft" role="status">None${state ? " of this kind" : " yet"}.</p>`))}</section>`,
};

const nameOf = (person) => person?.name ?? "Somebody erased";
const reported = new Fetched(async (app) => (await app.api("GET", "/admin/reports")).reports);

async function settle(app, report) {
  if (await attempt(app, () => app.api("DELETE", "/admin/reports/" + report.id), "Done")) await reported.load(app);
}

const report = (app, r) => html`<li key=${r.id}>${icon("warn")}<div class="grow"><b><bdi>${nameOf(r.about)}</bdi></b> <bdi class="soft small">${r.about?.address}</bdi>
    ${r.text ? html`<blockquote dir="auto">${r.text}</blockquote>` : html`<br>`}
    <span class="soft small">Reported by <bdi>${r.by?.address ?? nameOf(r.by)}</bdi> · <time title=${exact(r.at)}>${ago(r.at, Date.now())}</time></span></div>
  <span class="buttons"><a class="button" href="/admin/people">People</a><button class="button" type="button" onclick=${() => settle(app, r)}>${icon("check")}Done<span class="unseen"> with the report about ${nameOf(r.about)}</span></button></span></li>`;

export const reports = {
  id: "reports", label: "Reports", icon: "warn", when: (app) => !!app.server?.mail,
  enter: (app) => reported.load(app),
  leave: () => reported.forget(),
  view: (app) => html`<section class="part"><p class="soft">What people who got a mail from here have complained of. Whom it is about you find, and can suspend, among the people.</p>
    ${reported.view(app, (all) => (all.length ? html`<ul class="rows lined">${all.map((r) => report(app, r))}</ul>` : html`<p class="soft" role="status">Nobody has complained.</p>`))}</section>`,
};
