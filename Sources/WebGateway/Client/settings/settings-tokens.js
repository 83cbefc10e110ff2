/** Tokens for programs that act as oneself. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { checks, Form } from "/form.js";
import { attempt, part } from "/panes.js";
import { lastSeen, sessions } from "/settings-devices.js";
import { isMember } from "/settings-profile.js";
import { confirmDialog, copyButton } from "/ui.js";

const form = new Form({ name: "" }, { name: checks.filled });
let made = null;

async function make(app, { name }) {
  const { token } = await app.api("POST", "/tokens", { body: { name: name.trim() } });
  made = { name: name.trim(), token };
  form.reset();
  await sessions.load(app);
}

async function remove(app, s) {
  const sure = await confirmDialog("Delete this token?", `The program that uses “${s.device}” loses access at once.`, "Delete");
  if (sure && (await attempt(app, () => app.api("DELETE", "/sessions/" + s.id), "Deleted"))) await sessions.load(app);
}

const row = (app, s) => html`<li key=${s.id}>${icon("key")}<div class="grow"><b dir="auto">${s.device}</b>
  <br><span class="soft small">Made ${lastSeen(s.since)} · ${s.live ? "connected now" : s.seen > s.since ? html`last used ${lastSeen(s.seen)}` : "never used"}</span></div>
  <button class="round" type="button" aria-label=${"Delete " + s.device} onclick=${() => remove(app, s)}>${icon("trash")}</button></li>`;

/** A secret that is shown this once, with its copy button. */
export const shownOnce = (label, text, note) => html`<div class="notice once" role="status"><b>${label}</b><code dir="ltr" tabindex="0" role="group" aria-label=${label}>${text}</code>
  <div class="buttons">${copyButton(text, "Copy")}<span class="soft small grow">${note}</span></div></div>`;

export const tokens = {
  id: "tokens", label: "API tokens", icon: "file", when: isMember,
  enter: (app) => sessions.load(app),
  leave() { made = null; form.reset(); sessions.forget(); },
  view: (app) => html`${part("", html`<p class="soft">A program with a token reads and writes as you. Give each program its own.</p>
    <form class="inline" novalidate onsubmit=${form.submit(app, (values) => make(app, values))}>
      ${form.input(app, "name", { label: "What it is for" })}${form.button("Make a token", "Making…")}</form>${form.notice()}
    ${made && shownOnce("Token for " + made.name, made.token, "Shown this once. Keep it like a password.")}`)}
    ${sessions.view(app, (all) => {
      const mine = all.filter((s) => s.kind === "token");
      return part("Your tokens", mine.length ? html`<ul class="rows lined">${mine.map((s) => row(app, s))}</ul>` : html`<p class="soft">None yet.</p>`);
    })}`,
};
