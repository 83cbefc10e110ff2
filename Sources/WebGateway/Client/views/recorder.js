/** Records a voice message: Opus, with its wave. */
import { encodeWave } from "/wave.js";

const kinds = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** Begins at once; rejects when there is no microphone to use. @param {() => void} changed */
export async function recorder(changed) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  const type = kinds.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
  const media = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize), chunks = [];
  const recording = { state: "recording", elapsed: 0, peaks: [], url: "", audio: null, draw() {}, stop, result, close };
  const began = performance.now();
  media.ondataavailable = (event) => chunks.push(event.data);
  const stopped = new Promise((resolve) => { media.onstop = resolve; });
  media.start(1000);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    recording.peaks.push(Math.min(1, Math.max(...samples.map(Math.abs)) * 1.6));
    const seconds = Math.floor(recording.elapsed / 1000);
    recording.elapsed = performance.now() - began;
    recording.draw();
    if (Math.floor(recording.elapsed / 1000) !== seconds) changed();
  }, 60);

  async function stop() {
    if (recording.state !== "recording") return;
    recording.state = "stopped";
    recording.elapsed = performance.now() - began;
    release();
    await stopped;
    recording.blob = new Blob(chunks, { type: type.split(";")[0] });
    recording.url = URL.createObjectURL(recording.blob);
    changed();
  }

  function release() {
    clearInterval(timer);
    if (media.state !== "inactive") media.stop();
    for (const track of stream.getTracks()) track.stop();
    context.close().catch(() => {});
  }

  async function result() {
    await stop();
    await stopped;
    const name = "voice." + ({ "audio/ogg": "ogg", "audio/mp4": "m4a" }[recording.blob.type] ?? "webm");
    return { file: new File([recording.blob], name, { type: recording.blob.type }), duration: Math.round(recording.elapsed), wave: encodeWave(recording.peaks) };
  }

  function close() {
    if (recording.state === "recording") release();
    if (recording.url) URL.revokeObjectURL(recording.url);
  }
  changed();
  return recording;
}
