/** Pictures at their full size. */
import { html, render } from "/html.js";
import { icon } from "/icons.js";

/** @param {any[]} pictures attachments @param {number} at which of them */
export function openLightbox(pictures, at) {
  const dialog = document.createElement("dialog");
  const before = document.activeElement;
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", "Picture");
  document.body.append(dialog);
  const close = () => {
    dialog.close();
    dialog.remove();
    before?.focus?.();
  };
  const step = (by) => {
    at = (at + by + pictures.length) % pictures.length;
    draw();
  };
  const draw = () => {
    const a = pictures[at];
    const url = "/api/v1/attachments/" + a.id;
    render(dialog, html`<header><span class="grow" dir="auto">${a.name}</span>
      <a class="round" href=${url + "?download"} download=${a.name} aria-label="Download">${icon("download")}</a>
      <button class="round" type="button" aria-label="Close" onclick=${close}>${icon("close")}</button></header>
      <img key=${a.id} src=${url} alt=${a.name} width=${a.width} height=${a.height}>
      ${pictures.length > 1 && html`<button class="round before" type="button" aria-label="Previous picture" onclick=${() => step(-1)}>${icon("back")}</button><button class="round after" type="button" aria-label="Next picture" onclick=${() => step(1)}>${icon("back")}</button>`}`);
  };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
  });
  draw();
  dialog.showModal();
}
