/** The invites of everybody, and how much there is on the server. */
import { html } from "/html.js";
import { Fetched, whileVisible } from "/panes.js";
import { inviteList } from "/settings-invites.js";
import { fileSize } from "/time.js";

const invites = new Fetched(async (app) => {
  const { invites: all } = await app.api("GET", "/invites", { query: { all: 1 } });
  const unknown = [...new Set(all.map((i) => i.by))].filter((id) => !app.state.people[id]);
  const found = await Promise.all(unknown.map((id) => app.api("GET", "/people/" + id).catch(() => null)));
  app.dispatch({ type: "people", people: Object.fromEntries(found.filter(Boolean).map((p) => [p.id, p])) });
  return all;
});

export const everyInvite = {
  id: "invites", label: "Invites", icon: "share",
  enter: (app) => invites.load(app),
  leave: () => invites.forget(),
  view: (app) => html`<section class="part"><p class="soft">Links by which people make accounts, made by anybody here. <a href="/settings/invites">Make one</a></p>${inviteList(app, invites, (by) => app.state.people[by]?.name ?? "Somebody")}</section>`,
};

const held = new Fetched((app) => app.api("GET", "/admin/numbers"));
let stop;

/** 3 d 4 h, of milliseconds. */
export function span(ms) {
  const minutes = Math.floor(ms / 60_000), hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const count = (n) => new Intl.NumberFormat().format(n);

const tiles = (n) => [
  ["Members", count(n.people)], ["Guests", count(n.guests)], ["Connected now", count(n.sessions)],
  ["Conversations", count(n.conversations)], ["Events", count(n.events)], ["Attachments", count(n.attachments)],
  ["Size of attachments", fileSize(n.attachment_bytes)], ["Database", fileSize(n.database_bytes)], ["Memory", fileSize(n.memory_bytes)],
  ["Running for", span(n.uptime)], ["Version", n.version],
];

export const numbers = {
  id: "server", label: "Server", icon: "admin",
  enter(app) { stop = whileVisible(() => held.load(app), 5000); },
  leave() { stop?.(); held.forget(); },
  view: (app) => html`<section class="part">${held.view(app, (n) => html`<dl class="tiles">${tiles(n).map(([name, value]) => html`<div class="card"><dt class="soft small">${name}</dt><dd>${value}</dd></div>`)}</dl>`)}</section>`,
};
