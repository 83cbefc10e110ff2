/** Light, dark or as the device: kept in this browser, applied when this is first imported. */

const name = "confab-theme";

/** @returns {"auto"|"light"|"dark"} */
export function theme() {
  try {
    const kept = localStorage.getItem(name);
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto";
  }
}

/** @param {string} wanted */
export function setTheme(wanted) {
  try {
    wanted === "auto" ? localStorage.removeItem(name) : localStorage.setItem(name, wanted);
  } catch { /* a browser that keeps nothing: it holds until the page is closed */ }
  apply(wanted);
}

function apply(wanted) {
  if (wanted === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
}

apply(theme());
addEventListener("storage", (event) => { if (event.key === name) apply(theme()); });
