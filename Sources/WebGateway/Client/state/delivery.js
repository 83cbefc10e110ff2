/**
 * What became of the mails to people outside: the newest state of each. Pure.
 *
 * @typedef {{person: string, state: "queued"|"held"|"sent"|"bounced"|"opened"|"answered"|"away"|"stopped", at: number, upto: number, text?: string}} Delivery
 */

/** States that get a line of their own. */
export const troubles = new Set(["bounced", "away", "stopped"]);
/** States of a mail that is out: what was written after `upto` is not in it. */
const carried = new Set(["sent", "opened", "answered", "away"]);

/** The list of a summary after one more event. @param {Delivery[]|undefined} list @param {any} e @returns {Delivery[]} */
export function noteDelivery(list, { person, state, at, upto, text }) {
  return [...(list ?? []).filter((d) => d.person !== person), { person, state, at, upto, text }];
}

/** The newest state by person, of what the summary and the member list say. @returns {Record<string, Delivery>} */
export function outsideOf(conversation, members = []) {
  const found = {};
  const listed = members.filter((m) => m.delivery).map((m) => ({ ...m.delivery, person: m.person }));
  for (const d of [...listed, ...(conversation?.outside ?? [])]) if (!(found[d.person]?.at > d.at)) found[d.person] = d;
  return found;
}

const words = {
  queued: "Queued for mail", held: "Not mailed: the last mail is not answered yet", sent: "Sent by mail", bounced: "Mail not delivered",
  opened: "Opened the link", answered: "Answered by mail", away: "Mailed; their mailbox answered by itself", stopped: "Wants no more mail",
};

/** The state in words, of a message with number `seq`, or of no message. @param {Delivery} d @param {{seq?: number, sends?: boolean}} [options] */
export function deliveryWords(d, { seq = 0, sends = true } = {}) {
  if (carried.has(d.state) && seq > d.upto) return "Not mailed yet";
  if (!sends && d.state === "sent") return "Mail written into the server’s folder";
  return words[d.state] ?? "";
}

const short = { queued: "queued", held: "not mailed", sent: "sent", bounced: "bounced", opened: "opened", answered: "answered", away: "sent", stopped: "stopped", later: "not mailed yet", read: "read" };
const order = ["read", "answered", "opened", "sent", "away", "queued", "later", "held", "bounced", "stopped"];

/** “3 by mail: 2 sent, 1 bounced”, of a message with number `seq`. @param {Delivery[]} list @param {Record<string, number>} [readers] */
export function deliverySummary(list, seq, readers = {}) {
  const counts = new Map();
  const stateOf = (d) => (troubles.has(d.state) && d.state !== "away" ? d.state : readers[d.person] >= seq ? "read" : carried.has(d.state) && seq > d.upto ? "later" : d.state);
  for (const state of list.map(stateOf).sort((a, b) => order.indexOf(a) - order.indexOf(b))) counts.set(short[state], (counts.get(short[state]) ?? 0) + 1);
  const parts = [...counts].map(([word, n]) => (list.length > 1 && n === list.length ? "all " + word : list.length === 1 ? word : `${n} ${word}`));
  return list.length ? `${list.length} by mail: ${parts.join(", ")}` : "";
}

/** What a trouble event says. @param {any} e @param {string} who */
export function troubleWords(e, who) {
  const said = e.text?.trim();
  if (e.state === "bounced") return `Mail to ${who} could not be delivered${said ? ": " + said : "."}`;
  if (e.state === "away") return `${who} answered automatically${said ? `: “${said}”` : "."}`;
  return `${who} asked for no more mail.`;
}

/** True when no later event speaks of the same person: its buttons still mean something. @param {any} e @param {Record<string, Delivery>} outside */
export const stands = (e, outside) => outside[e.person]?.state === e.state && outside[e.person].at === e.at;
