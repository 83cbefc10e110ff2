/** Telling somebody: toasts in the page, notifications, the badge, and Web Push. */
import { html } from "/html.js";
import { api } from "/api.js";
import { conversationTitle, preview } from "/people.js";
import { toast } from "/ui.js";

/** True when a message matters to this person by the level of its conversation. */
export function matters(state, c, e) {
  const my = state.conversations[c]?.my;
  if (!my || state.self.dnd || my.level === "none") return false;
  return my.level !== "mentions" || !!e.mentions?.some((p) => p === "all" || p === state.me.id);
}

/** Says that a message has come, unless it is being looked at. */
export function announce(app, c, e) {
  const { state } = app;
  if (!matters(state, c, e) || (state.attentive && state.open === c)) return;
  const conversation = state.conversations[c];
  const title = conversationTitle(state, conversation);
  const who = state.people[e.by]?.name ?? "Somebody";
  const path = `/c/${c}/${e.seq}`;
  if (state.attentive) {
    const from = conversation.kind === "direct" ? who : `${who} in ${title}`;
    toast(html`<b dir="auto">${from}</b><br><span dir="auto">${preview(state, e).slice(0, 140)}</span>`, { action: () => app.go("/c/" + c), seconds: 6 });
  } else if (globalThis.Notification?.permission === "granted" && !pushed) {
    const shown = new Notification(conversation.kind === "direct" ? who : `${who} · ${title}`, { body: preview(state, e).slice(0, 200), tag: c, icon: "/icon.svg" });
    shown.onclick = () => { focus(); app.go(path); shown.close(); };
  }
}

export function showBadge(count) {
  if (count) navigator.setAppBadge?.(count).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}

let pushed = false;

/** What stands: `on`, `off`, `denied`, or `impossible` here. */
export async function notificationState() {
  if (!globalThis.Notification) return "impossible";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker?.getRegistration();
  pushed = !!(await registration?.pushManager?.getSubscription());
  return Notification.permission === "granted" ? "on" : "off";
}

/** Asks for permission, and subscribes to Web Push where the server has a key. @param {any} server what GET /server said */
export async function turnOnNotifications(server) {
  if ((await Notification.requestPermission()) !== "granted") return notificationState();
  const registration = await navigator.serviceWorker?.ready;
  if (server?.push_key && registration?.pushManager) {
    const key = Uint8Array.from(atob(server.push_key.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    try {
      const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      const { endpoint, keys } = subscription.toJSON();
      await api("PUT", "/push", { body: { endpoint, keys } });
    } catch { /* no push service here: notifications while the page is open remain */ }
  }
  return notificationState();
}

export async function turnOffPush() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  if (!subscription) return;
  await api("POST", "/push/remove", { body: { endpoint: subscription.endpoint } }).catch(() => {});
  await subscription.unsubscribe();
  pushed = false;
}
