/** What calls are called. Pure. */
import { nameOf } from "/people.js";
import { seatOf } from "/callstate.js";

/** “4 min”, “under a minute”, “1 h 5 min” of seconds. */
export function callLength(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return "under a minute";
  return minutes < 60 ? minutes + " min" : `${Math.floor(minutes / 60)} h` + (minutes % 60 ? ` ${minutes % 60} min` : "");
}

/** The line of a call's event. */
export function callLine(state, e) {
  const who = nameOf(state, e.by);
  if (e.state === "started") return `${who} began a call`;
  if (e.missed?.includes(state.me?.id)) return "Missed call from " + who;
  if (e.people <= 1) return `${who} called · no answer`;
  return `${who} called · ${callLength(e.seconds)}` + (e.people > 2 ? ` · ${e.people} people` : "");
}

/** Names in one phrase: “Ben”, “Ben and Cleo”, “Ben, Cleo and 3 more”. */
export function namesOf(state, people, most = 3) {
  const names = people.slice(0, people.length > most ? most - 1 : most).map((p) => nameOf(state, p));
  const more = people.length - names.length;
  if (more) return `${names.join(", ")} and ${more} more`;
  return names.length > 1 ? names.slice(0, -1).join(", ") + " and " + names[names.length - 1] : names[0] ?? "";
}

/** Who speaks now. */
export function speakingWords(state, c) {
  const people = state.speaking[c] ?? [];
  if (!people.length) return "Nobody speaks now";
  const feeds = Object.fromEntries((state.calls?.[c]?.feeds ?? []).map((feed) => [feed.id, feed]));
  const names = namesOf({ ...state, people: { ...state.people, ...feeds } }, people);
  return names + (people.length > 1 || people[0] === state.me?.id ? " speak now" : " speaks now");
}

/** What a change of a call one is in says aloud. @returns {string[]} */
export function callNews(state, before, call) {
  if (!before || !call) return [];
  const me = state.me.id, said = [];
  const came = call.people.filter((s) => s.p !== me && !seatOf(before, s.p)).map((s) => s.p);
  const left = before.people.filter((s) => s.p !== me && !seatOf(call, s.p)).map((s) => s.p);
  if (came.length && call.count > before.count) said.push(namesOf(state, came) + " joined");
  if (left.length && call.count < before.count) said.push(namesOf(state, left) + " left");
  if (call.recording && !before.recording) said.push(`${nameOf(state, call.recording.by)} began recording`);
  if (!call.recording && before.recording) said.push("The recording has ended");
  const hands = call.people.filter((s) => s.hand && s.p !== me && !seatOf(before, s.p)?.hand).map((s) => s.p);
  if (hands.length) said.push(namesOf(state, hands) + (hands.length > 1 ? " raised their hands" : " raised a hand"));
  const was = seatOf(before, me), am = seatOf(call, me);
  if (was && am && was.listener !== am.listener && !!was.listener !== !!am.listener) said.push(am.listener ? "You only listen now" : "You may speak now");
  if (was?.hand && am && !am.hand) said.push("Your hand is down");
  return said;
}

/** What stands beside a name. @param {import("/callstate.js").Seat} seat */
export function seatWords(seat) {
  return [seat.away && "reconnecting", seat.hand && "hand raised", seat.listener ? "listens" : seat.muted && "muted", seat.deaf && "hears nothing", seat.poor && "poor network"].filter(Boolean);
}

/** Why somebody is not heard, and what to do. */
export const microphoneWords = {
  denied: ["The microphone is not allowed here", "Press the sign beside the address, allow the microphone, and try again."],
  none: ["No microphone was found", "Plug one in, or join to listen."],
  busy: ["The microphone cannot be used now", "Another program may hold it. Close that, and try again."],
  insecure: ["This address is not safe enough for calls", "Browsers allow the microphone only over https. Ask who runs this server."],
};

/** To who speaks while muted. @param {boolean} hold they may hold Space to talk */
export const mutedWords = (hold, keys = matchMedia("(pointer: fine)").matches) =>
  "You are muted. " + (keys ? `Press M to be heard${hold ? ", or hold Space to talk" : ""}.` : "Press Unmute to be heard.");

/** Why a call does not hold. */
export const troubleWords = {
  unreachable: ["No sound gets through", "This network or a firewall keeps calls out. Try another network, such as a phone's, or ask who runs this server."],
  offline: ["No connection to the server", "It goes on by itself when the network is back."],
  expelled: "You were removed from the call",
  moved: "The call goes on in another window",
  over: "The call has ended",
};
