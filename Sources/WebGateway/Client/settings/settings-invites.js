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

/** The invites one may see: one's own, and for administrators everybody's. */
const held = new Fetched(async (app) => (await app.api("GET", "/invites")).invites);

async function make(app, { uses, days }) {
  made = await app.api("POST", "/invites", { body: { uses: Number(uses), days: Number(days) } });
  await held.load(app);
}

async function revoke(app, invite) {
  if (!(await attempt(app, () => app.api("DELETE", "/invites/" + invite.id), "Revoked"))) return;
  if (made?.id === invite.id) made = null;
  await held.load(app);
}

const byName = (app, by) => (by === app.state.me?.id ? "You" : app.state.people[by]?.name ?? by);

const row = (app, i, withMaker) => html`<li key=${i.id}>${icon("link")}<div class="grow"><b dir="auto">${withMaker ? byName(app, i.by) : i.left === 1 ? "For one person" : `For ${i.left} people`}</b>
  ${i.expires < Date.now() ? html` <span class="tag">Expired</span>` : !i.left && html` <span class="tag">Used up</span>`}
  <br><span class="soft small">${i.left} of ${i.uses} left · until ${dayName(i.expires, Date.now())}</span></div>
  <button class="button" type="button" onclick=${() => revoke(app, i)}>Revoke</button></li>`;

export const inviteList = (app, { withMaker = false, only = (_invite) => true } = {}) => held.view(app, (all) => {
  const shown = all.filter(only);
  if (!shown.length) return html`<p class="soft">None yet.</p>`;
  return html`<ul class="rows lined">${shown.sort((a, b) => b.created - a.created).map((i) => row(app, i, withMaker))}</ul>`;
});

export const loadInvites = (app) => held.load(app);

export const invites = {
  id: "invites", label: "Invite members", icon: "share", when: isMember,
  enter: loadInvites,
  leave() { made = null; form.reset(); held.forget(); },
  view: (app) => html`${part("", html`<p class="soft">Whoever opens the link makes an account here. To talk with somebody once, no account is needed: just write to their email address.</p>
    <form class="inline" novalidate onsubmit=${form.submit(app, (values) => make(app, values))}>
      ${form.input(app, "uses", { label: "How many people", type: "number" })}${form.input(app, "days", { label: "Good for days", type: "number" })}${form.button("Make a link", "Making…")}</form>${form.notice()}
    ${made && shownOnce("Invite link", made.link, "Shown this once. Send it to whom you invite.")}`)}
    ${part("Your links", inviteList(app, { only: (i) => i.by === app.state.me?.id || i.by === app.state.me?.name }))}`,
};
