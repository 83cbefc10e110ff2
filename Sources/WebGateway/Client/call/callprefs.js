/** What this browser remembers of calls: devices, loudness, and how one likes to speak. */

const name = "confab-call";
const usual = { mic: "", speaker: "", volume: 1, hold: true, known: false };

/** @returns {typeof usual} */
export function prefs() {
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(name) ?? "{}") };
  } catch {
    return { ...usual };
  }
}

/** @param {Partial<typeof usual>} some */
export function setPrefs(some) {
  try {
    localStorage.setItem(name, JSON.stringify({ ...prefs(), ...some }));
  } catch { /* nothing is kept: it holds for this call */ }
}
