/** Drafts, kept at every keystroke: localStorage writes before anything else can happen to the page. Where there is none, the vault has them a little later. */

const prefix = "confab-draft/";

const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix));

/** @param {string} c @param {any} draft of a conversation; an empty one is forgotten */
export function keepDraft(c, draft) {
  try {
    if (draft?.text || draft?.reply || draft?.edit) localStorage.setItem(prefix + c, JSON.stringify(draft));
    else localStorage.removeItem(prefix + c);
  } catch { /* a browser that keeps nothing, or is full */ }
}

/** @param {Record<string, any>} [vaulted] what the vault has @returns {Record<string, any>} by conversation */
export function keptDrafts(vaulted = {}) {
  try {
    return Object.fromEntries(names().map((name) => [name.slice(prefix.length), JSON.parse(localStorage.getItem(name) ?? "null")]).filter(([, draft]) => typeof draft?.text === "string"));
  } catch {
    return vaulted;
  }
}

export function forgetDrafts() {
  try {
    for (const name of names()) localStorage.removeItem(name);
  } catch { /* nothing was kept */ }
}
