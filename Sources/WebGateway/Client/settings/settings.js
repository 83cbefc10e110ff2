/** One's own settings: the list of sections. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { panes } from "/panes.js";
import { account, password, profile } from "/settings-profile.js";
import { devices } from "/settings-devices.js";
import { tokens } from "/settings-tokens.js";
import { appearance, notifications } from "/settings-here.js";
import { contacts } from "/settings-contacts.js";
import { invites } from "/settings-invites.js";
import { data } from "/settings-data.js";

async function signOut(app) {
  await app.api("DELETE", "/session").catch(() => {});
  await app.signedOut();
}

export const settings = panes({
  base: "/settings",
  title: "Settings",
  sections: [profile, account, password, notifications, appearance, devices, contacts, invites, tokens, data],
  foot: (app) => html`<button class="panes-out" type="button" onclick=${() => signOut(app)}>${icon("leave")}Sign out</button>`,
});
