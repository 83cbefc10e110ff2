/** Signing in without a password: asking for a link by mail, and the page that the link opens (/s#TOKEN). */
import { html } from "/html.js";
import { deadLink, entryForm, entryPage, mailbox, waiting } from "/entry-page.js";
import { checks, Form, tell } from "/form.js";
import { avatar } from "/ui.js";

/** Milliseconds from a mail until another can be asked for. */
const patience = 30_000;

/** To whom a link was mailed last, and whether it may be once more; whether that is said, and whether one is being asked for. */
let mailedTo = "", again = false, said = false, asking = false, timer;

/** Asks for a link to the address that stands in `form`: once, however often that is pressed. */
async function ask(app, form) {
  const address = form.values.address.trim(), wrong = checks.address(address);
  if (asking) return;
  form.wrong = wrong ? { address: wrong } : {};
  form.problem = "";
  if (!wrong && address === mailedTo && !again) said = true;
  else if (!wrong) await mail(app, address).catch((problem) => form.refused(problem));
  app.redraw();
}

async function askAgain(app) {
  if (asking || !again) return;
  await mail(app, mailedTo).then(() => app.toast("Sent again"), (problem) => app.toast(tell(problem)));
  app.redraw();
}

async function mail(app, address) {
  asking = true;
  app.redraw();
  await app.api("POST", "/links", { body: { address } }).finally(() => { asking = false; });
  mailedTo = address;
  said = true;
  again = false;
  clearTimeout(timer);
  timer = setTimeout(() => { again = true; app.redraw(); }, patience);
}

export const mailLinkButton = (app, form) => app.server?.mail && html`<button class="button quiet wide" type="button" aria-disabled=${asking ? "true" : null} onclick=${() => ask(app, form)}>${asking ? "Sending…" : "Mail me a sign-in link"}</button>`;

/** The page after asking, if somebody has; without `app`, that is over. */
export function mailedPage(app) {
  if (!app) said = false;
  return said && mailbox(app, html`If <bdi>${mailedTo}</bdi> is known here, a link is on its way. It signs you in without a password.`,
    html`<p>Nothing came? Look among the unwanted mail${again && html`, or <button type="button" class="as-link" onclick=${() => askAgain(app)}>send again</button>`}.</p>
      <p><button type="button" class="as-link" onclick=${() => { said = false; app.redraw(); }}>Back to signing in</button></p>`);
}

const form = new Form({}, {});
let found = null, problem = "", ended = false;

async function look(app, token) {
  found = null;
  problem = "";
  form.reset();
  ended = !token;
  try {
    if (token) found = await app.api("POST", "/links/look", { body: { token } });
  } catch (refusal) {
    ended = !refusal.passing;
    problem = tell(refusal);
  }
  app.redraw();
}

async function open(app, token) {
  try {
    await app.api("POST", "/links/open", { body: { token } });
  } catch (refusal) {
    if (refusal.passing) throw refusal;
    ended = true;
    return;
  }
  await app.live?.forget();
  await app.start("/");
}

export const link = {
  css: "/entry.css",
  title: () => "Sign in",
  enter: (app, { hash }) => look(app, hash),
  view(app, { hash }) {
    if (ended) return deadLink(app, "This link has ended", ["A sign-in link works once, and not for long."]);
    if (!found) return waiting(app, problem, () => look(app, hash));
    const { name, address } = found, me = app.state.me;
    return entryPage(app, {
      face: avatar({ id: found.person ?? address, name }, "large"),
      title: html`Welcome back, <bdi>${name}</bdi>`,
      lead: html`<bdi>${address}</bdi>`,
      body: html`${me && me.address !== address && html`<p class="notice">You are signed in here as <b dir="auto">${me.name}</b>, who is then signed out in this browser.</p>`}
        ${entryForm(form.submit(app, () => open(app, hash)), form.notice(), form.button(html`<span>Sign in as <bdi>${name}</bdi></span>`, "Signing in…"))}`,
    });
  },
};
