/** Making an account: openly or by mail domain (/register), or by a member's invite (/join#TOKEN). */
import { html } from "/html.js";
import { deadLink, entryForm, entryPage, signInLine, waiting } from "/entry-page.js";
import { checks, Form, tell } from "/form.js";
import { avatar } from "/ui.js";

const form = new Form({ name: "", address: "", password: "" }, { name: checks.name, address: checks.address, password: checks.newPassword });

async function become(app, { name, address, password }, invite) {
  const body = { name: name.trim(), address: address.trim(), password, ...(invite ? { invite } : {}) };
  await app.api("POST", "/accounts", { body });
  form.reset();
  await app.live?.forget();
  await app.start("/");
}

const fields = (app, invite, hint) => entryForm(form.submit(app, (values) => become(app, values, invite)),
  form.input(app, "name", { label: "Your name", autocomplete: "name", autofocus: true }),
  form.input(app, "address", { label: "Email address", type: "email", autocomplete: "username", hint }),
  form.input(app, "password", { label: "Password", password: true, fresh: true }),
  form.notice(), form.button("Make my account", "Making your account…"));

export const register = {
  css: "/entry.css",
  title: () => "Make an account",
  enter(app) {
    if (app.live) app.go("/", { replace: true });
  },
  view(app) {
    const { registration, domains } = app.server;
    if (registration !== "open" && registration !== "domain") {
      return deadLink(app, "Accounts here are by invitation", [
        "Ask somebody who has an account here for an invite link.",
        "If you got a mail with a link to a conversation, open that link: it needs no account.",
      ]);
    }
    const hint = registration === "domain" && "Yours at " + domains.join(" or ");
    return entryPage(app, { title: "Make an account", body: fields(app, "", hint), foot: signInLine });
  },
};

let invite = null, problem = "", ended = false;

async function look(app, token) {
  invite = null;
  problem = "";
  ended = !token;
  if (!ended) {
    try {
      invite = await app.api("POST", "/invites/look", { body: { token } });
    } catch (refusal) {
      ended = !refusal.passing;
      problem = tell(refusal);
    }
  }
  app.redraw();
}

export const join = {
  css: "/entry.css",
  title: () => "Join",
  enter: (app, { hash }) => look(app, hash),
  view(app, { hash }) {
    if (ended) return deadLink(app, "This invite link has ended", ["It was used up, taken back, or is too old.", "Ask whoever sent it for a new one; it takes them a moment."]);
    if (!invite) return waiting(app, problem, () => look(app, hash));
    const { by } = invite, me = app.state.me;
    if (me && me.role !== "guest") return signedIn(app, me);
    return entryPage(app, {
      face: avatar({ id: by, name: by }, "large"),
      title: html`<bdi>${by}</bdi> invites you`,
      lead: "Make your account here, and write to anybody who has an email address.",
      body: fields(app, hash),
      foot: signInLine,
    });
  },
};

const signedIn = (app, me) => entryPage(app, {
  title: "You have an account already",
  lead: html`You are signed in here as <bdi>${me.name}</bdi>. The invite is still good: pass it on to somebody else.`,
  body: html`<div class="buttons"><a class="button primary" href="/">Go to your conversations</a></div>`,
});
