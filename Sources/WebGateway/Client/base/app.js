/**
 * Wires the store, the protocol and the screens.
 *
 * How a screen is written: a module exports an object
 *
 *     export const settings = {
 *       css: "/settings.css",               // optional; loaded before it is first drawn
 *       enter(app, route) {},               // optional; called each time the route leads here
 *       leave(app) {},                      // optional
 *       before(app), after(app)             // optional; around each drawing
 *       title: (app, route) => "Settings",
 *       view: (app, route) => html`<main class="page">…</main>`,
 *     };
 *
 * and is named in `screens` below, so that it is fetched when first needed. `app` offers
 *   app.state            what the store holds (me, people, conversations, …; see store.js); never changed in place
 *   app.dispatch(event)  the only way to change it;   app.redraw()  after a change of a screen's own module variables
 *   app.go(path, {replace}), app.api(method, path, {body, query}) (throws Problem), app.command(do, fields) (WebSocket)
 *   app.overlays.add(draw) for what stands above every page, app.styles(href), app.route (of what is drawn), app.title()
 *   app.toast(text), app.server (what GET /server said), app.start() (call after signing in), app.signedOut()
 * Small shared pieces (field, avatar, openDialog, copyButton, busyButton) are in ui.js, drawings in icons.js.
 */
import { html, render } from "/html.js";
import { api, onSignedOut, Problem } from "/api.js";
import { currentRoute, go, startRouter } from "/router.js";
import { addStyles } from "/styles.js";
import { toast } from "/ui.js";
import { sayUnloaded, stopped } from "/unloaded.js";
import "/theme.js";

const entry = (name) => () => import("/entry.js").then((m) => m[name]);
const main = () => import("/main.js").then((m) => m.main);

/** Which module draws which route. */
const screens = {
  home: main, conversation: main, requests: main, search: main, new: main,
  setup: entry("setup"), signin: entry("signin"), register: entry("register"),
  join: entry("join"), i: entry("invitation"), s: entry("link"), stop: entry("stop"),
  settings: () => import("/settings.js").then((m) => m.settings),
  admin: () => import("/admin.js").then((m) => m.admin),
};

const open = new Set(["setup", "signin", "register", "join", "i", "s", "stop"]);
const root = document.querySelector("#app");
let route = currentRoute();
/** Where it was last asked to go; what is drawn follows once its module is there. */
let wanted = route;
let screen, drawing = false;

/** @type {any} */
export const app = {
  state: {}, server: null, api, go, toast,
  dispatch(event) { app.live?.dispatch(event); },
  command(verb, fields) { return app.live?.command(verb, fields) ?? Promise.reject(new Problem({ type: "offline", title: "Not connected" })); },
  /** Drawn after each page, above it. @type {Set<() => void>} */
  overlays: new Set(),
  get route() { return route; },
  /** What the window is called now. */
  title() {
    const waiting = app.state.badge ? `(${app.state.badge}) ` : "";
    const title = screen?.title?.(app, route);
    return waiting + (title ? title + " · " : "") + (app.server?.name ?? "Confab");
  },
  styles: addStyles,
  redraw() {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(draw);
  },
  /** Draws what waits to be drawn, for who goes by what is on the page. */
  drawNow() {
    if (drawing) draw();
  },
  /** Connects as the person who is signed in now, and shows their conversations. */
  async start(path = "/") {
    const { startLive } = await import("/live.js");
    app.server.signed_in = true;
    await startLive(app);
    go(path, { replace: true });
  },
  /** Forgets what this browser holds of the person, takes it off the screen, and asks to sign in. */
  async signedOut() {
    if (app.server) app.server.signed_in = false;
    await app.live?.forget();
    app.live = undefined;
    screen?.leave?.(app);
    screen = undefined;
    render(root, []);
    dispatchEvent(new Event("signedout"));
    go("/signin", { replace: true });
  },
};

function draw() {
  drawing = false;
  if (!screen) return;
  screen.before?.(app, route);
  render(root, screen.view(app, route));
  screen.after?.(app, route);
  for (const overlay of app.overlays) overlay();
  document.title = app.title();
}

async function show(next) {
  wanted = next;
  if (app.server?.setup && next.name !== "setup") return go("/setup", { replace: true });
  if (!app.live && !open.has(next.name)) return go("/signin" + returnTo(next), { replace: true });
  const load = screens[next.name];
  if (!load) return go("/", { replace: true });
  const found = await fetched(load, next);
  if (wanted !== next || !found) return;
  if (found !== screen) screen?.leave?.(app);
  screen = found;
  route = next;
  const entered = screen.enter?.(app, route);
  app.redraw();
  await entered;
  if (wanted === next) draw();
}

/** A screen with its styles; undefined where it cannot be had, which is said. */
async function fetched(load, next) {
  try {
    const found = await load();
    await addStyles(found.css);
    return found;
  } catch (error) {
    if (wanted !== next) return undefined;
    const what = { settings: "Settings", admin: "The pages of the administration" }[next.name] ?? "The pages";
    if (!screen) render(root, stopped(error));
    else sayUnloaded(app, what, error, () => show(next));
  }
}

const returnTo = ({ path }) => (path === "/" ? "" : "?to=" + encodeURIComponent(path));

async function begin() {
  onSignedOut(() => app.live && app.signedOut());
  app.server = await api("GET", "/server").catch(() => null);
  const kept = await import("/live.js");
  if (app.server ? app.server.signed_in : await kept.holdsSomebody()) await kept.startLive(app);
  app.server ??= { name: "Confab", signed_in: !!app.live, limits: {}, domains: [] };
  startRouter(show);
  const worker = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => "/sw.js" }).createScriptURL("") ?? "/sw.js";
  navigator.serviceWorker?.register(worker).catch(() => {});
}

begin().catch((error) => render(root, stopped(error)));
navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.go && go(data.go));
