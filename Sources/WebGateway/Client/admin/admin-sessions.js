/** Who is connected now: identity, state, usable media, transport. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { attempt, Fetched, whileVisible } from "/panes.js";
import { lastSeen } from "/settings-devices.js";
import { exact } from "/time.js";
import { avatar, confirmDialog } from "/ui.js";

const held = new Fetched(async (app) => (await app.api("GET", "/admin/sessions")).sessions);
let stop;

async function end(app, s) {
  const sure = await confirmDialog("End this session?", `${s.name} is signed out on “${s.device}”.`, "End it");
  if (sure && (await attempt(app, () => app.api("DELETE", "/admin/sessions/" + s.id), "Ended"))) await held.load(app);
}

const counted = (n, one, many = one + "s") => (n === 1 ? "one " + one : `${n} ${many}`);

const media = (list) => html`<span class="media">${["text", "voice", "video"].map((m) => html`<span class=${list.includes(m) ? "can" : "cannot"} title=${m}>${icon(m, list.includes(m) ? m : "no " + m)}</span>`)}</span>`;

const row = (app, s) => html`<tr key=${s.id} role="row">
  <th scope="row" role="rowheader"><span class="who">${avatar({ id: s.person, name: s.name }, "small")}<span><bdi>${s.name}</bdi><br><span class="soft small">${s.device}</span></span></span></th>
  <td role="cell" data-label="State"><span class=${s.state === "active" ? "live" : "soft"}>${s.state === "active" ? "Active" : "Idle"}</span></td>
  <td role="cell" data-label="Can use">${media(s.media)}</td>
  <td role="cell" data-label="Address"><bdi>${s.address}</bdi><br><span class="soft small">${s.transport === "websocket+tls" ? "WebSocket, TLS" : "WebSocket"}</span></td>
  <td role="cell" data-label="Since" title=${exact(s.since)}>${lastSeen(s.since)}</td>
  <td role="cell" data-label="Conversations">${s.conversations}</td>
  <td class="act" role="cell">${s.id === app.state.session ? html`<span class="tag">This one</span>` : html`<button class="button" type="button" onclick=${() => end(app, s)}>End<span class="unseen"> the session of ${s.name}</span></button>`}</td></tr>`;

export const connected = {
  id: "sessions", label: "Connected now", icon: "device",
  enter(app) { stop = whileVisible(() => held.load(app), 3000); },
  leave() { stop?.(); held.forget(); },
  view: (app) => html`<section class="part">${held.view(app, (all) => html`<p class="soft">Now ${counted(all.length, "connection")} of ${counted(new Set(all.map((s) => s.person)).size, "person", "people")}. Renewed every few seconds.</p>
    <table class="sessions" role="table"><thead><tr role="row">${["Who", "State", "Can use", "Address", "Since", "Conversations"].map((h) => html`<th scope="col" role="columnheader">${h}</th>`)}<td role="cell"></td></tr></thead>
      <tbody>${all.map((s) => row(app, s))}</tbody></table>`)}</section>`,
};
