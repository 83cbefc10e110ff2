/** The sheet of a ringing call. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { setFree } from "/calling.js";
import { conversationTitle, nameOf } from "/people.js";
import { avatar } from "/ui.js";

const later = ["I will call you back", "I cannot talk now. Can you write?", "In a meeting. What is it about?"];

/** Which sheet asks what to answer, and the text so far. */
let answering = "", text = "";

/** @param {import("/ringing.js").Ringing} ringing */
export function sheets(app, ringing) {
  return [...ringing.shown.map((c) => ring(app, ringing, c)), ...(ringing.free ?? []).map((c) => free(app, ringing, c))];
}

function ring(app, ringing, c) {
  const { state } = app, conversation = state.conversations[c], call = state.calls[c];
  const name = nameOf(state, call.by), others = call.people.length - 1;
  const decline = () => app.command("decline", { c }).catch((problem) => app.toast(problem.message));
  const back = () => { answering = answering === c ? "" : c; app.redraw(); };
  return html`<section class="ring" role="alertdialog" tabindex="-1" key=${c} aria-label=${name + " is calling"} aria-describedby=${"ring-" + c} onkeydown=${(e) => e.key === "Escape" && ringing.silence(c)}>
    <div class="ring-who"><span class="ring-face">${avatar(state.people[call.by], "large")}</span>
      <div class="grow" id=${"ring-" + c}><p class="ring-name" dir="auto">${name}</p>
        <p class="soft" dir="auto">${conversation?.kind === "direct" ? "is calling you" : html`is calling <b>${conversationTitle(state, conversation)}</b>${others > 0 ? html` <span class="ring-count">· ${others + 1} in the call</span>` : ""}`}</p></div>
      ${!ringing.silenced.has(c) && html`<button class="round" type="button" aria-label="Silence" title="Silence" onclick=${() => ringing.silence(c)}>${icon("silent")}</button>`}</div>
    <div class="ring-acts">
      <button class="button decline" type="button" onclick=${decline}>${icon("hangup")}Decline</button>
      <button class="button accept" type="button" onclick=${() => ringing.acts.accept(c)}>${icon("phone")}${ringing.acts.busy() ? "Leave and accept" : "Accept"}</button></div>
    ${answering === c ? busy(app, c, decline, back) : html`<button class="as-link ring-busy" type="button" onclick=${back}>Busy, later…</button>`}
  </section>`;
}

function busy(app, c, decline, back) {
  const send = (words) => {
    if (!words.trim() || answering !== c) return;
    app.live.queue({ do: "send", c, text: words.trim(), mentions: [], attachments: [] });
    answering = text = "";
    decline();
  };
  return html`<form class="ring-later" onsubmit=${(e) => { e.preventDefault(); send(text); }} onkeydown=${(e) => { if (e.key === "Escape") { e.stopPropagation(); back(); } }}>
    ${later.map((words) => html`<button class="chip" type="button" onclick=${() => send(words)}>${words}</button>`)}
    <div class="ring-own"><input aria-label="Your answer" dir="auto" placeholder="Or say it in your words" maxlength="500" value=${text} oninput=${(e) => { text = e.target.value; }} ref=${(box) => queueMicrotask(() => box.focus())}>
      <button class="round send" aria-label="Decline and send" title="Decline and send">${icon("send")}</button></div></form>`;
}

function free(app, ringing, c) {
  const { state } = app, name = nameOf(state, state.bothFree[c]);
  const close = () => app.dispatch({ type: "notFree", c });
  return html`<section class="ring free" role="alertdialog" tabindex="-1" key=${"free" + c} aria-label=${`You and ${name} are both free now`}>
    <div class="ring-who">${avatar(state.people[state.bothFree[c]])}<p class="grow" dir="auto">You and <b>${name}</b> are both free now.</p></div>
    <div class="ring-acts"><button class="button" type="button" onclick=${close}>Not now</button>
      <button class="button accept" type="button" onclick=${() => { close(); app.drawNow(); ringing.acts.call(c); }}>${icon("phone")}Call</button></div>
    <button class="as-link ring-busy" type="button" onclick=${() => { close(); setFree(app, c, true); }}>Tell me next time</button></section>`;
}
