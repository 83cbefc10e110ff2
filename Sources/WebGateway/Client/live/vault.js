/** What this browser keeps: IndexedDB with one table of values by name. Falls back to memory where there is none. */

let opening;
const memory = new Map();

function database() {
  opening ??= new Promise((resolve) => {
    const request = indexedDB.open("confab", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  }).catch(() => null);
  return opening;
}

async function within(mode, work) {
  const db = await database();
  if (!db) return undefined;
  return new Promise((resolve, reject) => {
    const transaction = db.transaction("kept", mode, mode === "readwrite" ? { durability: "strict" } : undefined);
    const request = work(transaction.objectStore("kept"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {string} name */
export const read = (name) => within("readonly", (table) => table.get(name)).then((value) => value ?? memory.get(name), () => memory.get(name));

/** Resolves when it is durable. @param {string} name @param {any} value */
export function write(name, value) {
  memory.set(name, value);
  return within("readwrite", (table) => {
    const request = value === undefined ? table.delete(name) : table.put(value, name);
    table.transaction.commit();
    return request;
  }).catch(() => {});
}

/** All values whose names begin with `prefix`, by the rest of their names. @returns {Promise<Record<string, any>>} */
export async function readAll(prefix) {
  const range = IDBKeyRange.bound(prefix, prefix + "\uffff");
  const [names, values] = await Promise.all([
    within("readonly", (table) => table.getAllKeys(range)), within("readonly", (table) => table.getAll(range)),
  ]).catch(() => [[], []]);
  return Object.fromEntries((names ?? []).map((name, i) => [String(name).slice(prefix.length), values[i]]));
}

export function clear() {
  memory.clear();
  return within("readwrite", (table) => table.clear()).catch(() => {});
}
