/** Keys of a call: M mutes, S says who speaks, holding Space talks, F6 goes to what rings or to the call. */
import { prefs } from "/callprefs.js";
import { speakingWords } from "/callwords.js";

const typed = (target) => target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(range|checkbox|radio|button)$/.test(target.type));
const pressed = (target) => !!target.closest("button, a, summary, [role^=menuitem], input, select, textarea");

/** @param {() => import("/callsession.js").Session|null} session */
export function callShortcuts(app, session) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target } = event;
    if (event.key === "F6") return toCall(event);
    const held = session();
    if (!held || typed(target)) return;
    if (event.key === " " && prefs().hold && !pressed(target)) {
      event.preventDefault();
      if (!event.repeat) held.hold(true);
    } else if (event.repeat || event.shiftKey || target.closest("li.message, [role=menu]")) return;
    else if (event.key === "m" && held.mayBeHeard) held.setMuted(!held.muted);
    else if (event.key === "s") app.toast(speakingWords(app.state, held.c));
  });
  addEventListener("keyup", (event) => event.key === " " && session()?.hold(false));
  addEventListener("blur", () => session()?.hold(false));
}

function toCall(event) {
  const place = [".ring-sheet button", ".call button", ".back-bar button", ".call-banner button"].map((s) => document.querySelector(s)).find(Boolean);
  if (!place) return;
  event.preventDefault();
  place.focus();
}
