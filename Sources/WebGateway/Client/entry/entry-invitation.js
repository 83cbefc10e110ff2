/** The link in a mail: who invites, one field, one button, and in. */
import { html } from "/html.js";
import { nameFrom } from "/addresses.js";
import { deadLink, entryForm, entryPage, mailbox, waiting } from "/entry-page.js";
import { checks, Form, tell } from "/form.js";
import { inline, plainText } from "/markup.js";
import { avatar } from "/ui.js";

const form = new Form({ name: "" }, { name: checks.name });
let found = null, problem = "", asked = "", turn = {};

/** What the server guesses, unless that is no more than the address. */
const guess = ({ name, address = "" }) => (!name || name === address.split("@")[0] ? nameFrom(address) : name);

async function look(app, token) {
  const mine = (turn = {});
  found = null;
  problem = asked = "";
  form.reset();
  try {
    const answer = token ? await app.api("POST", "/invitations/look", { body: { token } }) : { state: "expired" };
    if (mine !== turn) return;
    found = answer;
    form.reset({ name: guess(found) });
  } catch (refusal) {
    if (mine !== turn) return;
    if (refusal.passing) problem = tell(refusal);
    else found = { state: "expired" };
  }
  app.redraw();
}

async function accept(app, token, name) {
  try {
    const { conversation } = await app.api("POST", "/invitations/accept", { body: { token, name: name.trim() } });
    if (app.state.me?.address !== found.address) await app.live?.forget();
    await app.start("/c/" + conversation);
  } catch (refusal) {
    if (refusal.type !== "expired") throw refusal;
    await look(app, token);
  }
}

export const invitation = {
  css: "/entry.css",
  title: () => "Invitation",
  enter: (app, { hash }) => look(app, hash),
  view(app, { hash }) {
    if (!found) return waiting(app, problem, () => look(app, hash));
    if (asked === "yes") return mailbox(app, html`A fresh link is on its way to ${found.address ? html`<bdi>${found.address}</bdi>` : "the address that this one was for"}. Open it here, or wherever you like.`);
    return (states[found.state] ?? states.expired)(app, hash);
  },
};

const states = {
  open: (app, token) => (app.live && app.state.me?.address === found.address ? back : invite)(app, token),
  mine: (app, token) => back(app, token),
  taken: (app, token) => deadLink(app, "This link was opened somewhere else", [
    "It works in the browser where it was first opened. If that was yours, go on there.",
    mayAsk(app, token) ? "To go on here, let a fresh link be mailed to you. The old one then ends."
      : html`If it was not you, or you want to go on here, ask ${inviter()} for a fresh link. The old one then ends.`,
  ], { act: freshButton(app, token), face: inviterFace() }),
  expired: (app, token) => deadLink(app, "This link has ended", mayAsk(app, token) ? ["Links do not last for ever. A fresh one is quickly made, and mailed to you."] : [
    html`Ask ${inviter()} for a fresh one; it takes them a moment.`,
    "If a newer mail with a link came after this one, use the link in that.",
  ], { act: freshButton(app, token), face: inviterFace() }),
};

const mayAsk = (app, token) => !!app.server?.mail && !!token && asked !== "refused";

const freshButton = (app, token) => mayAsk(app, token) && html`<button class="button primary" type="button" onclick=${() => fresh(app, token)}>Send me a fresh link</button>`;

/** Has a fresh link mailed to where this one was mailed. */
async function fresh(app, token) {
  if (asked) return;
  asked = "now";
  try {
    await app.api("POST", "/invitations/fresh", { body: { token } });
    asked = "yes";
  } catch (refusal) {
    asked = refusal.passing ? "" : "refused";
    if (refusal.passing) app.toast(tell(refusal));
  }
  app.redraw();
}

const inviterFace = () => found.by && avatar({ id: found.person ?? found.by, name: found.by }, "large");
const inviter = () => (found?.by ? html`<bdi>${found.by}</bdi>` : "whoever sent it");

function headline() {
  const { kind, title } = found;
  if (kind === "direct") return html`${inviter()} would like to talk with you`;
  if (!title) return html`${inviter()} invites you to a conversation`;
  return html`${inviter()} invites you to ${kind === "announcement" && "follow "}<q><bdi>${title}</bdi></q>`;
}

const invite = (app, token) => entryPage(app, {
  face: inviterFace(),
  title: headline(),
  lead: "Right here in your browser. No account, no password.",
  body: html`${found.text && html`<blockquote class="first-words" dir="auto">${plainText(inline(found.text))}</blockquote>`}${other(app)}${entryForm(form.submit(app, ({ name }) => accept(app, token, name)),
    form.input(app, "name", { label: "Your name", autocomplete: "name", hint: "What the others see. You can change it." }),
    form.notice(), form.button("Join the conversation", "Joining…"))}`,
  foot: found.address && html`<p class="soft">This link was made for <bdi>${found.address}</bdi>.</p>`,
});

/** Joining takes the place of whoever is signed in here. */
const other = (app) => app.live && app.state.me && html`<p class="notice">You are signed in here as <b dir="auto">${app.state.me.name}</b>. By this link you join as <bdi>${found.address}</bdi>, and ${app.state.me.name} is signed out in this browser.</p>`;

const back = (app, token) => entryPage(app, {
  face: inviterFace(),
  title: html`Welcome back, <bdi>${app.state.me?.name ?? found.name}</bdi>`,
  lead: found.title ? html`${inviter()} and the others are in <q><bdi>${found.title}</bdi></q>.` : html`Your conversation with ${inviter()} is here.`,
  body: entryForm(form.submit(app, () => accept(app, token, app.state.me?.name ?? found.name)), form.notice(), form.button("Open the conversation", "Opening…")),
});
