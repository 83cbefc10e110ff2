/** What one is mailed, and one's own address on this server. */
import { html } from "/html.js";
import { Form } from "/form.js";
import { attempt, part } from "/panes.js";
import { copyButton } from "/ui.js";

const choices = [["all", "Every message", "that you have not seen here"], ["direct", "Direct messages and mentions", "that you have not seen here"], ["none", "Nothing", ""]];

async function choose(app, mail) {
  const before = app.state.self.mail;
  app.dispatch({ type: "self", self: { mail } });
  if (!(await attempt(app, () => app.api("PATCH", "/me", { body: { mail } }), "Saved"))) app.dispatch({ type: "self", self: { mail: before } });
}

/** A part of the section on notifications. */
export function mailNotices(app) {
  const { self, me } = app.state;
  if (!app.server?.mail || !self.mail) return null;
  return part("By mail", html`<fieldset class="choices"><legend class="soft">${app.server.mail.sends ? html`To <bdi>${me.address}</bdi>, when you have been away for a while.${app.server.mail.receives && " You can answer these mails."}` : "This server writes its mails into a folder; nothing reaches you yet."}</legend>
    ${choices.map(([name, label, hint]) => html`<label class="check" key=${name}><input type="radio" name="mail" value=${name} checked=${self.mail === name} onchange=${() => choose(app, name)}>
      <span>${label} <span class="soft small">${hint}</span></span></label>`)}</fieldset>`);
}

const form = new Form({ handle: "" }, { handle: (text) => !/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/i.test(text.trim()) && "Letters, digits, and dots or dashes between them, please." });
let editing = false;

async function take(app, { handle }) {
  try {
    const me = await app.api("PATCH", "/me", { body: { handle: handle.trim().toLowerCase() } });
    editing = false;
    app.dispatch({ type: "self", self: { mailAddress: me.mailAddress } });
    app.toast("Saved");
  } catch (problem) {
    if (problem.status === 409) problem.message = "Somebody here has this name already";
    throw problem;
  }
}

/** A part of the profile: who mails to it writes to you here. */
export function ownAddress(app) {
  const { mail } = app.server ?? {}, { mailAddress } = app.state.self;
  if (!mail?.receives) return null;
  const edit = () => {
    form.reset({ handle: mailAddress?.split("@")[0] ?? "" });
    editing = true;
    app.redraw();
  };
  return part("Your address here", html`<p class="soft">What is mailed to it comes to you as a conversation.</p>
    ${editing ? html`<form class="stack" novalidate onsubmit=${form.submit(app, (values) => take(app, values))}>
        ${form.input(app, "handle", { label: "Name before @" + mail.domain })}${form.notice()}
        <div class="buttons">${form.button("Save", "Saving…")}<button class="button quiet" type="button" onclick=${() => { editing = false; app.redraw(); }}>Cancel</button></div></form>`
      : html`<div class="buttons">${mailAddress && html`<b class="grow"><bdi>${mailAddress}</bdi></b>${copyButton(mailAddress, "Copy")}`}<button class="button" type="button" onclick=${edit}>${mailAddress ? "Change" : "Choose one"}</button></div>`}`);
}
