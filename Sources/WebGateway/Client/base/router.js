/** Paths and the History API. */

/** @typedef {{name: string, path: string, c?: string, seq?: number, rest?: string, query: URLSearchParams, hash: string}} Route */

const table = [
  [/^\/$/, "home"],
  [/^\/c\/([0-9a-z]+)(?:\/(\d+))?$/, "conversation"],
  [/^\/(requests|search|new|setup|join|i|signin|register)$/, ""],
  [/^\/(s|stop)(?:\/([\w.~-]+))?$/, ""],
  [/^\/(settings|admin)(?:\/(.*))?$/, ""],
];

/** What a path means. @param {string} path @param {string} [search] @param {string} [hash] @returns {Route} */
export function parseRoute(path, search = "", hash = "") {
  const base = { path, query: new URLSearchParams(search), hash: hash.replace(/^#/, "") };
  for (const [pattern, name] of table) {
    const found = pattern.exec(path);
    if (!found) continue;
    if (name === "conversation") return { ...base, name, c: found[1], seq: found[2] ? Number(found[2]) : undefined };
    return { ...base, name: name || found[1], rest: found[2] ?? "" };
  }
  return { ...base, name: "missing" };
}

/** The page's present route. */
export const currentRoute = () => parseRoute(location.pathname, location.search, location.hash);

let changed = () => {};

/** Goes to a path. `replace` leaves no step behind. */
export function go(path, { replace = false } = {}) {
  if (path !== location.pathname + location.search + location.hash) {
    history[replace ? "replaceState" : "pushState"](null, "", path);
  }
  changed(currentRoute());
}

/** Calls `listener` with the route whenever it changes; makes plain clicks on inner links stay in the page. */
export function startRouter(listener) {
  changed = listener;
  addEventListener("popstate", () => listener(currentRoute()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/']");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.target || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
  listener(currentRoute());
}
