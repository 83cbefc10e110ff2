/** What a guest may want once they are in: everything on any device, or an account. Said once, quietly. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { sayError } from "/ui.js";

const name = "confab-offers";
let hidden = false, sent = false;

try { hidden = !!localStorage.getItem(name); } catch { /* nothing is kept: it is said again */ }

/** True when a guest may become a member without an invite. */
export function mayRegister({ server, state: { me } }) {
  if (server?.guestsRegister || server?.registration === "open") return true;
  return server?.registration === "domain" && server.domains.includes(me?.address?.split("@").pop()?.toLowerCase());
}

/** Milliseconds in which one mail is enough. */
const patience = 30_000;
/** By address, what was mailed lately or is being. @type {Map<string, Promise<any>>} */
const mailed = new Map();

/** Mails a link that signs in to whoever is signed in: once, however often that is pressed. @returns {Promise<boolean>} whether it was */
export async function mailLink(app) {
  const { address } = app.state.me;
  if (!mailed.has(address)) mailed.set(address, app.api("POST", "/links", { body: { address } }));
  try {
    await mailed.get(address);
    setTimeout(() => mailed.delete(address), patience);
    return true;
  } catch (problem) {
    mailed.delete(address);
    app.toast(sayError(problem));
    return false;
  }
}

export function guestOffers(app) {
  const { me } = app.state;
  const registers = mayRegister(app);
  if (hidden || me?.role !== "guest" || !me.address || !(app.server?.mail?.sends || registers)) return null;
  const hide = () => {
    hidden = true;
    try { localStorage.setItem(name, "1"); } catch { /* until the page is closed */ }
    app.redraw();
  };
  const send = async () => { sent = await mailLink(app); app.redraw(); };
  return html`<div class="offers small" role="note">${sent
    ? html`<span class="grow">Look into your mailbox: a link is on its way to <bdi>${me.address}</bdi>.</span>`
    : html`<span class="grow">${app.server.mail?.sends && html`Get all your conversations on any device: <button type="button" class="as-link" onclick=${send}>mail me a sign-in link</button>${registers && ", or "}`}${registers && html`<a href="/settings/account">make it an account</a>`}.</span>`}
    <button class="round" type="button" aria-label="Hide this" onclick=${hide}>${icon("close")}</button></div>`;
}
