/** Where one is signed in. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { attempt, Fetched, part } from "/panes.js";
import { ago, exact } from "/time.js";
import { confirmDialog } from "/ui.js";

/** The sessions of one kind, shared with the section of tokens. */
export const sessions = new Fetched(async (app) => (await app.api("GET", "/sessions")).sessions);

/** “5 min ago”, “14:05”, “3 Mar”. */
export function lastSeen(at, now = Date.now()) {
  const past = ago(at, now);
  return html`<time datetime=${new Date(at).toISOString()} title=${exact(at)}>${past === "now" ? "just now" : past.endsWith("min") ? past + " ago" : past}</time>`;
}

async function end(app, session) {
  if (await attempt(app, () => app.api("DELETE", "/sessions/" + session.id), "Signed out there")) await sessions.load(app);
}

async function endOthers(app, count) {
  const sure = await confirmDialog("Sign out everywhere else?", `${count === 1 ? "One other device is" : count + " other devices are"} signed out. API tokens end, too.`, "Sign out");
  if (sure && (await attempt(app, () => app.api("DELETE", "/sessions"), "Signed out everywhere else"))) await sessions.load(app);
}

const row = (app, s) => html`<li key=${s.id}>${icon("device")}<div class="grow"><b dir="auto">${s.device || "A browser"}</b>
  ${s.current ? html` <span class="tag good">This one</span>` : s.live && html` <span class="tag good">Connected now</span>`}
  <br><span class="soft small">${s.current || s.live ? "In use" : s.seen ? html`Last seen ${lastSeen(s.seen)}` : "Not seen yet"}${s.address && html` · <bdi>${s.address}</bdi>`} · signed in ${lastSeen(s.since)}</span></div>
  ${!s.current && html`<button class="button" type="button" onclick=${() => end(app, s)}>Sign out<span class="unseen"> ${s.device}</span></button>`}</li>`;

export const devices = {
  id: "devices", label: "Devices", icon: "device",
  enter: (app) => sessions.load(app),
  leave: () => sessions.forget(),
  view: (app) => sessions.view(app, (all) => {
    const browsers = all.filter((s) => s.kind !== "token").sort((a, b) => b.current - a.current || b.live - a.live || (b.seen ?? 0) - (a.seen ?? 0));
    return part("", html`<p class="soft">Where you are signed in. If you do not know one of these, sign it out and change your password.</p>
      <ul class="rows lined">${browsers.map((s) => row(app, s))}</ul>
      ${browsers.length > 1 && html`<div class="buttons"><button class="button danger" type="button" onclick=${() => endOthers(app, browsers.length - 1)}>Sign out everywhere else</button></div>`}`);
  }),
};
