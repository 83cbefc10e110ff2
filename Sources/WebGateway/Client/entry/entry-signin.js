/** Signing in, and where one lands when signed out. */
import { html } from "/html.js";
import { entryForm, entryPage } from "/entry-page.js";
import { checks, Form } from "/form.js";
import { mailedPage, mailLinkButton } from "/entry-link.js";

const form = new Form({ address: "", password: "" }, { address: checks.address, password: checks.filled });

/** Where to go afterwards: a path of this page, never another site's. */
export const wayBack = (query) => (/^\/(?![/\\])/.test(query.get("to") ?? "") ? query.get("to") : "/");

export const signin = {
  css: "/entry.css",
  title: () => "Sign in",
  enter(app, { query }) {
    if (app.live) app.go(wayBack(query), { replace: true });
  },
  leave: () => mailedPage(),
  view(app, { query }) {
    const mailed = mailedPage(app);
    if (mailed) return mailed;
    return entryPage(app, {
      title: "Sign in",
      body: entryForm(form.submit(app, (values) => enterAs(app, values, wayBack(query))),
        form.input(app, "address", { label: "Email address", type: "email", autocomplete: "username", autofocus: true }),
        form.input(app, "password", { label: "Password", password: true }),
        form.notice(), form.button("Sign in", "Signing in…"), mailLinkButton(app, form)),
      foot: foot(app),
    });
  },
};

async function enterAs(app, { address, password }, to) {
  await app.api("POST", "/session", { body: { address: address.trim(), password } });
  form.reset();
  await app.start(to);
}

function foot({ server }) {
  const registers = server?.registration === "open" || server?.registration === "domain";
  return html`${registers && html`<p>New here? <a href="/register">Make an account</a></p>`}
    <details><summary>${registers ? "Invited, or forgotten the password?" : "No account, or forgotten the password?"}</summary>
      <p><b>You got a mail with a link:</b> open that link. It needs no account and no password.</p>
      ${!registers && html`<p><b>You want an account:</b> ask somebody who has one here for an invite link.</p>`}
      <p><b>You forgot your password:</b> ${server?.mail?.sends ? "let a sign-in link be mailed to you. It needs no password." : "whoever runs this server can give you a new one."}</p>
    </details>`;
}
