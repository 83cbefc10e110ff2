/** One line of a timeline. */
import { html, memo } from "/html.js";
import { icon } from "/icons.js";
import { attachments } from "/attachments.js";
import { eventAt, foldMessage } from "/log.js";
import { mailKey, mailMark, mailPart } from "/mailed.js";
import { addReaction, messageKeys, messageMenu, showHistory, startReply, toggleReaction } from "/messagemenu.js";
import { deliveryLine } from "/outside.js";
import { nameOf, preview, systemLine } from "/people.js";
import { richText } from "/rich.js";
import { jumpTo } from "/timeline.js";
import { clock, exact } from "/time.js";
import { avatar } from "/ui.js";

const none = [];

export const newLine = () => html`<li class="new-line" key="new"><span>New</span></li>`;

export function systemEntry({ app }, { e, key }) {
  return memo(key, [e, app.state.people], () => html`<li class="system" id=${"m-" + e.seq}><span dir="auto">${systemLine(app.state, e)}</span> <time title=${exact(e.at)}>${clock(e.at)}</time></li>`);
}

/** People that a message names, for highlighting. */
function namedIn(state, mentions) {
  return mentions.map((p) => (p === "all" ? { id: p, name: "all", me: true } : { id: p, name: state.people[p]?.name ?? "", me: p === state.me.id })).filter((p) => p.name);
}

export function messageLine(context, { e, key, first, readers }) {
  const { app, log, changing, lit, conversation, delivery } = context;
  const { state } = app;
  const pending = changing.get(e.seq) ?? none;
  const replied = e.reply ? eventAt(log, e.reply) : undefined;
  return memo(key, [e, log.changes[e.seq], ...pending, first, readers.join(), lit === e.seq, state.people, replied, replied && log.changes[e.reply], conversation.my?.role, delivery?.seq === e.seq && delivery.text, mailKey(conversation.id, e)], () => {
    const folded = foldMessage(e, log.changes[e.seq], pending, state.me.id);
    const mine = e.by === state.me.id;
    const forMe = folded.mentions.some((p) => p === "all" || p === state.me.id);
    const name = nameOf(state, e.by);
    const what = { app, conversation, e, folded, mine };
    return html`<li id=${"m-" + e.seq} tabindex="-1" class=${["message", first && "first", mine && "mine", lit === e.seq && "lit", forMe && !mine && "for-me"].filter(Boolean).join(" ")}
        aria-label=${spoken(state, e, folded, name)} onkeydown=${(event) => messageKeys(event, what)}>
      ${first ? avatar(state.people[e.by]) : html`<time class="beside" title=${exact(e.at)} aria-hidden="true">${clock(e.at)}</time>`}
      <div class="body">
        ${first && html`<p class="byline"><b dir="auto">${name}</b><time title=${exact(e.at)}>${clock(e.at)}</time>${e.mail && mailMark(e.mail)}</p>`}
        ${e.reply && quote(context, replied, e.reply)}
        ${folded.retracted ? html`<p class="gone">Message taken back</p>` : folded.text && richText(folded.text, namedIn(state, folded.mentions))}
        ${!folded.retracted && e.attachments?.length > 0 && attachments(e.attachments)}
        ${!folded.retracted && e.mail && mailPart(what)}
        ${folded.edited > 0 && !folded.retracted && html`<button class="edited" type="button" onclick=${(event) => showHistory(what, event.currentTarget)}>edited</button>`}
        ${folded.waiting && html`<span class="sending">${icon("clock", "waiting")}</span>`}
        ${folded.reactions.length > 0 && reactionRow(what)}
        ${readers.length > 0 && readMarks(state, readers)}
        ${delivery?.seq === e.seq && deliveryLine(app, delivery)}
      </div>
      ${!folded.retracted && tools(what)}
    </li>`;
  });
}

function spoken(state, e, folded, name) {
  const parts = [name, clock(e.at), folded.retracted ? "message taken back" : folded.text || preview(state, e)];
  if (folded.edited) parts.push("edited");
  if (e.mail) parts.push("by mail");
  if (folded.text && e.attachments?.length) parts.push(e.attachments.length + " attachments");
  for (const r of folded.reactions) parts.push(`${r.people.length} ${r.emoji}`);
  return parts.join(", ").slice(0, 1000);
}

function tools(what) {
  const { app, e } = what;
  return html`<div class="tools">
    <button type="button" tabindex="-1" aria-label="React" title="React" onclick=${(event) => addReaction(what, event.currentTarget)}>${icon("smile")}</button>
    <button type="button" tabindex="-1" aria-label="Reply" title="Reply" onclick=${() => startReply(app, what.conversation.id, e.seq)}>${icon("reply")}</button>
    <button type="button" tabindex="-1" aria-label="More about this message" title="More" aria-haspopup="menu" onclick=${(event) => messageMenu(what, event.currentTarget)}>${icon("more")}</button>
  </div>`;
}

/** What a message answers; pressing it goes there. */
export function quote({ app, conversation, log }, replied, seq) {
  const folded = replied && foldMessage(replied, log.changes[seq]);
  return html`<button class="quote" type="button" onclick=${() => jumpTo(app, conversation.id, seq)}>
    ${replied ? html`<b dir="auto">${nameOf(app.state, replied.by)}</b> <span dir="auto">${preview(app.state, { ...replied, text: folded.text, retracted: folded.retracted }).slice(0, 160)}</span>` : html`<span>An earlier message</span>`}</button>`;
}

function reactionRow(what) {
  const { app, folded } = what;
  return html`<div class="reactions">${folded.reactions.map(({ emoji, people }) => {
    const on = people.includes(app.state.me.id);
    const names = people.map((p) => nameOf(app.state, p)).join(", ");
    return html`<button type="button" key=${emoji} aria-pressed=${String(on)} title=${names} aria-label=${`${emoji}, ${people.length}: ${names}`} onclick=${() => toggleReaction(what, emoji, !on)}><span>${emoji}</span> ${people.length}</button>`;
  })}<button type="button" key="add" class="add" aria-label="Add a reaction" onclick=${(event) => addReaction(what, event.currentTarget)}>${icon("plus")}</button></div>`;
}

function readMarks(state, readers) {
  const names = readers.map((p) => nameOf(state, p)).join(", ");
  return html`<span class="read-by" role="img" aria-label=${"Read by " + names} title=${"Read by " + names}>${readers.slice(0, 8).map((p) => avatar(state.people[p], "tiny"))}${readers.length > 8 && html`<small>+${readers.length - 8}</small>`}</span>`;
}

const stateWords = { waiting: "waiting", sending: "sending", sent: "sent" };

/** A message of one's own that the log does not hold yet. */
export function pendingLine(context, { item, key, first }) {
  const { app, log } = context;
  const live = app.state.link.state === "live";
  return memo(key, [item, first, live], () => html`<li id=${"k-" + item.key} tabindex="-1" class=${"message mine pending " + item.state + (first ? " first" : "")} aria-label=${`You, ${item.state === "failed" ? "not sent" : stateWords[item.state]}: ${item.text || "attachment"}`}>
    ${first ? avatar(app.state.me) : html`<span class="beside"></span>`}
    <div class="body">
      ${first && html`<p class="byline"><b>You</b><time>${clock(item.at)}</time></p>`}
      ${item.reply && quote(context, eventAt(log, item.reply), item.reply)}
      ${item.text && richText(item.text, namedIn(app.state, item.mentions ?? none))}
      ${item.attachments?.length > 0 && attachments(item.attachments)}
      ${item.state === "failed"
        ? html`<p class="failed" role="alert">${icon("warn")}<span>Not sent: ${item.problem?.message ?? "refused"}</span>
            <button type="button" onclick=${() => app.dispatch({ type: "retry", key: item.key })}>Try again</button>
            <button type="button" onclick=${() => app.dispatch({ type: "discard", key: item.key })}>Delete</button></p>`
        : item.state !== "sent" && html`<span class="sending">${icon("clock")}${live ? null : " waiting for the connection"}</span>`}
    </div></li>`);
}
