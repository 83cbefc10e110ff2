/**
 * What was typed and is not acknowledged yet. Sent in order, once: per conversation one at a time, each with its own key.
 *
 * @typedef {{key: string, do: "send"|"edit"|"retract"|"react", c: string, at: number, text?: string, target?: number,
 *   emoji?: string, on?: boolean, reply?: number, attachments?: any[], mentions?: string[],
 *   state?: "waiting"|"sending"|"sent"|"failed", problem?: any, seq?: number}} Item
 */

/** @param {Item[]} outbox @param {Item} item @returns {Item[]} */
export function enqueue(outbox, item) {
  if (outbox.some((other) => other.key === item.key)) return outbox;
  return [...outbox, { ...item, state: "waiting" }];
}

/** Items to send now: the first unsent of each conversation, unless it is on its way or has failed for good. */
export function ready(outbox) {
  const seen = new Set();
  return outbox.filter((item) => {
    if (item.state === "sent" || item.state === "failed" || seen.has(item.c)) return false;
    seen.add(item.c);
    return item.state === "waiting";
  });
}

const change = (outbox, key, fields) => outbox.map((item) => (item.key === key ? { ...item, ...fields } : item));

export const sending = (outbox, key) => change(outbox, key, { state: "sending", problem: undefined });
export const acknowledged = (outbox, key, seq, at) => change(outbox, key, { state: "sent", seq, at, problem: undefined });
export const refused = (outbox, key, problem) => change(outbox, key, { state: "failed", problem });
export const again = (outbox, key) => change(outbox, key, { state: "waiting", problem: undefined });
export const discard = (outbox, key) => outbox.filter((item) => item.key !== key);
/** The connection broke: whatever was on its way may not have arrived, and is sent again with the same key. */
export const interrupted = (outbox) => outbox.map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
/** Items whose events have come, or whose numbers the log already holds, are done. */
export const settled = (outbox, c, keys, upTo) =>
  outbox.filter((item) => item.c !== c || !(keys.has(item.key) || (item.state === "sent" && item.seq <= upTo)));
export const waitingCount = (outbox) => outbox.filter((item) => item.state === "waiting" || item.state === "sending").length;

/** The command that goes over the wire. @param {Item} item */
export function commandOf(item) {
  const { c, key, target, text, reply, emoji, on } = item;
  const mentions = item.mentions?.length ? item.mentions : undefined;
  if (item.do === "send") {
    return { c, key, text: text ?? "", reply, attachments: item.attachments?.length ? item.attachments.map((a) => a.id) : undefined, mentions };
  }
  if (item.do === "edit") return { c, key, target, text, mentions };
  return item.do === "react" ? { c, key, target, emoji, on } : { c, key, target };
}
