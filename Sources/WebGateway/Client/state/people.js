/** What people, conversations and events are called. */
import { parseMarkup, plainText } from "/markup.js";

export const nameOf = (state, id) => (id === state.me?.id ? "You" : state.people[id]?.name ?? "Somebody");

/** The others of a conversation, or its title. */
export function conversationTitle(state, conversation) {
  if (!conversation) return "";
  if (conversation.title) return conversation.title;
  const names = (conversation.people ?? []).map((p) => state.people[p]?.name).filter(Boolean);
  if (!names.length) return conversation.kind === "direct" ? "Notes to yourself" : "Only you";
  const more = conversation.count - 1 - names.length;
  return names.slice(0, 4).join(", ") + (names.length > 4 || more > 0 ? ` and ${Math.max(more, 0) + Math.max(names.length - 4, 0)} more` : "");
}

/** The other person of a direct conversation. */
export const otherOf = (conversation) => (conversation?.kind === "direct" ? conversation.people?.[0] : undefined);

/** One line of what a message says. */
export function preview(state, e) {
  if (!e) return "";
  if (e.retracted) return "Message taken back";
  const text = plainText(parseMarkup((e.text ?? "").slice(0, 400))).trim();
  if (text) return text;
  const [first, ...more] = e.attachments ?? [];
  if (!first) return "";
  return attachmentWord(first) + (more.length ? ` and ${more.length} more` : "");
}

export function attachmentWord({ type, wave, name }) {
  if (wave) return "Voice message";
  if (type.startsWith("image/")) return "Picture";
  if (type.startsWith("video/")) return "Video";
  return type.startsWith("audio/") ? "Audio" : name;
}

/** What a membership or title event says. */
export function systemLine(state, e) {
  const by = nameOf(state, e.by), who = e.person === e.by ? by : nameOf(state, e.person);
  const you = who === "You" ? "you" : who;
  switch (e.kind) {
    case "created": return `${by} began this ${e.conversation === "direct" ? "conversation" : e.conversation}`;
    case "title": return e.title ? `${by} named it “${e.title}”` : `${by} removed the title`;
    case "added": return e.person === e.by ? `${who} joined` : `${by} added ${you}`;
    case "invited": return `${by} invited ${you}`;
    case "joined": return `${who} joined`;
    case "left": return `${who} left`;
    case "removed": return `${by} removed ${you}`;
    case "role": return `${by} made ${you} ${roleWords[e.role] ?? e.role}`;
    default: return "";
  }
}

export const roleWords = { owner: "an owner", moderator: "a moderator", member: "a member", reader: "a reader" };

const mediaWords = { text: "text", voice: "voice", video: "video" };
const stateWords = { available: "Here now", away: "Away", dnd: "Do not disturb", offline: "Not here", unknown: "Not known" };

/** Presence in words: “Here now · text, voice”. */
export function presenceWords(presence, person) {
  if (person?.gone) return "Account erased";
  const state = stateWords[presence?.state ?? "unknown"];
  const media = (presence?.media ?? []).map((m) => mediaWords[m]).filter(Boolean);
  const reach = presence && presence.state !== "offline" && presence.state !== "unknown" ? media : [];
  return [state + (presence?.text ? ` – ${presence.text}` : ""), reach.join(", ")].filter(Boolean).join(" · ");
}
