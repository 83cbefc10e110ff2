/** Who one is to others: name, status, password; and how a guest gets an account. */
import { html } from "/html.js";
import { checks, Form } from "/form.js";
import { mailLink, mayRegister } from "/offers.js";
import { ownAddress } from "/settings-mail.js";
import { attempt, part } from "/panes.js";
import { avatar } from "/ui.js";

export const isGuest = (app) => app.state.me?.role === "guest";
export const isMember = (app) => !!app.state.me && !isGuest(app);
const roles = { owner: "Owner of this server", admin: "Administrator", member: "Member", guest: "Guest" };

const who = new Form({ name: "", status: "" }, { name: checks.name });

async function save(app, { name, status }) {
  const { me, self } = app.state;
  if (name.trim() !== me.name) {
    app.dispatch({ type: "person", person: await app.api("PATCH", "/me", { body: { name: name.trim() } }) });
  }
  if (status.trim() !== self.text) {
    await app.command("status", { text: status.trim() });
    app.dispatch({ type: "self", self: { text: status.trim() } });
  }
  who.touched = who.values.name !== name || who.values.status !== status;
  app.toast("Saved");
}

function setDoNotDisturb(app, dnd) {
  app.dispatch({ type: "self", self: { dnd } });
  return attempt(app, () => app.command("status", { dnd })).then((done) => done || app.dispatch({ type: "self", self: { dnd: !dnd } }));
}

export const profile = {
  id: "profile", label: "Profile", icon: "smile",
  enter: () => who.reset(),
  view(app) {
    const { me, self } = app.state;
    if (!who.touched) who.values = { name: me.name, status: self.text };
    return html`<div class="me">${avatar(me, "large")}<p class="grow"><b dir="auto">${me?.name}</b><br><bdi class="soft">${me?.address}</bdi><br><span class="tag">${roles[me?.role]}</span></p></div>
      ${part("", html`<form class="stack" novalidate onsubmit=${who.submit(app, (values) => save(app, values))}>
        ${who.input(app, "name", { label: "Name", autocomplete: "name" })}
        ${who.input(app, "status", { label: "Status", required: false, hint: "Stands beside your name, like “In a meeting” or “Back on Monday”." })}
        ${who.notice()}<div class="buttons">${who.button("Save", "Saving…")}</div></form>`)}
      ${isMember(app) && ownAddress(app)}
      ${isGuest(app) && app.server?.mail?.sends && part("On other devices", html`<p class="soft">A link in your mailbox opens all your conversations there.</p>
        <div class="buttons"><button class="button" type="button" onclick=${() => mailLink(app).then((sent) => sent && app.toast("Look into your mailbox"))}>Mail me a sign-in link</button></div>`)}
      ${part("Quiet", html`<label class="check"><input type="checkbox" role="switch" checked=${!!self?.dnd} onchange=${(e) => setDoNotDisturb(app, e.target.checked)}>
        <span>Do not disturb<br><span class="soft small">Others see it, and nothing rings or pops up here.</span></span></label>`)}`;
  },
};

const secret = new Form({ old: "", new: "" }, { old: checks.filled, new: checks.newPassword });

async function changePassword(app, values) {
  await app.api("PUT", "/me/password", { body: values });
  secret.reset();
  app.toast("Password changed. Your other devices are signed out.");
}

export const password = {
  id: "password", label: "Password", icon: "key", when: isMember,
  enter: () => secret.reset(),
  view: (app) => part("", html`<form class="stack" novalidate onsubmit=${secret.submit(app, (values) => changePassword(app, values))}>
    <input type="text" autocomplete="username" value=${app.state.me?.address ?? ""} readonly hidden=${true}>
    ${secret.input(app, "old", { label: "Present password", password: true })}
    ${secret.input(app, "new", { label: "New password", password: true, fresh: true })}
    <p class="soft small">Changing it signs you out everywhere else.</p>
    ${secret.notice()}<div class="buttons">${secret.button("Change password", "Changing…")}</div></form>`),
};

const become = new Form({ name: "", password: "" }, { name: checks.name, password: checks.newPassword });

async function makeAccount(app, values) {
  await app.api("POST", "/accounts", { body: { name: values.name.trim(), address: app.state.me.address, password: values.password } });
  become.reset();
  app.toast("You have an account now");
  await app.start("/settings/profile");
}

export const account = {
  id: "account", label: "Make an account", icon: "plus", when: (app) => isGuest(app) && !!app.state.me.address && mayRegister(app),
  enter: (app) => become.reset({ name: app.state.me.name, password: "" }),
  view: (app) => part("", html`<p>With an account you sign in on any device, and can write to anybody who has an email address. Everything you have here stays yours.</p>
    <form class="stack" novalidate onsubmit=${become.submit(app, (values) => makeAccount(app, values))}>
      <p>Your address: <b dir="ltr">${app.state.me.address}</b></p>
      <input type="text" autocomplete="username" value=${app.state.me.address} readonly hidden=${true}>
      ${become.input(app, "name", { label: "Name", autocomplete: "name" })}
      ${become.input(app, "password", { label: "Password", password: true, fresh: true })}
      ${become.notice()}<div class="buttons">${become.button("Make my account", "Making it…")}</div></form>`),
};
