/** Searching all that one may read, or one conversation. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { plainHit } from "/markup.js";
import { conversationTitle, nameOf } from "/people.js";
import { markedText } from "/rich.js";
import { exact, ago } from "/time.js";
import { avatar, sayError } from "/ui.js";

let q = "", c = "", hits = [], next = null, state = "idle", wrong = "", asking, asked = "";
/** The newest question; answers to older ones are passed over. */
let turn = {};

export function enterSearch(app, route) {
  c = route.query.get("c") ?? "";
  const wanted = route.query.get("q") ?? "";
  if (wanted && wanted !== q) {
    q = wanted;
    look(app);
  } else if (c !== asked) {
    hits = [];
    if (q) look(app);
  }
}

function typed(app, text) {
  q = text;
  turn = {};
  clearTimeout(asking);
  if (!q.trim()) {
    hits = [];
    state = "idle";
  } else asking = setTimeout(() => look(app), 250);
  app.redraw();
}

async function look(app, before) {
  if (before && state === "asking") return;
  const mine = (turn = {});
  clearTimeout(asking);
  asked = c;
  state = "asking";
  app.redraw();
  try {
    const found = await api("GET", "/search", { query: { q: q.trim(), c, before, limit: 20 } });
    if (mine !== turn) return;
    app.dispatch({ type: "people", people: found.people });
    hits = before ? [...hits, ...found.hits] : found.hits;
    next = found.next;
    state = "done";
  } catch (problem) {
    if (mine !== turn) return;
    wrong = sayError(problem);
    state = "failed";
  }
  app.redraw();
}

export function searchPage(app) {
  const within = app.state.conversations[c];
  return html`<section class="page-inner" aria-label="Search">
    <header class="talk-head"><h1 class="unseen">Search</h1><a class="round back" href=${within ? "/c/" + c : "/"} aria-label="Back">${icon("back")}</a>
      <form class="find grow" role="search" onsubmit=${(e) => { e.preventDefault(); look(app); }}>${icon("search")}<input type="search" dir="auto" aria-label="Search messages" placeholder=${within ? "Search in " + conversationTitle(app.state, within) : "Search messages"}
        value=${q} oninput=${(e) => typed(app, e.target.value)} ref=${(input) => queueMicrotask(() => input.focus())}></form></header>
    ${within && html`<p class="search-where"><span class="chip"><span dir="auto">In ${conversationTitle(app.state, within)}</span><a href=${"/search?q=" + encodeURIComponent(q)} aria-label="Search everywhere">${icon("close")}</a></span></p>`}
    <div class="page-scroll" aria-live="polite" aria-busy=${String(state === "asking")}>${results(app)}</div></section>`;
}

function results(app) {
  if (state === "failed") return html`<p class="empty wrong">${wrong}</p>`;
  if (!q.trim()) return html`<p class="empty soft">Words, parts of words, names of files – in any language.</p>`;
  if (!hits.length) return html`<p class="empty soft">${state === "asking" ? "Searching…" : "Nothing found."}</p>`;
  return html`<ul class="plain hits">${hits.map((hit) => row(app, hit))}</ul>
    ${next && html`<div class="buttons"><button class="button" type="button" onclick=${() => look(app, next)}>More</button></div>`}`;
}

function row(app, hit) {
  const { state: s } = app;
  const conversation = s.conversations[hit.c];
  const { text, marks } = plainHit(hit.text ?? hit.e.text ?? "", hit.marks);
  const from = Math.max(0, (marks[0]?.[0] ?? 0) - 80);
  return html`<li key=${hit.c + hit.e.seq}><a class="hit" href=${`/c/${hit.c}/${hit.e.seq}`}>${avatar(s.people[hit.e.by] ?? (hit.e.by === s.me?.id ? s.me : undefined), "small")}
    <span class="grow"><span class="hit-where"><b dir="auto">${nameOf(s, hit.e.by)}</b> <span class="soft small" dir="auto">${c ? "" : conversationTitle(s, conversation)}</span> <time class="soft small" title=${exact(hit.e.at)}>${ago(hit.e.at, Date.now())}</time></span>
    <span class="hit-text" dir="auto">${from > 0 ? "…" : ""}${markedText(text.slice(from, from + 280), marks.map(([start, length]) => [start - from, length]).filter(([start]) => start < 280))}</span></span></a></li>`;
}
