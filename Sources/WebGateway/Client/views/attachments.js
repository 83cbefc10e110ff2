/** What is attached to a message. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { openLightbox } from "/lightbox.js";
import { duration, fileSize } from "/time.js";
import { decodeWave, drawWave } from "/wave.js";

const source = (a) => "/api/v1/attachments/" + a.id;
const pictures = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** @param {any[]} list */
export function attachments(list) {
  const images = list.filter((a) => pictures.test(a.type));
  const others = list.filter((a) => !pictures.test(a.type));
  return html`<div class="attachments">
    ${images.length > 0 && html`<div class=${"pictures" + (images.length > 1 ? " several" : "")}>${images.map((a, i) => picture(a, images, i))}</div>`}
    ${others.map((a) => (a.wave ? voice(a) : a.type.startsWith("audio/") ? audio(a) : a.type.startsWith("video/") ? video(a) : file(a)))}</div>`;
}

/** Width and height inside the room there is, known before the picture is. */
function sized(a, several) {
  const widest = several ? 220 : 420, tallest = several ? 220 : 320;
  const scale = Math.min(1, widest / (a.width || widest), tallest / (a.height || tallest));
  return { "--w": Math.round((a.width || widest) * scale) + "px", "--ratio": `${a.width || 4} / ${a.height || 3}` };
}

function picture(a, all, i) {
  return html`<button class="picture" type="button" key=${a.id} vars=${sized(a, all.length > 1)} aria-label=${"Open picture " + a.name} onclick=${() => openLightbox(all, i)}>
    <img src=${source(a) + (a.thumbnail ? "/thumbnail" : "")} alt=${a.name} loading="lazy" decoding="async"></button>`;
}

function video(a) {
  return html`<video class="video" key=${a.id} vars=${sized(a, false)} controls preload="metadata" src=${source(a)} poster=${a.thumbnail ? source(a) + "/thumbnail" : null} aria-label=${a.name}></video>`;
}

function audio(a) {
  return html`<figure class="audio" key=${a.id}><figcaption class="small" dir="auto">${a.name}</figcaption><audio controls preload="none" src=${source(a)} aria-label=${a.name}></audio></figure>`;
}

function file(a) {
  return html`<a class="file" key=${a.id} href=${source(a) + "?download"} download=${a.name}>${icon("file")}<span class="grow"><span class="file-name" dir="auto">${a.name}</span><span class="soft small">${fileSize(a.size)}</span></span>${icon("download")}</a>`;
}

/** A voice message: play, wave to seek in, time. It runs by itself, outside of drawing. */
function voice(a) {
  return html`<div class="voice" key=${a.id} role="group" aria-label=${"Voice message, " + duration(a.duration)} ref=${(box) => player(box, a)}>
    <button class="round play" type="button" aria-label="Play voice message">${icon("play")}${icon("pause")}</button>
    <canvas class="voice-wave" width="440" height="64" tabindex="0" role="slider" aria-label="Position" aria-valuemin="0" aria-valuemax=${Math.round((a.duration ?? 0) / 1000)} aria-valuenow="0"></canvas>
    <span class="voice-time soft small"></span></div>`;
}

let playing = null;

function player(box, a) {
  const [button, canvas, time] = box.children;
  const sound = new Audio();
  const peaks = decodeWave(a.wave);
  const total = (a.duration || 0) / 1000;
  sound.preload = "none";
  sound.src = source(a);
  const length = () => (Number.isFinite(sound.duration) && sound.duration > 0 ? sound.duration : total || 1);
  const draw = () => {
    drawWave(canvas, peaks, sound.currentTime / length());
    time.textContent = duration(sound.paused && !sound.currentTime ? a.duration : sound.currentTime * 1000);
    canvas.setAttribute("aria-valuenow", String(Math.round(sound.currentTime)));
    button.setAttribute("aria-label", sound.paused ? "Play voice message" : "Pause voice message");
    box.classList.toggle("playing", !sound.paused);
    if (!sound.paused) requestAnimationFrame(draw);
  };
  const seek = (to) => {
    sound.currentTime = Math.max(0, Math.min(length(), to));
    draw();
  };
  button.onclick = () => {
    if (!sound.paused) return sound.pause();
    playing?.pause();
    playing = sound;
    sound.play().catch(() => {});
  };
  canvas.onclick = (event) => seek((event.offsetX / canvas.clientWidth) * length());
  canvas.onkeydown = (event) => {
    const step = { ArrowRight: 2, ArrowUp: 2, ArrowLeft: -2, ArrowDown: -2 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    seek(sound.currentTime + step);
  };
  sound.onplay = sound.onpause = sound.onseeked = draw;
  sound.onended = () => seek(0);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", draw);
  requestAnimationFrame(draw);
  return () => {
    sound.pause();
    scheme.removeEventListener("change", draw);
  };
}
