/** What is set in this browser only: notifications and looks. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { notificationState, turnOffPush, turnOnNotifications } from "/notify.js";
import { attempt, part } from "/panes.js";
import { mailNotices } from "/settings-mail.js";
import { setTheme, theme } from "/theme.js";

let standing = "", pushing = false;

async function look(app) {
  const registration = await navigator.serviceWorker?.getRegistration();
  pushing = !!(await registration?.pushManager?.getSubscription().catch(() => null));
  standing = await notificationState();
  app.redraw();
}

const turn = (app, work) => attempt(app, work).then(() => look(app));

async function test() {
  const registration = await Promise.race([navigator.serviceWorker?.ready, new Promise((resolve) => setTimeout(resolve, 15_000))]);
  const text = { body: "Notifications work in this browser.", icon: "/icon.svg", tag: "test" };
  registration ? await registration.showNotification("Confab", text) : new Notification("Confab", text);
}

async function turnOn(app) {
  await turn(app, () => turnOnNotifications(app.server));
  if (standing === "on") app.toast(pushing ? "On, also while Confab is closed" : "On while Confab is open; this browser gives no push here");
}

const onButton = (app, label) => html`<button class="button primary" type="button" onclick=${() => turnOn(app)}>${label}</button>`;
const tryOut = (app) => html`<button class="button" type="button" onclick=${() => attempt(app, test, "A notification is on its way")}>Send a test</button>`;

const standings = {
  "": () => ["bell", "Looking…", ""],
  impossible: () => ["silent", "Not possible here", "This browser has no notifications. On a phone, first add Confab to the home screen and open it from there."],
  denied: () => ["silent", "Blocked by this browser", "You, or somebody at this browser, said no. Open the site's settings (the sign beside the address), allow notifications, and come back."],
  off: (app) => ["silent", "Off", "You are told of messages only while you look at Confab.", onButton(app, "Turn on")],
  on: (app) => pushing
    ? ["bell", "On, also while Confab is closed", "This browser is told of new messages at any time. What each conversation may tell you of is set in the conversation.",
      html`${tryOut(app)}<button class="button" type="button" onclick=${() => turn(app, turnOffPush)}>Only while it is open</button>`]
    : ["bell", "On while Confab is open", "A tab of Confab has to be open, also in the background.", html`${onButton(app, "Also while it is closed")}${tryOut(app)}`],
};

export const notifications = {
  id: "notifications", label: "Notifications", icon: "bell",
  enter: look,
  leave() { standing = ""; },
  view(app) {
    const [drawing, title, text, actions] = standings[standing](app);
    return html`${part("", html`<p class="soft">For this browser.</p>
      <div class="card standing">${icon(drawing)}<div class="grow" role="status"><h2>${title}</h2><p class="soft">${text}</p></div>
        ${actions && html`<div class="buttons">${actions}</div>`}</div>
      ${app.state.self?.dnd && html`<p class="notice">“Do not disturb” is on, so nothing is shown now. <a href="/settings/profile">Change it</a></p>`}`)}
      ${mailNotices(app)}`;
  },
};

const looks = [["auto", "As the device", "Light by day, dark by night, if the device does so"], ["light", "Light", "Always light"], ["dark", "Dark", "Always dark"]];

export const appearance = {
  id: "appearance", label: "Appearance", icon: "moon",
  view: (app) => part("", html`<fieldset class="looks"><legend class="soft">Kept in this browser.</legend>
    ${looks.map(([name, label, hint]) => html`<label class="card" key=${name}>
      <span class=${"swatch " + name} aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="check"><input type="radio" name="theme" value=${name} checked=${theme() === name} onchange=${() => { setTheme(name); app.redraw(); }}>
      <span>${label}<br><span class="soft small">${hint}</span></span></span></label>`)}</fieldset>`),
};
