/** For those who run the server. */
import { panes } from "/panes.js";
import { mails, reports } from "/admin-mails.js";
import { people } from "/admin-people.js";
import { connected } from "/admin-sessions.js";
import { everyInvite, numbers } from "/admin-server.js";

const administers = (app) => app.state.me?.role === "owner" || app.state.me?.role === "admin";

const screen = panes({ base: "/admin", title: "Administration", sections: [people, connected, mails, reports, everyInvite, numbers] });

export const admin = {
  ...screen,
  before(app, route) {
    if (administers(app)) screen.before(app, route);
    else if (app.state.me) app.go("/", { replace: true });
  },
  view: (app, route) => (administers(app) || !app.state.me ? screen.view(app, route) : []),
};
