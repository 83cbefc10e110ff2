/** Email addresses in what people type and paste. Pure. */

const address = /[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]{2,}/g;

/** True for something that can be written to by mail. */
export const isAddress = (text) => new RegExp(`^${address.source}$`).test(text.trim());

/** A name to begin with, of an address: “Zoe Far” of zoe.far7@example.org. @param {string} address */
export const nameFrom = (address) => address.split("@")[0].replace(/\+.*|\d+/g, " ").split(/[\s._-]+/).filter(Boolean).map((word) => word[0].toUpperCase() + word.slice(1)).join(" ");

/**
 * Takes the addresses out of a list with commas, semicolons, spaces or line ends between, and out of forms like
 * “Ada <ada@example.org>” and “mailto:ada@example.org”.
 * @param {string} text @returns {{addresses: string[], rest: string[]}} in lower case, each once; and what stands where an address should
 */
export function takeAddresses(text) {
  const addresses = [], rest = [];
  for (const part of parts(text)) {
    const bracketed = /<\s*(?:mailto:)?([^<>]*?)\s*>/i.exec(part)?.[1];
    const found = (bracketed ?? part.replace(/\bmailto:/gi, " ")).match(address) ?? [];
    const left = bracketed === undefined ? part.replace(/\bmailto:/gi, " ").replace(address, " ").trim() : "";
    if (found.length) addresses.push(...found.map((a) => a.toLowerCase()));
    if (left && (!found.length || left.includes("@"))) rest.push(left);
    else if (!found.length) rest.push(part.trim());
  }
  return { addresses: [...new Set(addresses)], rest };
}

/** Splits at commas, semicolons and line ends that are not inside quotes. */
function parts(text) {
  const quotes = (text.match(/"/g) ?? []).length % 2 === 0;
  const found = quotes ? text.match(/(?:"[^"]*"|[^",;\n\r])+/g) : text.split(/[,;\n\r]/);
  return (found ?? []).map((part) => part.trim()).filter(Boolean);
}
