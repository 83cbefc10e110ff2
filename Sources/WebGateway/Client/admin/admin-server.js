/** The invites of everybody, and how much there is on the server. */
import { html } from "/html.js";
import { Fetched, whileVisible } from "/panes.js";
import { inviteList, loadInvites } from "/settings-invites.js";
import { fileSize } from "/time.js";

export const everyInvite = {
  id: "invites", label: "Invites", icon: "share",
  enter: loadInvites,
  view: (app) => html`<section class="part"><p class="soft">Links by which people make accounts, made by anybody here. <a href="/settings/invites">Make one</a></p>${inviteList(app, { withMaker: true })}</section>`,
};

const held = new Fetched((app) => app.api("GET", "/admin/numbers"));
let stop;

/** 3 d 4 h of a number of seconds. */
export function span(seconds) {
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return "0 s";
  const parts = units.slice(first, first + 2).map(([size, unit], i) => `${Math.floor((i ? seconds % units[first][0] : seconds) / size)} ${unit}`);
  return parts.join(" ");
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
