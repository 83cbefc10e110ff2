// The little of a browser that modules ask for when they are loaded: set up before loading them.

/** A localStorage: values are enumerable, methods are not. */
export function fakeStorage() {
  const storage = {};
  const methods = { getItem: (name) => storage[name] ?? null, setItem: (name, value) => { storage[name] = String(value); }, removeItem: (name) => { delete storage[name]; } };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(storage, name, { value });
  return storage;
}

export function setUp() {
  globalThis.localStorage = fakeStorage();
  globalThis.Node = class {};
  globalThis.document = { getElementById: () => null, activeElement: null };
}
