/** What can be done with a message. */
import { html } from "/html.js";
import { api } from "/api.js";
import { writeDraft } from "/composer.js";
import { pickEmoji } from "/emojipicker.js";
import { nameOf } from "/people.js";
import { openMenu, openPopover } from "/popover.js";
import { richText } from "/rich.js";
import { clock, exact } from "/time.js";
import { confirmDialog, copyText } from "/ui.js";

const mayWrite = ({ my }) => my?.state === "joined" && my.role !== "reader";
const mayModerate = ({ my }) => my?.role === "owner" || my?.role === "moderator";

export function messageMenu(what, anchor) {
  const { app, conversation, e, folded, mine } = what;
  const c = conversation.id;
  openMenu(anchor, [
    mayWrite(conversation) && { icon: "reply", label: "Reply", act: () => startReply(app, c, e.seq) },
    { icon: "smile", label: "React…", act: () => addReaction(what, document.getElementById("m-" + e.seq) ?? anchor) },
    mine && mayWrite(conversation) && { icon: "edit", label: "Edit", act: () => startEdit(app, c, e, folded) },
    folded.edited > 0 && { icon: "history", label: "Earlier versions", act: () => showHistory(what, document.getElementById("m-" + e.seq) ?? anchor) },
    folded.text && { icon: "copy", label: "Copy text", act: () => copyText(folded.text).then(() => app.toast("Copied")) },
    { icon: "link", label: "Copy link", act: () => copyText(`${location.origin}/c/${c}/${e.seq}`).then(() => app.toast("Link copied")) },
    (mine || mayModerate(conversation)) && { icon: "trash", label: "Take back…", danger: true, act: () => retract(what) },
  ]);
}

export function startReply(app, c, seq) {
  const draft = app.state.drafts[c];
  writeDraft(app, c, { text: draft?.edit ? "" : draft?.text ?? "", reply: seq });
}

export function startEdit(app, c, e, folded) {
  const kept = app.state.drafts[c];
  writeDraft(app, c, { text: folded.text, edit: e.seq, before: kept?.edit ? kept.before : kept });
}

export async function addReaction(what, anchor) {
  const emoji = await pickEmoji(anchor, true);
  if (!emoji) return;
  const mine = what.folded.reactions.find((r) => r.emoji === emoji)?.people.includes(what.app.state.me.id);
  toggleReaction(what, emoji, !mine);
}

export function toggleReaction({ app, conversation, e }, emoji, on) {
  app.live.queue({ do: "react", c: conversation.id, target: e.seq, emoji, on });
}

async function retract({ app, conversation, e }) {
  const sure = await confirmDialog("Take this message back?", "Its text and attachments disappear for everybody. That it was there stays visible.", "Take back");
  if (sure) app.live.queue({ do: "retract", c: conversation.id, target: e.seq });
}

/** The versions of an edited message. */
export async function showHistory({ app, conversation, e }, anchor) {
  let versions, wrong;
  const popover = openPopover(anchor, () => html`<div class="history"><h3>Versions</h3>
    ${wrong ? html`<p class="wrong">${wrong}</p>` : !versions ? html`<p class="soft">Loading…</p>`
      : html`<ol class="plain">${versions.map((v) => html`<li><time class="soft small" title=${exact(v.at)}>${clock(v.at)}</time>${richText(v.text)}</li>`)}</ol>`}</div>`,
  { label: "Versions of this message by " + nameOf(app.state, e.by) });
  try {
    ({ versions } = await api("GET", `/conversations/${conversation.id}/events/${e.seq}/history`));
  } catch (problem) { wrong = problem.message; }
  popover.redraw();
}

/** Keys on a focused message. */
export function messageKeys(event, what) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || what.folded.retracted) return;
  const { app, conversation, e, folded, mine } = what;
  const key = event.key.toLowerCase();
  const act = {
    r: () => startReply(app, conversation.id, e.seq),
    e: () => mine && startEdit(app, conversation.id, e, folded),
    "+": () => addReaction(what, event.currentTarget),
    m: () => messageMenu(what, event.currentTarget),
    contextmenu: () => messageMenu(what, event.currentTarget),
    enter: () => messageMenu(what, event.currentTarget),
  }[key];
  if (!act) return;
  event.preventDefault();
  act();
}
