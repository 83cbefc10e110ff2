/** Links by which others make an account. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { Form } from "/form.js";
import { attempt, Fetched, part } from "/panes.js";
import { shownOnce } from "/settings-tokens.js";
import { isMember } from "/settings-profile.js";
import { dayName } from "/time.js";

const whole = (least, most) => (text) => !(/^\d+$/.test(text.trim()) && +text >= least && +text <= most) && `From ${least} to ${most}, please.`;
const form = new Form({ uses: "1", days: "7" }, { uses: whole(1, 1000), days: whole(1, 365) });
let made = null;

const held = new Fetched(async (app) => (await app.api("GET", "/invites")).invites);

async function make(app, { uses, days }) {
  made = await app.api("POST", "/invites", { body: { uses: Number(uses), days: Number(days) } });
  await held.load(app);
}

async function revoke(app, invite, list) {
  if (!(await attempt(app, () => app.api("DELETE", "/invites/" + invite.id), "Revoked"))) return;
  if (made?.id === invite.id) made = null;
  await list.load(app);
}

const row = (app, i, list, maker) => html`<li key=${i.id}>${icon("link")}<div class="grow"><b dir="auto">${maker ? maker(i.by) : i.uses === 1 ? "For one person" : `For ${i.uses} people`}</b>
  ${i.expires < Date.now() ? html` <span class="tag">Expired</span>` : !i.left && html` <span class="tag">Used up</span>`}
  <br><span class="soft small">${i.left} of ${i.uses} left · until ${dayName(i.expires, Date.now())}</span></div>
  <button class="button" type="button" onclick=${() => revoke(app, i, list)}>Revoke</button></li>`;

/** The invites of a Fetched list; `maker` names who made one. */
export const inviteList = (app, list, maker) => list.view(app, (all) => all.length
  ? html`<ul class="rows lined">${[...all].sort((a, b) => b.created - a.created).map((i) => row(app, i, list, maker))}</ul>`
  : html`<p class="soft">None yet.</p>`);

export const invites = {
  id: "invites", label: "Invite members", icon: "share", when: isMember,
  enter: (app) => held.load(app),
  leave() { made = null; form.reset(); held.forget(); },
  view: (app) => html`${part("", html`<p class="soft">Whoever opens the link makes an account here. To talk with somebody once, no account is needed: just write to their email address.</p>
    <form class="inline" novalidate onsubmit=${form.submit(app, (values) => make(app, values))}>
      ${form.input(app, "uses", { label: "How many people", type: "number" })}${form.input(app, "days", { label: "For how many days", type: "number" })}${form.button("Make a link", "Making…")}</form>${form.notice()}
    ${made && shownOnce("Invite link", made.link, "Shown this once. Send it to whom you invite.")}`)}
    ${part("Your links", inviteList(app, held))}`,
};
