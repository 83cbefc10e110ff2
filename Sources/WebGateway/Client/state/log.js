/**
 * What is held of a conversation's log: events by number, which stretches of it are whole, and what later events change.
 *
 * @typedef {{seq: number, at: number, by: string, kind: string, [field: string]: any}} LogEvent
 * @typedef {{events: LogEvent[], ranges: [number, number][], changes: Record<number, LogEvent[]>}} Log
 * @typedef {{text: string, mentions: string[], edited: number, retracted: boolean, waiting: boolean,
 *   reactions: {emoji: string, people: string[]}[]}} Folded
 */

/** @type {Log} */
export const emptyLog = { events: [], ranges: [], changes: {} };
const changing = new Set(["edit", "retract", "react"]);

/**
 * Adds a whole stretch of events, and `later` ones that change messages in it. Adding again changes nothing.
 * @param {Log} log @param {LogEvent[]} events ascending @param {LogEvent[]} [later] @param {[number, number]} [span] what the stretch covers
 * @returns {Log}
 */
export function addEvents(log, events, later = [], span) {
  const covered = span ?? (events.length ? [events[0].seq, events[events.length - 1].seq] : undefined);
  const merged = mergeEvents(log.events, events);
  const changes = noteChanges(log.changes, [...events, ...later]);
  const retracted = new Set([...events, ...later].filter((e) => e.kind === "retract").map((e) => e.target));
  return {
    events: retracted.size ? merged.map((e) => (retracted.has(e.seq) || retracted.has(e.target) ? blank(e) : e)) : merged,
    ranges: covered ? mergeRanges([...log.ranges, covered]) : log.ranges,
    changes,
  };
}

/** A retracted event keeps its number and nothing else. */
function blank(e) {
  if (e.kind === "message") return { seq: e.seq, at: e.at, by: e.by, kind: e.kind, key: e.key, text: "", retracted: true };
  return e.kind === "edit" ? { ...e, text: "" } : e;
}

function mergeEvents(before, added) {
  if (!added.length) return before;
  if (!before.length || before[before.length - 1].seq < added[0].seq) return [...before, ...added];
  const bySeq = new Map(before.map((e) => [e.seq, e]));
  for (const e of added) bySeq.set(e.seq, e);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Joins stretches that touch. @param {[number, number][]} ranges */
export function mergeRanges(ranges) {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  /** @type {[number, number][]} */
  const joined = [];
  for (const [from, to] of sorted) {
    const last = joined[joined.length - 1];
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function noteChanges(before, events) {
  let changes = before;
  for (const e of events) {
    if (!changing.has(e.kind)) continue;
    const known = changes[e.target] ?? [];
    if (known.some((other) => other.seq === e.seq)) continue;
    changes = { ...changes, [e.target]: [...known, e].sort((a, b) => a.seq - b.seq) };
  }
  return changes;
}

/** The stretch that holds `seq`, or the last one. @returns {[number, number]|undefined} */
export function rangeOf(log, seq) {
  if (seq === undefined) return log.ranges[log.ranges.length - 1];
  return log.ranges.find(([from, to]) => from <= seq && seq <= to);
}

/** The event with a number. Events are sorted, so this halves. @returns {LogEvent|undefined} */
export function eventAt(log, seq) {
  const i = indexOf(log, seq);
  return log.events[i]?.seq === seq ? log.events[i] : undefined;
}

/** Where the first event not below `seq` stands. */
export function indexOf(log, seq) {
  let low = 0, high = log.events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log.events[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A message as it stands now: its last text and the reactions to it; `pending` are commands of `me` not answered yet.
 * @param {LogEvent} e @param {LogEvent[]} [changes] @param {any[]} [pending] @param {string} [me] @returns {Folded}
 */
export function foldMessage(e, changes = [], pending = [], me = "") {
  const folded = { text: e.text ?? "", mentions: e.mentions ?? [], edited: 0, retracted: !!e.retracted, waiting: false };
  const reactions = new Map();
  const all = [...changes.map((c) => [c.kind, c]), ...pending.map((p) => [p.do, { ...p, by: me }])];
  for (const [kind, change] of all) {
    if (kind === "edit") Object.assign(folded, { text: change.text, mentions: change.mentions ?? [], edited: folded.edited + 1 });
    else if (kind === "retract") folded.retracted = true;
    else toggle(reactions, change);
  }
  folded.waiting = pending.some((p) => p.do !== "react");
  if (folded.retracted) Object.assign(folded, { text: "", mentions: [] });
  return { ...folded, reactions: folded.retracted ? [] : [...reactions].map(([emoji, people]) => ({ emoji, people: [...people] })).filter((r) => r.people.length) };
}

function toggle(reactions, { emoji, on, by }) {
  if (!reactions.has(emoji)) reactions.set(emoji, new Set());
  on ? reactions.get(emoji).add(by) : reactions.get(emoji).delete(by);
}

/** The newest `count` events of the last stretch: what is kept for reading offline. @param {Log} log @returns {Log} */
export function tail(log, count) {
  const range = rangeOf(log);
  if (!range) return emptyLog;
  const events = log.events.filter((e) => e.seq >= range[0]).slice(-count);
  const from = events[0]?.seq ?? range[0];
  const changes = Object.fromEntries(Object.entries(log.changes).filter(([target]) => Number(target) >= from));
  return { events, ranges: events.length ? [[from, range[1]]] : [], changes };
}
