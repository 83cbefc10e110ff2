/** The messages of a conversation: which are shown, where the view stands, and fetching what is missing. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { callEntry } from "/calling.js";
import { troubles, troubleWords } from "/delivery.js";
import { entriesByDay } from "/entries.js";
import { emptyLog, indexOf, rangeOf } from "/log.js";
import { messageLine, newLine, pendingLine, systemEntry } from "/message.js";
import { deliveryOf, troubleEntry } from "/outside.js";
import { nameOf } from "/people.js";
import { dayName, exact } from "/time.js";
import { openDialog } from "/ui.js";

const page = 50, most = 300;
/** What goes without saying between two people. */
const obvious = new Set(["created", "added", "invited"]);

/** Where the view of the open conversation stands. `anchor` undefined means at the end. */
let view = null;

export function openTimeline(app, c, seq) {
  const { my, head } = app.state.conversations[c] ?? { my: {}, head: 0 };
  view = { c, from: undefined, anchor: seq, newAfter: my?.read < head ? my.read : undefined, stick: !seq, place: seq ? { seq } : { end: true }, lit: seq, loading: null, failed: false, unseen: 0, lastHead: head, spoken: "" };
  fill(app);
}

export function leaveTimeline(c) {
  if (view?.c === c) view = null;
}

export function jumpTo(app, c, seq) {
  if (!view || view.c !== c) return;
  Object.assign(view, { anchor: seq, from: undefined, stick: false, place: { seq }, lit: seq, loading: null });
  fill(app);
  app.redraw();
}

/** Fetches what the view needs and does not have. */
async function fill(app) {
  const { c, anchor } = view;
  const log = app.state.logs[c] ?? emptyLog;
  const range = rangeOf(log, anchor);
  const head = app.state.conversations[c]?.head ?? 0;
  if (anchor !== undefined ? !range : !range || range[1] < head || (range[1] - range[0] < 20 && range[0] > 1)) {
    await fetchPage(app, c, anchor !== undefined ? { around: anchor } : {});
  }
}

async function fetchPage(app, c, query) {
  if (view?.c !== c || view.loading) return;
  const mine = view;
  mine.loading = query;
  mine.failed = false;
  try {
    const found = await api("GET", `/conversations/${c}/events`, { query: { limit: page, ...query } });
    const { events } = found;
    const low = query.after !== undefined ? query.after + 1 : events[0]?.seq;
    const high = query.before !== undefined ? query.before - 1 : events[events.length - 1]?.seq;
    if (low !== undefined && high >= low) app.dispatch({ type: "page", c, page: found, span: [low, high] });
    if (query.at !== undefined && events.length && view === mine && mine.loading === query) {
      const messages = events.filter((e) => e.kind === "message");
      const first = messages.find((e) => e.at >= query.at) ?? messages.at(-1) ?? events.at(-1);
      jumpTo(app, c, first.seq);
    }
  } catch {
    if (mine.loading === query) mine.failed = true;
  }
  if (mine.loading === query) mine.loading = null;
  app.redraw();
}

export async function jumpToDay(app, c) {
  const day = await openDialog("Go to a day", (close) => html`<form class="stack" onsubmit=${(e) => { e.preventDefault(); close(new FormData(e.target).get("day")); }}>
    <div class="field"><label for="day">Day</label><input id="day" name="day" type="date" required></div>
    <div class="buttons end"><button class="button primary">Go</button></div></form>`);
  if (!day || view?.c !== c) return;
  view.loading = null;
  fetchPage(app, c, { at: new Date(day + "T00:00").getTime() });
}

/** The events to show: of the stretch where the view stands, from `view.from` on. */
function shownEvents(log) {
  const range = rangeOf(log, view.anchor) ?? (view.anchor === undefined ? undefined : rangeOf(log));
  if (!range) return { events: [], range };
  const low = indexOf(log, range[0]), high = indexOf(log, range[1] + 1);
  const wanted = view.anchor === undefined ? high - page * 2 : indexOf(log, view.anchor) - page;
  view.from ??= log.events[Math.max(low, wanted)]?.seq ?? range[0];
  if (view.stick && high - indexOf(log, view.from) > most) view.from = log.events[high - page * 2].seq;
  return { events: log.events.slice(Math.max(low, indexOf(log, view.from)), high), range };
}

export function timeline(app, conversation) {
  const { state } = app;
  const c = conversation.id;
  if (view?.c !== c) openTimeline(app, c);
  const log = state.logs[c] ?? emptyLog;
  const { events, range } = shownEvents(log);
  const atHead = !range || range[1] >= conversation.head;
  view.range = range;
  view.atHead = atHead;
  noteArrivals(state, conversation, events);
  const own = state.outbox.filter((item) => item.c === c);
  const changing = Map.groupBy ? Map.groupBy(own.filter((i) => i.do !== "send"), (i) => i.target) : groupBy(own.filter((i) => i.do !== "send"));
  const telling = events.filter((e) => (conversation.kind !== "direct" || !obvious.has(e.kind)) && !(e.kind === "delivery" && e.person === state.me.id));
  const days = entriesByDay(telling, { me: state.me.id, newAfter: view.newAfter, pending: atHead ? own.filter((i) => i.do === "send") : [], readers: state.readers[c] });
  const context = { app, conversation, log, changing, lit: view.lit, delivery: atHead ? deliveryOf(state, conversation, events) : undefined };
  const beginning = range && range[0] <= 1 && (events[0]?.seq ?? 1) <= 1;
  return html`<div class="timeline-frame">
    <div class="timeline" role="region" aria-label="Messages" tabindex="0" onscroll=${(e) => scrolled(app, e.currentTarget)} onkeydown=${(e) => moveFocus(e)} ref=${keepBottom}>
      <div class="timeline-start">${view.loading ? html`<p class="soft small" role="status">Loading…</p>` : view.failed && !beginning ? html`<p class="soft small">Earlier messages cannot be reached now.</p>` : null}</div>
      ${days.map(({ day, entries }) => html`<section class="day" key=${dayName(day, Date.now())}>
        <h2 class="day-name"><span title=${exact(day)}>${dayName(day, Date.now())}</span></h2>
        <ol class="plain">${entries.map((entry) => line(context, entry))}</ol></section>`)}
      ${typingLine(state, conversation)}
    </div>
    ${(!view.stick || !atHead) && html`<button class="latest" type="button" onclick=${() => toEnd(app)}>${icon("down")}${view.unseen ? `${view.unseen} new` : "Latest"}</button>`}
    <p class="unseen" role="log" aria-live="polite" aria-relevant="additions text">${view.spoken}</p>
  </div>`;
}

const groupBy = (items) => items.reduce((map, i) => map.set(i.target, [...(map.get(i.target) ?? []), i]), new Map());

function line(context, entry) {
  if (entry.type === "new") return newLine();
  if (entry.type === "system" && entry.e.kind === "call") return callEntry(context, entry);
  if (entry.type === "system") return systemEntry(context, entry);
  if (entry.type === "trouble") return troubleEntry(context, entry);
  return entry.type === "pending" ? pendingLine(context, entry) : messageLine(context, entry);
}

/** Counts and speaks what comes while the conversation is open. */
function noteArrivals(state, conversation, events) {
  const fresh = events.filter((e) => e.seq > view.lastHead && e.kind === "message" && e.by !== state.me.id);
  const head = Math.max(view.lastHead, conversation.head);
  if (view.lastHead && fresh.length) {
    const last = fresh[fresh.length - 1];
    view.spoken = `${nameOf(state, last.by)}: ${(last.text ?? "").slice(0, 300) || "sent an attachment"}`;
    if (!view.stick) view.unseen += fresh.length;
    if (!state.attentive && view.newAfter === undefined) view.newAfter = fresh[0].seq - 1;
  }
  const trouble = events.findLast((e) => e.seq > view.lastHead && e.kind === "delivery" && troubles.has(e.state));
  if (view.lastHead && trouble) view.spoken = troubleWords(trouble, nameOf(state, trouble.person));
  view.lastHead = head;
}

function typingLine(state, conversation) {
  const people = Object.keys(state.typing[conversation.id] ?? {});
  const names = people.slice(0, 3).map((p) => nameOf(state, p));
  return html`<p class="typing" aria-live="off">${people.length > 0 && html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span dir="auto">${names.join(", ")}${people.length > 3 ? " and others" : ""} ${people.length > 1 ? "are" : "is"} typing</span>`}</p>`;
}

function toEnd(app) {
  Object.assign(view, { anchor: undefined, from: undefined, stick: true, place: { end: true, bottom: true }, loading: null, lit: undefined, unseen: 0 });
  fill(app);
  app.redraw();
}

/** After sending, the view of the conversation goes to the end. */
export const showEnd = (app, c) => view?.c === c && toEnd(app);

let scroller = null;

/** Remembers what stands where, so that drawing moves nothing. */
export function beforeDraw() {
  scroller = document.querySelector(".timeline");
  if (!scroller || !view) return;
  const top = scroller.getBoundingClientRect().top;
  const seen = [...scroller.querySelectorAll("li[id]")].find((li) => li.getBoundingClientRect().bottom > top);
  view.hold = seen && { id: seen.id, offset: seen.getBoundingClientRect().top };
}

export function afterDraw(app) {
  const box = document.querySelector(".timeline");
  if (!box || !view) return;
  if (view.place?.seq) {
    const target = document.getElementById("m-" + view.place.seq);
    if (target) {
      target.scrollIntoView({ block: "center" });
      if (!document.querySelector("dialog[open]")) target.focus({ preventScroll: true });
      view.place = null;
    }
  } else if (view.place?.end) {
    const mark = !view.place.bottom && box.querySelector(".new-line");
    box.scrollTop = box.scrollHeight;
    if (mark && mark.getBoundingClientRect().top < box.getBoundingClientRect().top) {
      box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 60;
      view.stick = false;
    }
    if (view.range && (view.atHead || view.failed || !view.place.bottom)) view.place = null;
  } else if (view.stick) box.scrollTop = box.scrollHeight;
  else if (view.hold) {
    const now = document.getElementById(view.hold.id);
    if (now) box.scrollTop += now.getBoundingClientRect().top - view.hold.offset;
  }
  queueMicrotask(() => look(app, box));
}

/** Stays at the end when the box or what is in it changes its size. */
function keepBottom(box) {
  const observer = new ResizeObserver(() => { if (view?.stick) box.scrollTop = box.scrollHeight; });
  observer.observe(box);
  return () => observer.disconnect();
}

function scrolled(app, box) {
  if (!view) return;
  const stick = view.atHead && box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  if (stick !== view.stick) {
    view.stick = stick;
    if (stick) Object.assign(view, { anchor: undefined, unseen: 0 });
    app.redraw();
  }
  look(app, box);
}

/** Fetches at the edges, and says what has been read. */
function look(app, box) {
  if (!view || !view.range) return;
  const { c, range } = view;
  const log = app.state.logs[c];
  if (!log) return;
  if (box.scrollTop < 600 && !view.loading && !view.failed) {
    const i = indexOf(log, view.from), low = indexOf(log, range[0]);
    if (i > low) {
      view.from = log.events[Math.max(low, i - page)].seq;
      app.redraw();
    } else if (range[0] > 1) fetchPage(app, c, { before: range[0] });
  }
  if (!view.atHead && box.scrollHeight - box.scrollTop - box.clientHeight < 600 && !view.loading && !view.failed) fetchPage(app, c, { after: range[1] });
  if (view.stick && app.state.attentive) app.dispatch({ type: "seen", c, seq: range[1] });
}

function moveFocus(event) {
  const here = document.activeElement?.closest?.("li.message");
  const stops = [...event.currentTarget.querySelectorAll("li.message")];
  if (event.key === "Escape") return document.querySelector("#composer")?.focus();
  if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
  const next = stops[here ? stops.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1) : stops.length - 1];
  event.preventDefault();
  if (next) next.focus();
  else if (event.key === "ArrowDown") document.querySelector("#composer")?.focus();
}
