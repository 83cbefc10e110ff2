/** The files that only calls need. Each names others that it needs, so they are asked for together and not as each is read. */

/** Modules; those that a conversation needs too are there already. */
export const callModules = [
  "/calls.js", "/callbar.js", "/callkeys.js", "/callmenu.js", "/callprefs.js", "/callsession.js", "/callsound.js", "/callstage.js",
  "/devicepanel.js", "/devices.js", "/ringing.js", "/ringsheet.js", "/rtc.js", "/seats.js", "/tone.js", "/unheard.js",
];

let asked = false;

/** Asks for all of them at once; the browser keeps them until they are imported. */
export function fetchCallFiles(app) {
  if (asked) return;
  asked = true;
  document.head.append(...callModules.map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href })));
  app.styles("/call.css").catch(() => {});
}

let planned = false;

/** Asks for them when the page has nothing else to do. */
export function fetchCallFilesSoon(app) {
  if (planned || asked) return;
  planned = true;
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 2000));
  idle(() => { if (app.state.link?.state === "live") fetchCallFiles(app); else planned = false; }, { timeout: 5000 });
}
