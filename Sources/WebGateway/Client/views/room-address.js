/** The mail address of a conversation: what is written to it comes in here. */
import { html } from "/html.js";
import { api } from "/api.js";
import { attempt } from "/members.js";
import { copyButton, field } from "/ui.js";

const whos = { members: "Only those who are in it", anyone: "Anyone: they become guests of it" };
let form = null;

/** A name to begin with, made of the title. */
const guess = (title) => (title ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);

export function roomAddress(app, conversation, may) {
  const { address, id } = conversation;
  const mail = app.server?.mail;
  if (!mail?.receives && !address || (!may && !address)) return null;
  const put = (fields) => attempt(app, async () => {
    const found = await api("PUT", `/conversations/${id}/address`, { body: fields });
    form = null;
    app.dispatch({ type: "address", c: id, address: found.address });
  });
  const off = () => {
    app.dispatch({ type: "address", c: id, address: undefined });
    attempt(app, () => api("DELETE", `/conversations/${id}/address`).catch((problem) => {
      app.dispatch({ type: "address", c: id, address });
      throw problem;
    }));
  };
  const local = address?.text.split("@")[0];
  return html`<section class="room-address" aria-label="Mail address">
    <label class="check"><input type="checkbox" role="switch" checked=${!!address || form?.c === id} disabled=${!may}
      onchange=${(e) => { form = e.target.checked ? { c: id, local: guess(conversation.title), who: "members" } : null; if (address) off(); app.redraw(); }}>
      <span>Mail address<br><span class="soft small">What is mailed to it is said here.</span></span></label>
    ${address && html`<p class="address-row"><bdi>${address.text}</bdi>${copyButton(address.text, "Copy")}</p>`}
    ${!address && form?.c === id && html`<form class="stack tight" novalidate onsubmit=${(e) => { e.preventDefault(); put({ local: form.local.trim(), who: form.who }); }}>
      ${field({ name: "room-local", label: "Name before @" + mail.domain, value: form.local, oninput: (e) => { form.local = e.target.value; } })}
      <div class="buttons"><button class="button primary">Turn on</button></div></form>`}
    ${address && (may ? html`<div class="field"><label for="room-who">Who may write to it</label><select id="room-who" onchange=${(e) => put({ local, who: e.target.value })}>
      ${Object.entries(whos).map(([who, label]) => html`<option value=${who} selected=${address.who === who}>${label}</option>`)}</select></div>` : html`<p class="soft small">${whos[address.who]}</p>`)}
  </section>`;
}
