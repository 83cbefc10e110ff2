/** One's own avatar and what is behind it: status, notifications, settings. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { notificationState, turnOnNotifications } from "/notify.js";
import { openMenu } from "/popover.js";
import { openHelp } from "/shortcuts.js";
import { avatar, openDialog } from "/ui.js";

export function ownButton(app) {
  const { me, self, link } = app.state;
  const state = link.state !== "live" ? "unknown" : self.dnd ? "dnd" : self.activity === "idle" ? "away" : "available";
  return html`<button class="face own" type="button" aria-haspopup="menu" aria-label=${`${me?.name ?? ""}: your status and settings`} onclick=${(e) => openOwn(app, e.currentTarget)}>
    ${avatar(me, "small")}<span class=${"dot " + state}></span></button>`;
}

async function openOwn(app, anchor) {
  const { me, self } = app.state;
  const notices = await notificationState();
  const setStatus = (fields) => {
    app.dispatch({ type: "self", self: fields });
    app.command("status", fields).catch((problem) => app.toast(problem.message));
  };
  openMenu(anchor, [
    { heading: me.name, note: me.address ?? (me.role === "guest" ? "Guest" : "") },
    { icon: "smile", label: self.text || "Set a status…", act: () => askStatus(self.text, setStatus) },
    { icon: "moon", label: "Do not disturb", checked: self.dnd, act: () => setStatus({ dnd: !self.dnd }) },
    notices === "off" && { icon: "bell", label: "Turn on notifications", act: () => turnOnNotifications(app.server).then((now) => app.toast(now === "on" ? "Notifications are on" : "Notifications stay off")) },
    { icon: "settings", label: "Settings", href: "/settings" },
    (me.role === "owner" || me.role === "admin") && { icon: "admin", label: "Administration", href: "/admin" },
    { icon: "help", label: "Keyboard shortcuts", act: openHelp },
    { icon: "leave", label: "Sign out", act: async () => { await api("DELETE", "/session").catch(() => {}); app.signedOut(); } },
  ]);
}

async function askStatus(before, set) {
  let text = before;
  const choices = ["In a meeting", "Focusing", "On the way", "Back this afternoon"];
  const chosen = await openDialog("Your status", (close, redraw) => html`
    <form class="stack" onsubmit=${(e) => { e.preventDefault(); close(text.trim()); }}>
      <input aria-label="Status" dir="auto" maxlength="100" placeholder="What should people know?" value=${text} oninput=${(e) => { text = e.target.value; redraw(); }}>
      <div class="buttons">${choices.map((c) => html`<button class="chip" type="button" onclick=${() => close(c)}>${c}</button>`)}</div>
      <div class="buttons end">${before && html`<button class="button quiet" type="button" onclick=${() => close("")}>Clear</button>`}<button class="button primary">Set</button></div>
    </form>`);
  if (chosen !== undefined) set({ text: chosen });
}
