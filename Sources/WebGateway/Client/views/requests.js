/** Somebody wants to talk: accept, decline or block. Until then they see nothing of you. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { api } from "/api.js";
import { conversationTitle, nameOf, otherOf, preview } from "/people.js";
import { ago } from "/time.js";
import { avatar, confirmDialog, sayError } from "/ui.js";

const asker = (conversation) => otherOf(conversation) ?? conversation.people?.[0];

/** Conversations that are being answered. */
const answering = new Set();

/** Answers once, however often it is pressed. */
async function answer(app, c, work) {
  if (answering.has(c)) return;
  answering.add(c);
  try {
    await work();
  } catch (problem) {
    app.toast(sayError(problem));
  }
  answering.delete(c);
}

export const accept = (app, c) => answer(app, c, async () => {
  const found = await api("POST", `/conversations/${c}/accept`);
  app.dispatch({ type: "conversation", ...found, people: {} });
  app.go("/c/" + c);
});

async function decline(app, conversation, block) {
  const name = nameOf(app.state, asker(conversation));
  if (block && !(await confirmDialog(`Block ${name}?`, "They cannot write to you or see you any more. They are not told.", "Block"))) return;
  await answer(app, conversation.id, async () => {
    await api("POST", `/conversations/${conversation.id}/decline`, { body: block ? { block: true } : {} });
    app.dispatch({ type: "gone", c: conversation.id });
    app.toast(block ? `${name} is blocked` : "Declined");
  });
}

function buttons(app, conversation) {
  const direct = conversation.kind === "direct";
  return html`<div class="buttons">
    <button class="button primary" type="button" onclick=${() => accept(app, conversation.id)}>${icon("check")}Accept</button>
    <button class="button" type="button" onclick=${() => decline(app, conversation, false)}>Decline</button>
    ${direct && html`<button class="button quiet" type="button" onclick=${() => decline(app, conversation, true)}>${icon("block")}Block</button>`}
  </div>`;
}

/** Stands where the box to write in would be. */
export function requestBar(app, conversation) {
  const who = nameOf(app.state, asker(conversation));
  return html`<div class="request-bar" role="group" aria-label="Request">
    <p><b dir="auto">${who}</b> ${conversation.kind === "direct" ? "wants to talk with you." : "asks you to join."} <span class="soft">They cannot see whether you are here or have read this.</span></p>
    ${buttons(app, conversation)}</div>`;
}

export function requestsPage(app) {
  const { state } = app;
  const requests = Object.values(state.conversations).filter((c) => c.my?.state === "requested").sort((a, b) => b.at - a.at);
  return html`<section class="page-inner" aria-label="Requests">
    <header class="talk-head"><a class="round back" href="/" aria-label="Back to conversations">${icon("back")}</a><h1 class="grow">Requests</h1></header>
    <div class="page-scroll">${requests.length ? html`<ul class="plain requests">${requests.map((c) => request(app, c))}</ul>`
      : html`<p class="empty soft">Nobody is waiting for your answer.</p>`}</div></section>`;
}

function request(app, conversation) {
  const { state } = app;
  const person = state.people[asker(conversation)];
  return html`<li class="request" key=${conversation.id}>
    <div class="person-row">${avatar(person)}<div class="grow"><p class="person-name" dir="auto">${person?.name ?? "Somebody"}${conversation.kind !== "direct" && html` <span class="soft">· ${conversationTitle(state, conversation)}</span>`}</p>
      <p class="person-note" dir="auto">${person?.address ?? ""} · ${ago(conversation.at, Date.now())}</p></div></div>
    <a class="request-text" href=${"/c/" + conversation.id} dir="auto">${preview(state, conversation.last) || "No message yet"}</a>
    ${buttons(app, conversation)}</li>`;
}
