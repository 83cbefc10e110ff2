/** What goes with a message, above the box: files on their way, or the voice recorder. */
import { html } from "/html.js";
import { icon } from "/icons.js";
import { duration, fileSize } from "/time.js";
import { drawWave } from "/wave.js";

/** @param {import("/upload.js").Upload[]} list */
export function attachRow(list) {
  return html`<ul class="plain attach-row" aria-label="Files to send">${list.map((f) => html`<li key=${f.name + f.file.size + f.file.lastModified} class=${f.problem ? "bad" : ""}>
    ${f.image ? html`<img src=${f.image} alt="">` : icon(f.sound.wave ? "voice" : "file")}
    <span class="grow"><span class="attach-name" dir="auto">${f.name}</span><span class="soft small">${f.problem ? f.problem.message : f.done ? fileSize(f.file.size) : `${Math.round(f.progress * 100)} % of ${fileSize(f.file.size)}`}</span>
      ${!f.done && !f.problem && html`<progress max="1" value=${f.progress} aria-label=${"Uploading " + f.name}></progress>`}</span>
    ${f.problem && html`<button class="round" type="button" aria-label=${"Try again: " + f.name} onclick=${() => f.retry()}>${icon("history")}</button>`}
    <button class="round" type="button" aria-label=${(f.done ? "Remove " : "Cancel ") + f.name} onclick=${() => f.cancel()}>${icon("close")}</button></li>`)}</ul>`;
}

/** @param {any} app @param {any} recording @param {{drop: () => void, send: () => void}} acts */
export function voiceRow(app, recording, { drop, send }) {
  const { state, elapsed, peaks, url } = recording;
  return html`<div class="composer-row voice-row">
    <button class="round" type="button" aria-label="Discard recording" title="Discard" onclick=${drop}>${icon("trash")}</button>
    ${state === "recording" && html`<span class="recording-dot" aria-hidden="true"></span>`}
    <span class="voice-time" role="timer">${duration(elapsed)}</span>
    <canvas class="voice-wave grow" width="600" height="64" aria-hidden="true" ref=${(canvas) => { recording.draw = () => drawWave(canvas, recording.peaks.slice(-100), 1); recording.draw(); }}></canvas>
    ${state === "recording"
      ? html`<button class="round" type="button" aria-label="Stop recording" title="Stop" onclick=${() => recording.stop()}>${icon("stop")}</button>`
      : html`<audio src=${url} ref=${(audio) => { recording.audio = audio; audio.onended = app.redraw; audio.onpause = app.redraw; }}></audio>
        <button class="round" type="button" aria-label=${recording.audio && !recording.audio.paused ? "Pause" : "Listen"} onclick=${() => { recording.audio.paused ? recording.audio.play() : recording.audio.pause(); app.redraw(); }}>${icon(recording.audio && !recording.audio.paused ? "pause" : "play")}</button>`}
    <button class="round send" type="button" aria-label="Send voice message" title="Send" onclick=${send}>${icon("send")}</button>
  </div>`;
}
