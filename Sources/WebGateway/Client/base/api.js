/** What is asked and answered over HTTP. */

/** A refusal (RFC 9457). `field` names what is wrong, where a field is. */
export class Problem extends Error {
  /** @param {{type?: string, title?: string, detail?: string, status?: number, field?: string, id?: string}} body */
  constructor(body, retryAfter) {
    super(body.detail || body.title || "Something went wrong");
    this.type = (body.type ?? "").replace("urn:confab:", "");
    this.title = body.title ?? "";
    this.status = body.status ?? 0;
    this.field = body.field;
    this.retryAfter = retryAfter;
  }
  /** True when trying again later may help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

let signedOut = () => {};
/** Called whenever the server says that nobody is signed in. */
export function onSignedOut(listener) {
  signedOut = listener;
}

/**
 * `api("GET", "/people", { query: { q } })`, `api("POST", "/session", { body: { address, password } })`.
 * Resolves to the decoded answer (null for 204); throws a Problem.
 * @param {string} method @param {string} path below /api/v1
 * @param {{body?: any, query?: Record<string, any>, signal?: AbortSignal}} [options]
 */
export async function api(method, path, { body, query, signal } = {}) {
  const asked = Object.entries(query ?? {}).filter(([, value]) => value != null && value !== "");
  const url = "/api/v1" + path + (asked.length ? "?" + new URLSearchParams(asked.map(([k, v]) => [k, String(v)])) : "");
  /** @type {RequestInit} */
  const request = { method, signal, headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ type: "offline", title: "The server cannot be reached", status: 0 });
  }
  return answer(response, path);
}

async function answer(response, path) {
  if (response.status === 204) return null;
  const decoded = await response.json().catch(() => null);
  if (response.ok) return decoded;
  const problem = new Problem(
    decoded ?? { title: "The server answered " + response.status, status: response.status },
    Number(response.headers.get("Retry-After")) || undefined,
  );
  if (problem.status === 401 && problem.type === "not-signed-in" && path !== "/session") signedOut();
  throw problem;
}
