/** The box to write in. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { attachRow, voiceRow } from "/attachrow.js";
import { complete, completionList, pickCompletion, resetCompletion } from "/complete.js";
import { pickEmoji } from "/emojipicker.js";
import { mentionsIn } from "/entries.js";
import { emptyLog, eventAt, foldMessage } from "/log.js";
import { startEdit } from "/messagemenu.js";
import { nameOf, preview } from "/people.js";
import { recorder } from "/recorder.js";
import { showEnd } from "/timeline.js";
import { Upload } from "/upload.js";

/** Files of each conversation that are not sent yet. @type {Record<string, Upload[]>} */
const files = {};
const recorders = {};
let typingUntil = 0, typingIn = "";

const touch = () => matchMedia("(hover: none)").matches;
const draftOf = (app, c) => app.state.drafts[c] ?? { text: "" };

export function composer(app, conversation) {
  const { state } = app;
  const c = conversation.id;
  if (conversation.my?.role === "reader") return html`<p class="composer-note soft">Only those who speak here can write. You can read and react.</p>`;
  const draft = draftOf(app, c);
  const list = (files[c] ??= []);
  const recording = recorders[c];
  const full = draft.text.trim() || list.length;
  return html`<form class="composer" onsubmit=${(e) => { e.preventDefault(); send(app, conversation); }}>
    ${banner(app, conversation, draft)}
    ${list.length > 0 && attachRow(list, app.redraw)}
    ${recording ? voiceRow(app, recording, { drop: () => dropVoice(app, c), send: () => sendVoice(app, conversation) }) : html`<div class="composer-row">
      <label class="round" title="Attach files">${icon("attach")}<span class="unseen">Attach files</span><input class="unseen" type="file" multiple onchange=${(e) => { addFiles(app, c, e.target.files); e.target.value = ""; }}></label>
      <div class="composer-box">
        ${completionList((choice) => insertChoice(app, c, choice))}
        <textarea id="composer" data-c=${c} rows="1" dir="auto" value=${draft.text} maxlength="65536" enterkeyhint=${touch() ? "enter" : "send"}
          aria-label=${"Message"} placeholder=${placeholder(state, conversation)} aria-autocomplete="list"
          oninput=${(e) => typed(app, conversation, e.target)} onkeydown=${(e) => keyed(app, conversation, e)} onpaste=${(e) => pasted(app, c, e)} onblur=${(e) => setTimeout(() => left(app, e.target), 150)}
          ref=${(box) => { queueMicrotask(() => grow(box)); if (!touch()) queueMicrotask(() => { if (document.activeElement === document.body || document.activeElement?.closest(".list-pane")) box.focus(); }); }}></textarea>
      </div>
      <button class="round" type="button" aria-label="Emoji" title="Emoji" onclick=${(e) => addEmoji(app, c, e.currentTarget)}>${icon("smile")}</button>
      ${full || !navigator.mediaDevices || draft.edit
        ? html`<button class="round send" aria-label=${draft.edit ? "Save" : "Send"} title="Send" disabled=${!full || list.some((f) => !f.done)}>${icon(draft.edit ? "check" : "send")}</button>`
        : html`<button class="round" type="button" aria-label="Record a voice message" title="Record a voice message" onclick=${(e) => e.detail < 2 && record(app, c)}>${icon("voice")}</button>`}
    </div>`}
  </form>`;
}

function placeholder(state, conversation) {
  const name = conversation.kind === "direct" ? nameOf(state, conversation.people?.[0]).split(" ")[0] : conversation.title || "everyone";
  return state.link.state === "live" ? "Write to " + name : "Write to " + name + " – sent when back online";
}

function banner(app, conversation, draft) {
  const c = conversation.id;
  const seq = draft.edit ?? draft.reply;
  if (!seq) return null;
  const log = app.state.logs[c] ?? emptyLog;
  const e = eventAt(log, seq);
  const text = e ? preview(app.state, { ...e, ...foldMessage(e, log.changes[seq]) }) : "";
  return html`<div class="composer-banner">${icon(draft.edit ? "edit" : "reply")}<span class="grow"><b>${draft.edit ? "Edit message" : "Reply to " + (e ? nameOf(app.state, e.by) : "")}</b> <span class="soft" dir="auto">${text.slice(0, 120)}</span></span>
    <button class="round" type="button" aria-label="Cancel" onclick=${() => cancel(app, c)}>${icon("close")}</button></div>`;
}

function cancel(app, c) {
  const draft = draftOf(app, c);
  writeDraft(app, c, draft.edit ? draft.before ?? { text: "" } : { text: draft.text });
}

/** The box of a conversation, while it is on screen. @returns {HTMLTextAreaElement|null} */
const boxOf = (c) => document.querySelector(`#composer[data-c="${c}"]`);

/** Puts a draft into the box at once: what is typed next, though nothing was drawn in between, comes after it. */
export function writeDraft(app, c, draft, { focus = true } = {}) {
  app.dispatch({ type: "draft", c, draft });
  const box = boxOf(c);
  if (!box) return;
  if (box.value !== draft.text) box.value = draft.text;
  grow(box);
  if (!focus || document.activeElement === box) return;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

/** Suggestions go when the box is really left, not when a button beside it gives the focus back. */
function left(app, box) {
  if (document.activeElement === box) return;
  resetCompletion();
  app.redraw();
}

/** The box follows its text. */
function grow(box) {
  if (!box?.isConnected) return;
  box.style.setProperty("height", "auto");
  box.style.setProperty("height", Math.min(box.scrollHeight + 2, innerHeight * 0.4) + "px");
}

function typed(app, conversation, box) {
  const c = conversation.id;
  app.dispatch({ type: "draft", c, draft: { ...draftOf(app, c), text: box.value } });
  grow(box);
  complete(app, conversation, box);
  const now = Date.now();
  if (box.value.trim() && (now > typingUntil || typingIn !== c)) {
    app.command("typing", { c, on: true }).catch(() => {});
    typingUntil = now + 4000;
    typingIn = c;
  } else if (!box.value.trim()) stopTyping(app, c);
}

function stopTyping(app, c) {
  if (typingIn !== c) return;
  app.command("typing", { c, on: false }).catch(() => {});
  typingIn = "";
  typingUntil = 0;
}

function keyed(app, conversation, event) {
  const c = conversation.id;
  if (event.isComposing) return;
  if (pickCompletion(event, (choice) => insertChoice(app, c, choice), app.redraw)) return;
  const draft = draftOf(app, c);
  if (event.key === "Enter" && !event.shiftKey && (!touch() || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send(app, conversation);
  } else if (event.key === "Escape" && (draft.edit || draft.reply)) cancel(app, c);
  else if (event.key === "ArrowUp" && !event.target.value && !draft.edit) editLast(app, conversation, event);
}

/** The last own message, unless one is still on its way, which would be meant. */
function editLast(app, conversation, event) {
  if (app.state.outbox.some((item) => item.c === conversation.id && item.do === "send" && item.state !== "failed")) return;
  const log = app.state.logs[conversation.id] ?? emptyLog;
  const last = log.events.findLast((e) => e.kind === "message" && e.by === app.state.me.id && !e.retracted);
  if (!last) return;
  event.preventDefault();
  startEdit(app, conversation.id, last, foldMessage(last, log.changes[last.seq]));
}

function send(app, conversation, options) {
  const c = conversation.id;
  const { text: raw, reply, edit, before } = draftOf(app, c);
  const text = raw.trim();
  const list = files[c] ?? [];
  if ((!text && !list.length) || list.some((f) => !f.done)) return;
  const people = (app.state.members[c] ?? []).map((m) => app.state.people[m.person]).filter(Boolean);
  const mentions = mentionsIn(text, people.length ? people : (conversation.people ?? []).map((p) => app.state.people[p]).filter(Boolean));
  if (edit) {
    if (text) app.live.queue({ do: "edit", c, target: edit, text, mentions });
  } else {
    app.live.queue({ do: "send", c, text, reply, mentions, attachments: list.map((f) => f.done) });
    files[c] = [];
    showEnd(app, c);
  }
  writeDraft(app, c, (edit && before) || { text: "" }, options);
  typingIn = "";
  typingUntil = 0;
  resetCompletion();
}

function insert(app, c, text, from, to) {
  const box = boxOf(c);
  if (!box) return;
  box.setRangeText(text, from ?? box.selectionStart, to ?? box.selectionEnd, "end");
  app.dispatch({ type: "draft", c, draft: { ...draftOf(app, c), text: box.value } });
  box.focus();
  grow(box);
}

function insertChoice(app, c, { text, from, to }) {
  insert(app, c, text, from, to);
  resetCompletion();
  app.redraw();
}

async function addEmoji(app, c, anchor) {
  const emoji = await pickEmoji(anchor);
  if (emoji) insert(app, c, emoji);
}

/** Begins to upload files for a conversation. */
export function addFiles(app, c, list) {
  const { limits = {} } = app.server ?? {};
  const held = (files[c] ??= []);
  for (const file of list) {
    if (held.length >= (limits.attachments ?? 20)) { app.toast(`At most ${limits.attachments ?? 20} files in one message`); break; }
    if (limits.attachment && file.size > limits.attachment) app.toast(`${file.name} is too large`);
    else held.push(new Upload(file, app.redraw, (gone) => { files[c] = files[c].filter((f) => f !== gone); app.redraw(); }));
  }
  app.redraw();
  document.querySelector("#composer")?.focus();
}

function pasted(app, c, event) {
  const { files: found } = event.clipboardData;
  if (!found.length || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  addFiles(app, c, found);
}

/** Files may be dropped anywhere on a conversation. */
export const dropTarget = (app, c) => (section) => {
  const has = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const mark = (by) => section.classList.toggle("dropping", (depth = by ? Math.max(0, depth + by) : 0) > 0);
  section.addEventListener("dragenter", (e) => has(e) && (e.preventDefault(), mark(1)));
  section.addEventListener("dragover", (e) => has(e) && e.preventDefault());
  section.addEventListener("dragleave", (e) => has(e) && mark(-1));
  section.addEventListener("drop", (e) => {
    if (!has(e)) return;
    e.preventDefault();
    mark(0);
    addFiles(app, c, e.dataTransfer.files);
  });
};

let asking = "";

/** Records, should the conversation still be open once the microphone is allowed. */
async function record(app, c) {
  if (asking === c || recorders[c]) return;
  asking = c;
  try {
    const recording = await recorder(app.redraw);
    if (asking === c) recorders[c] = recording;
    else recording.close();
  } catch {
    app.toast("The microphone cannot be used here");
  }
  if (asking === c) asking = "";
  app.redraw();
}

function takeRecording(app, c) {
  const recording = recorders[c];
  delete recorders[c];
  app.redraw();
  return recording;
}

const dropVoice = (app, c) => takeRecording(app, c)?.close();

/** Sends what was recorded, once: alone, unless something else waits to be sent by then. */
async function sendVoice(app, conversation) {
  const c = conversation.id, recording = takeRecording(app, c);
  if (!recording) return;
  const voice = await recording.result();
  recording.close();
  const upload = new Upload(voice.file, app.redraw, (gone) => { files[c] = files[c].filter((f) => f !== gone); app.redraw(); }, { duration: voice.duration, wave: voice.wave });
  (files[c] ??= []).push(upload);
  await upload.finished;
  const [first, ...more] = files[c];
  if (first === upload && !more.length && !draftOf(app, c).text.trim()) send(app, conversation, { focus: false });
}

export function leaveComposer(app, c) {
  stopTyping(app, c);
  resetCompletion();
  asking = "";
  dropVoice(app, c);
}
