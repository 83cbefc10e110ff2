/** Styles that are fetched when they are first needed. */

/** By address, those that were asked for. */
const styles = new Map();

/** Once there are styles of this address in the page; rejects when they cannot be had. @param {string} [href] @returns {Promise<any>} */
export function addStyles(href) {
  if (!href) return Promise.resolve();
  if (!styles.has(href)) styles.set(href, fetchStyles(href));
  return styles.get(href);
}

function fetchStyles(href) {
  if (document.querySelector(`link[rel=stylesheet][href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done, fail) => {
    link.onload = done;
    link.onerror = () => {
      styles.delete(href);
      link.remove();
      fail(new Error(href + " did not load"));
    };
    document.head.append(link);
  });
}
