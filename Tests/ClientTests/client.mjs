// Loads the client's modules as the browser names them ("/store.js"), wherever in Client/ the file lies.
// Run: node --test Tests/ClientTests
import { register } from "node:module";
import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";

export const folder = fileURLToPath(new URL("../../Sources/WebGateway/Client", import.meta.url));

/** Every file of the client, by the name that it is served under. */
export const files = new Map(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ["/" + entry.name, join(entry.parentPath ?? entry.path, entry.name)]));

const urls = Object.fromEntries([...files].map(([name, path]) => [name, pathToFileURL(path).href]));
register("data:text/javascript," + encodeURIComponent(`
  const urls = ${JSON.stringify(urls)};
  export const resolve = (name, context, next) =>
    urls[name] ? { url: urls[name], format: "module", shortCircuit: true } : next(name, context);
`));

export const load = (name) => import(name);
