/** Menus and other things that open beside a button. */
import { html, render } from "/html.js";
import { icon } from "/icons.js";

/** Places a popover at its anchor, inside the window. */
function place(box, anchor) {
  const a = anchor.getBoundingClientRect(), b = box.getBoundingClientRect();
  const below = a.bottom + 6 + b.height <= innerHeight - 8;
  const top = below ? a.bottom + 6 : Math.max(8, Math.min(a.top - b.height - 6, innerHeight - b.height - 8));
  const rtl = getComputedStyle(document.documentElement).direction === "rtl";
  const wanted = (a.left + a.right > innerWidth) !== rtl ? a.right - b.width : a.left;
  box.style.setProperty("left", Math.max(8, Math.min(wanted, innerWidth - b.width - 8)) + "px");
  box.style.setProperty("top", Math.max(8, top) + "px");
  box.style.setProperty("right", "auto");
  box.style.setProperty("bottom", "auto");
}

/**
 * Opens something beside `anchor`; closes on Esc, on a click elsewhere, or by `close()`.
 * @param {Element} anchor @param {(close: () => void, redraw: () => void) => any} view
 */
export function openPopover(anchor, view, { label = "", className = "menu", role = "dialog" } = {}) {
  const box = document.createElement("div");
  box.className = className;
  box.popover = "auto";
  box.setAttribute("role", role);
  if (label) box.setAttribute("aria-label", label);
  (anchor.closest("dialog") ?? document.body).append(box);
  const close = () => box.isConnected && box.hidePopover();
  const redraw = () => box.isConnected && render(box, view(close, redraw));
  anchor.setAttribute("aria-expanded", "true");
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    anchor.removeAttribute("aria-expanded");
    const held = box.contains(document.activeElement) || document.activeElement === document.body;
    render(box, []);
    box.remove();
    if (held) anchor.focus?.();
  });
  redraw();
  box.showPopover();
  place(box, anchor);
  requestAnimationFrame(() => box.isConnected && place(box, anchor));
  (box.querySelector("[autofocus], input, button, a") ?? box).focus?.();
  return { close, redraw, box };
}

/**
 * @param {Element} anchor
 * @param {({label?: string, heading?: string, note?: string, icon?: any, act?: () => void, href?: string, danger?: boolean, checked?: boolean}|false|null|undefined)[]} items
 */
export function openMenu(anchor, items) {
  const act = (close, item) => () => {
    close();
    item.act?.();
  };
  openPopover(anchor, (close) => html`<div role="none" onkeydown=${arrows}>${items.filter(Boolean).map((item) => item.heading
    ? html`<div class="menu-head" role="presentation"><b dir="auto">${item.heading}</b><span class="soft small">${item.note}</span></div>`
    : item.href
      ? html`<a role="menuitem" href=${item.href} onclick=${close}>${icon(item.icon)}<span>${item.label}</span></a>`
      : html`<button type="button" role=${item.checked === undefined ? "menuitem" : "menuitemcheckbox"} aria-checked=${item.checked === undefined ? null : String(item.checked)}
          class=${item.danger ? "danger" : ""} onclick=${act(close, item)}>${icon(item.icon)}<span class="grow" dir="auto">${item.label}</span>${item.checked && icon("check")}</button>`)}</div>`, { role: "menu" });
}

/** Arrow keys go through what can be pressed. */
export function arrows(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.tagName === "INPUT") return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll("button, a")];
  stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length]?.focus();
}
