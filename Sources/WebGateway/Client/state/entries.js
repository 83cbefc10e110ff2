/** What a timeline shows, line by line, from events. Pure. */
import { troubles } from "/delivery.js";
import { sameDay } from "/time.js";

const together = 5 * 60_000;
const lines = new Set(["created", "title", "added", "invited", "joined", "left", "removed", "role"]);

/** A call is one line: that it began, until it has ended. */
const callShown = (events) => {
  const ended = new Set(events.filter((e) => e.kind === "call" && e.state === "ended").map((e) => e.call));
  return (e) => e.kind === "call" && (e.state === "ended" || !ended.has(e.call));
};

/**
 * @typedef {{type: "message"|"system"|"trouble"|"new"|"pending", key: string, e?: any, item?: any, first?: boolean, readers?: string[]}} Entry
 * @param {any[]} events those to show @param {{me: string, newAfter?: number, pending?: any[], readers?: Record<string, number>}} context
 * @returns {{day: number, entries: Entry[]}[]} by day
 */
export function entriesByDay(events, { me, newAfter, pending = [], readers = {} }) {
  const days = [];
  const isCall = callShown(events);
  let before, marked = newAfter === undefined;
  const add = (at, entry) => {
    const last = days[days.length - 1];
    if (!last || !sameDay(last.day, at)) {
      days.push({ day: at, entries: [entry] });
      before = undefined;
    } else last.entries.push(entry);
  };
  for (const e of events) {
    const trouble = e.kind === "delivery" && troubles.has(e.state);
    const shown = e.kind === "message" || lines.has(e.kind) || trouble || isCall(e);
    if (!shown) continue;
    if (!marked && e.seq > newAfter && e.kind === "message" && e.by !== me) {
      add(e.at, { type: "new", key: "new" });
      marked = true;
      before = undefined;
    }
    if (e.kind !== "message") {
      add(e.at, { type: trouble ? "trouble" : "system", key: "s" + e.seq, e });
      before = undefined;
      continue;
    }
    const first = !before || before.by !== e.by || e.at - before.at > together || !!e.reply || !!e.mail;
    const entry = { type: "message", key: "m" + e.seq, e, first, readers: [] };
    add(e.at, entry);
    if (days[days.length - 1].entries[0] === entry) entry.first = true;
    before = e;
  }
  pending.forEach((item) => {
    add(item.at, { type: "pending", key: "k" + item.key, item, first: !before || before.by !== me || item.at - before.at > together || !!item.reply });
    before = { by: me, at: item.at };
  });
  placeReaders(days, readers, me);
  return days;
}

/** Each reader stands at the last message that they have read, among those shown. */
function placeReaders(days, readers, me) {
  const messages = days.flatMap((d) => d.entries).filter((entry) => entry.type === "message");
  for (const [person, seq] of Object.entries(readers)) {
    if (person === me) continue;
    let place;
    for (const entry of messages) {
      if (entry.e.seq > seq) break;
      place = entry;
    }
    if (place && place.e.by !== person) place.readers.push(person);
  }
}

/** Who is named in a text: ids, or `["all"]`. @param {string} text @param {{id: string, name: string}[]} people */
export function mentionsIn(text, people) {
  if (/(^|[^\p{L}\p{N}_@])@all(?![\p{L}\p{N}_])/u.test(text)) return ["all"];
  return people.filter(({ name }) => name && mentionPlaces(text, name).length).map(({ id }) => id);
}

/** Where “@name” stands in a text. @returns {number[]} */
export function mentionPlaces(text, name) {
  const places = [];
  const wanted = "@" + name;
  const edge = /[\p{L}\p{N}_]/u;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!edge.test(text[at - 1] ?? " ") && !edge.test(text[at + wanted.length] ?? " ")) places.push(at);
  }
  return places;
}
