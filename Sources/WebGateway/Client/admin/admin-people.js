/** Everybody on the server, and what may be done about them. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { attempt, Fetched, whileVisible } from "/panes.js";
import { lastSeen } from "/settings-devices.js";
import { typedConfirmation } from "/settings-data.js";
import { avatar, confirmDialog, openDialog } from "/ui.js";

let asked = "", timer, stop;

/** Who is connected now. */
const live = new Fetched(async (app) => new Set((await app.api("GET", "/admin/sessions")).sessions.map((s) => s.person)));

const ask = (app, after) => app.api("GET", "/admin/people", { query: { q: asked.trim(), limit: 50, after } });
const held = new Fetched((app) => ask(app));

const more = (app) => held.more(app, ({ next }) => ask(app, next), ({ people: shown }, { people: added, next }) => ({ people: [...shown, ...added], next }));

function search(app, text) {
  asked = text;
  clearTimeout(timer);
  timer = setTimeout(() => held.load(app), 200);
}

export const people = {
  id: "people", label: "People", icon: "people",
  enter(app) {
    held.load(app);
    stop = whileVisible(() => live.load(app), 4000);
  },
  leave() { stop?.(); asked = ""; held.forget(); },
  view: (app) => html`<section class="part">
    <div class="field"><label class="unseen" for="admin-search">Search people</label>
      <input id="admin-search" type="search" dir="auto" autocomplete="off" placeholder="Name or address" value=${asked} oninput=${(e) => search(app, e.target.value)}></div>
    ${held.view(app, ({ people: found, next }) => found.length
      ? html`<ul class="rows lined open">${found.map((p) => row(app, p))}</ul>${next && html`<div class="buttons"><button class="button" type="button" onclick=${() => more(app)}>Show more</button></div>`}`
      : html`<p class="soft" role="status">Nobody found.</p>`)}
  </section>`,
};

const row = (app, p) => html`<li key=${p.id}><button type="button" class="opens" onclick=${() => show(app, p)}>${avatar(p)}<span class="grow">
    <b dir="auto">${p.name}</b>${tags(p)}<br><bdi class="soft small">${p.address ?? ""}</bdi></span>
    <span class="soft small aside">${live.value?.has(p.id) ? html`<span class="live">Connected</span>` : p.seen ? html`Seen ${lastSeen(p.seen)}` : "Never here"}</span></button></li>`;

const tags = (p) => html`${p.role !== "member" && html` <span class="tag">${p.role}</span>`}${p.suspended && html` <span class="tag bad">suspended</span>`}${p.gone && html` <span class="tag">erased</span>`}`;

/** One person, with everything that may be done. */
async function show(app, first) {
  let person = first;
  const { me } = app.state;
  const self = person.id === me.id, owner = me.role === "owner";
  const high = person.role === "owner" || person.role === "admin";
  await openDialog("Person", (close, redraw) => {
    const change = (fields, said) => attempt(app, async () => { person = { ...person, ...(await app.api("PATCH", "/admin/people/" + person.id, { body: fields })), ...fields }; }, said).then(redraw);
    return html`<div class="stack">
      <div class="me">${avatar(person, "large")}<p class="grow"><b dir="auto">${person.name}</b>${tags(person)}<br><bdi class="soft">${person.address}</bdi>
        <br><span class="soft small">Since ${lastSeen(person.created)} · ${person.sessions === 1 ? "one device or token" : person.sessions + " devices and tokens"}</span></p></div>
      ${owner && person.role !== "guest" && !person.gone && html`<div class="field"><label for="admin-role">Role</label>
        <select id="admin-role" onchange=${(e) => change({ role: e.target.value }, "Changed")}>${["member", "admin", "owner"].map((r) => html`<option value=${r} selected=${r === person.role}>${roles[r]}</option>`)}</select></div>`}
      ${!person.gone && html`<div class="buttons">
        <a class="button" href=${`/api/v1/admin/people/${person.id}/export`} download=${"confab-" + person.id + ".json"}>${icon("download")}Export</a>
        ${!self && (owner || !high) && person.role !== "owner" && html`<button class="button" type="button" onclick=${() => suspend(app, person, change)}>${icon("block")}${person.suspended ? "Let back in" : "Suspend"}</button>`}
        ${!self && (owner || !high) && html`<button class="button danger" type="button" onclick=${async () => { if (await erase(app, person)) close(); }}>${icon("trash")}Erase…</button>`}</div>`}</div>`;
  });
  await held.load(app);
}

const roles = { member: "Member", admin: "Administrator: sees people, sessions and numbers", owner: "Owner: also appoints administrators" };

async function suspend(app, person, change) {
  if (person.suspended) return change({ suspended: false }, "Let back in");
  const sure = await confirmDialog(`Suspend ${person.name}?`, "They are signed out everywhere and cannot sign in until you let them back in. What they wrote stays.", "Suspend");
  if (sure) await change({ suspended: true }, "Suspended");
}

const erase = (app, person) => typedConfirmation(app, `Erase ${person.name}?`, [
  "Their name, address, words and files are taken out of this server, for everybody. This cannot be undone.",
], { word: person.address ?? person.name, action: "Erase", work: () => app.api("DELETE", "/admin/people/" + person.id) });
