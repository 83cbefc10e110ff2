/** A page of sections: a list beside what was chosen from it; on a phone one after the other. */
import { html } from "/html.js";
import { icon } from "/icons.js";

/**
 * A section is `{id, label, icon, when?(app), enter?(app), leave?(app), view(app)}`.
 * @param {{base: string, title: string, sections: any[], foot?: (app: any) => any}} page @returns a screen, as app.js wants it
 */
export function panes({ base, title, sections, foot }) {
  let shown;
  const offered = (app) => sections.filter((s) => !s.when || s.when(app));
  const chosen = (app, route) => offered(app).find((s) => s.id === route.rest) ?? offered(app)[0];
  return {
    css: "/panes.css",
    title: (app, route) => (route.rest ? chosen(app, route)?.label : title),
    /** Comes before each drawing, as who is signed in may become known, or change, at any time. */
    before(app, route) {
      const next = app.state.me && chosen(app, route);
      if (next === shown) return;
      const moved = shown && route.rest;
      shown?.leave?.(app);
      shown = next;
      next?.enter?.(app);
      if (moved) requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".pane h1")?.focus()));
    },
    leave(app) {
      shown?.leave?.(app);
      shown = undefined;
    },
    view(app, route) {
      if (!app.state.me) return html`<main class="page"><h1>${title}</h1><p class="soft" role="status">Connecting…</p></main>`;
      const section = chosen(app, route);
      return html`<main class=${"panes" + (route.rest ? "" : " at-list") + (base === "/admin" ? " broad" : "")}>
        <nav class="panes-nav" aria-label=${title}>
          <header>${backTo("/", "Back to your conversations")}<h1>${title}</h1></header>
          <ul class="plain">${offered(app).map((s) => entry(base, s, s === section, route))}</ul>
          ${foot?.(app)}
        </nav>
        <div class="pane" key=${section?.id}><div class="pane-body">
          <header>${backTo(base, "All of " + title.toLowerCase())}<h1 tabindex="-1">${section?.label}</h1></header>
          ${section?.view(app)}
        </div></div>
      </main>`;
    },
  };
}

const backTo = (href, label) => html`<a class="round flips" href=${href} aria-label=${label}>${icon("back")}</a>`;

const entry = (base, s, current, route) => html`<li><a href=${base + "/" + s.id} aria-current=${current ? (route.rest ? "page" : "true") : null}>
  ${icon(s.icon)}<span class="grow">${s.label}</span></a></li>`;

/** A part of a section with a heading of its own. */
export const part = (heading, ...children) => html`<section class="part">${heading && html`<h2>${heading}</h2>`}${children}</section>`;

/** Something asked of the server for a section: not yet there, there, or refused. */
export class Fetched {
  /** @param {(app: any) => Promise<any>} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /** Asks (again). What was there stays until the answer comes. */
  async load(app) {
    const asked = (this.asked = {});
    try {
      const value = await this.ask(app);
      if (this.asked !== asked) return;
      this.value = value;
      this.problem = undefined;
    } catch (problem) {
      if (this.asked !== asked) return;
      this.problem = problem;
    }
    app.redraw();
  }

  /** Adds the next part to what is there: `join(value, part)`; pressed again meanwhile, or loaded anew, it is passed over. */
  async more(app, ask, join) {
    const { asked, value } = this;
    if (this.adding === value) return;
    this.adding = value;
    const part = await ask(value).catch((problem) => { app.toast(problem.message || "Something went wrong"); });
    if (this.adding === value) this.adding = undefined;
    if (part && this.asked === asked && this.value === value) this.value = join(value, part);
    app.redraw();
  }

  forget() {
    this.asked = this.value = this.problem = undefined;
  }

  /** @param {any} app @param {(value: any) => any} make */
  view(app, make) {
    const refused = this.problem && html`<div class="notice bad refused" role="alert"><span class="grow">${this.problem.message}</span>
      <button class="button" type="button" onclick=${() => this.load(app)}>Try again</button></div>`;
    if (this.value === undefined) return refused || html`<p class="soft" role="status">Loading…</p>`;
    return html`${refused}${make(this.value)}`;
  }
}

/** Does something, says what came of it. @returns {Promise<boolean>} */
export async function attempt(app, work, said) {
  try {
    await work();
    if (said) app.toast(said);
    return true;
  } catch (problem) {
    app.toast(problem.message || "Something went wrong");
    return false;
  }
}

/** Runs `work` now and every `ms` while the page is looked at; returns what stops it. */
export function whileVisible(work, ms) {
  const tick = () => document.hidden || work();
  const timer = setInterval(tick, ms);
  document.addEventListener("visibilitychange", tick);
  tick();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}
