/** What is said when a part of the client cannot be fetched, and what helps. */
import { html } from "/html.js";
import { api } from "/api.js";

/** Takes away what was said last. */
let quiet = () => {};

/**
 * Says it in passing. Browsers may keep a failure for as long as the page is open (HTML, module map):
 * where the server answers, only loading the page anew is sure to help.
 * @param {any} app @param {string} what cannot be had, in the plural @param {any} error of the import @param {() => void} again
 */
export async function sayUnloaded(app, what, error, again) {
  const server = await api("GET", "/server").catch(() => null);
  const [words, way] = unloadedWords(what, error, server, app.server);
  quiet();
  quiet = app.toast(html`${words} <b>${way}</b>`, { action: server ? () => location.reload() : again, seconds: 20 });
}

/** What happened, and what can be done. Pure. @param {any} server what it answered now, null when it did not; `known`: what it had answered */
export function unloadedWords(what, error, server, known) {
  if (!server) return [`${what} cannot be opened: the server cannot be reached.`, "Try again"];
  const newer = error instanceof SyntaxError || (!!known?.version && known.version !== server.version);
  return [newer ? "The server has a newer version than this page." : `${what} could not be opened.`, "Reload the page"];
}

/** Instead of a page, when there is none to go on with. */
export const stopped = (error) => html`<main class="page narrow"><h1>Confab could not start</h1><p>${error.message}</p>
  <button class="button primary" type="button" onclick=${() => location.reload()}>Try again</button></main>`;
