/**
 * Wires the store, the protocol and the screens.
 *
 * How a screen is written: a module exports an object
 *
 *     export const settings = {
 *       css: "/settings.css",               // optional; loaded before it is first drawn
 *       enter(app, route) {},               // optional; called each time the route leads here
 *       leave(app) {},                      // optional
 *       title: (app, route) => "Settings",
 *       view: (app, route) => html`<main class="page">…</main>`,
 *     };
 *
 * and is named in `screens` below, so that it is fetched when first needed. `app` offers
 *   app.state            what the store holds (me, people, conversations, …; see store.js); never changed in place
 *   app.dispatch(event)  the only way to change it;   app.redraw()  after a change of a screen's own module variables
 *   app.go(path, {replace}), app.api(method, path, {body, query}) (throws Problem), app.command(do, fields) (WebSocket)
 *   app.toast(text), app.server (what GET /server said), app.start() (call after signing in), app.signedOut()
 * Small shared pieces (field, avatar, openDialog, copyButton, busyButton) are in ui.js, drawings in icons.js.
 */
import { html, render } from "/html.js";
import { api, onSignedOut } from "/api.js";
import { currentRoute, go, startRouter } from "/router.js";
import { toast } from "/ui.js";

const entry = (name) => () => import("/entry.js").then((m) => m[name]);
const main = () => import("/main.js").then((m) => m.main);

/** Which module draws which route. */
const screens = {
  home: main, conversation: main, requests: main, search: main, new: main,
  setup: entry("setup"), signin: entry("signin"), register: entry("register"),
  join: entry("join"), i: entry("invitation"),
  settings: () => import("/settings.js").then((m) => m.settings),
  admin: () => import("/admin.js").then((m) => m.admin),
};

const open = new Set(["setup", "signin", "register", "join", "i"]);
