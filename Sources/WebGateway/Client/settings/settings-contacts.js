/** Contacts, people who ask, and people who are blocked. */
import { html } from "/html.js";
import { attempt, Fetched, part } from "/panes.js";
import { avatar, confirmDialog } from "/ui.js";

const held = new Fetched((app) => app.api("GET", "/contacts"));

async function put(app, person, state, said) {
  const done = await attempt(app, async () => {
    const contact = await app.api("PUT", "/contacts/" + person.id, { body: { state } });
    app.dispatch({ type: "contact", contact, people: {} });
  }, said);
  if (done) await held.load(app);
}

async function block(app, person) {
  const sure = await confirmDialog(`Block ${person.name}?`, "They can no longer begin a conversation with you, ring you or see whether you are here. They are not told.", "Block");
  if (sure) await put(app, person, "blocked", "Blocked");
}

const does = (app, person, state, label, said) => html`<button class="button" type="button" onclick=${() => put(app, person, state, said)}>${label}<span class="unseen"> ${person.name}</span></button>`;
const blocks = (app, person) => html`<button class="button danger" type="button" onclick=${() => block(app, person)}>Block<span class="unseen"> ${person.name}</span></button>`;

const groups = [
  ["asking", "They ask you", (app, p) => html`${does(app, p, "accepted", "Accept", "You are contacts now")}${blocks(app, p)}`],
  ["accepted", "Contacts", (app, p) => html`${does(app, p, "none", "Remove", "Removed")}${blocks(app, p)}`],
  ["requested", "Asked, no answer yet", (app, p) => does(app, p, "none", "Take back", "Taken back")],
  ["blocked", "Blocked", (app, p) => does(app, p, "none", "Unblock", "Unblocked")],
];

const row = (app, person, actions) => html`<li key=${person.id}>${avatar(person)}<div class="grow"><b dir="auto">${person.name}</b>
  ${person.address && html`<br><bdi class="soft small">${person.address}</bdi>`}</div><div class="buttons">${actions(app, person)}</div></li>`;

export const contacts = {
  id: "contacts", label: "Contacts & blocked", icon: "people",
  enter: (app) => held.load(app),
  leave: () => held.forget(),
  view: (app) => held.view(app, ({ contacts: all, people }) => {
    const of = (state) => all.filter((c) => c.state === state).map((c) => people[c.person] ?? app.state.people[c.person] ?? { id: c.person, name: "Somebody" });
    const shown = groups.map(([state, label, actions]) => [label, actions, of(state)]).filter(([, , list]) => list.length);
    if (!shown.length) return part("", html`<p class="soft">Nobody yet. Whoever you talk with one to one becomes a contact: you see each other's presence, and can ring each other.</p>`);
    return shown.map(([label, actions, list]) => part(label, html`<ul class="rows lined">${list.map((p) => row(app, p, actions))}</ul>`));
  }),
};
