/** Taking one's data along, and going. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { Form } from "/form.js";
import { part } from "/panes.js";
import { isGuest, isMember } from "/settings-profile.js";
import { openDialog } from "/ui.js";

/** Asks for a word to be typed (and a password), then does what cannot be undone. */
export function typedConfirmation(app, title, text, { password = false, word, action, work }) {
  const form = new Form({ typed: "", ...(password ? { password: "" } : {}) }, {
    typed: (typed) => typed.trim().toLowerCase() !== word.toLowerCase() && html`Type <bdi>${word}</bdi> to go on.`,
    ...(password ? { password: (typed) => !typed && "Your password, please." } : {}),
  });
  return openDialog(title, (close, redraw) => {
    const here = { ...app, redraw };
    return html`<form class="stack" novalidate onsubmit=${form.submit(here, async (values) => { await work(values); close(true); })}>
      <div class="stack tight">${text.map((line) => html`<p>${line}</p>`)}</div>
      ${form.input(here, "typed", { label: html`To confirm, type <bdi>${word}</bdi>` })}
      ${password && form.input(here, "password", { label: "Your password", password: true })}
      ${form.notice()}
      <div class="buttons end"><button class="button quiet" type="button" onclick=${() => close()}>Cancel</button><button class="button danger strong">${action}</button></div></form>`;
  });
}

async function erase(app) {
  const gone = await typedConfirmation(app, "Erase yourself?", [
    "Your name, your address, everything you wrote and every file you sent are taken out of this server, also for the others.",
    "This cannot be undone. If you want to keep a copy, export your data first.",
  ], {
    word: app.state.me.address ?? app.state.me.name, password: isMember(app), action: "Erase everything",
    work: ({ password }) => app.api("POST", "/me/erase", { body: isMember(app) ? { password } : {} }),
  });
  if (!gone) return;
  await app.signedOut();
  app.toast("You are erased from this server");
}

export const data = {
  id: "data", label: "Your data", icon: "download",
  view: (app) => html`${part("Take it along", html`<p class="soft">One file (JSON) with who you are here, your devices, contacts and conversations, and all you wrote.</p>
    <div class="buttons"><a class="button" href="/api/v1/me/export" download="confab-export.json">${icon("download")}Export my data</a></div>`)}
    ${part("Go", html`<p class="soft">${isGuest(app) ? "Takes you and what you wrote out of this server." : "Takes you, what you wrote and your files out of this server."} The numbers of messages stay, their contents do not.</p>
    <div class="buttons"><button class="button danger" type="button" onclick=${() => erase(app)}>${icon("trash")}Erase myself…</button></div>`)}`,
};
