/** First run: whoever opens the printed link becomes the owner. */
import { html } from "/html.js";
import { entryForm, entryPage } from "/entry-page.js";
import { checks, Form } from "/form.js";

const form = new Form({ name: "", address: "", password: "" }, { name: checks.name, address: checks.address, password: checks.newPassword });
const link = new Form({ link: "" }, { link: (text) => !tokenOf(text) && "That is not the setup link." });

const tokenOf = (text) => /^(?:.*#)?([\w-]{16,128})$/.exec(text.trim())?.[1];

async function own(app, token, { name, address, password }) {
  await app.api("POST", "/setup", { body: { token, name: name.trim(), address: address.trim(), password } });
  app.server.setup = false;
  form.reset();
  await app.start("/");
}

export const setup = {
  css: "/entry.css",
  title: () => "Welcome",
  enter(app) {
    if (app.live) app.go("/", { replace: true });
  },
  view(app, { hash }) {
    if (app.server?.setup === false) return done(app);
    return hash ? begin(app, hash) : askLink(app);
  },
};

const begin = (app, token) => entryPage(app, {
  title: "Welcome. This server is yours.",
  lead: "You are the first one here, so you become its owner. People will write to you at your email address.",
  body: entryForm(form.submit(app, (values) => own(app, token, values)),
    form.input(app, "name", { label: "Your name", autocomplete: "name", autofocus: true }),
    form.input(app, "address", { label: "Email address", type: "email", autocomplete: "username" }),
    form.input(app, "password", { label: "Password", password: true, fresh: true }),
    form.notice(), form.button("Start", "Starting…")),
});

const askLink = (app) => entryPage(app, {
  title: "Almost there",
  lead: html`This server has no owner yet. When it started it printed a link that ends in <code>/setup#…</code> (in the terminal, or in its log). Open that link, or paste it here.`,
  body: entryForm(link.submit(app, ({ link: text }) => app.go("/setup#" + tokenOf(text), { replace: true })),
    link.input(app, "link", { label: "Setup link", autofocus: true }), link.button("Continue")),
});

const done = (app) => entryPage(app, {
  title: "This server has its owner",
  lead: "Setting up happens once. If you have an account here, sign in.",
  body: html`<div class="buttons"><a class="button primary" href="/signin">Sign in</a></div>`,
});
