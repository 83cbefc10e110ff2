/** Microphones and speakers. Never touches the page. */
import { prefs } from "/callprefs.js";

const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

const reasons = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", DevicesNotFoundError: "none", OverconstrainedError: "none" };

/** Why there is no microphone: `denied`, `none`, `busy` or `insecure`. */
class NoMicrophone extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const ask = (id) => navigator.mediaDevices.getUserMedia({ audio: id ? { ...wanted, deviceId: { exact: id } } : wanted });

/**
 * Opens the microphone that was chosen, or the usual one when that is not there (`fell`).
 * @returns {Promise<{stream: MediaStream, track: MediaStreamTrack, id: string, label: string, fell: boolean}>} rejects with NoMicrophone
 */
export async function openMicrophone(id = prefs().mic) {
  if (!navigator.mediaDevices?.getUserMedia) throw new NoMicrophone("insecure");
  let stream, fell = false;
  try {
    stream = await ask(id).catch((error) => {
      if (!id || reasons[error.name] !== "none") throw error;
      fell = true;
      return ask("");
    });
  } catch (error) {
    throw new NoMicrophone(reasons[error.name] ?? "busy");
  }
  const [track] = stream.getAudioTracks();
  return { stream, track, id: track.getSettings().deviceId ?? "", label: track.label, fell };
}

export const closeMicrophone = (mic) => mic?.stream.getTracks().forEach((track) => { track.onended = null; track.stop(); });

/** What can be chosen. Names are known once the microphone is allowed. @returns {Promise<{mics: any[], speakers: any[]}>} */
export async function listDevices() {
  const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  const of = (kind) => all.filter((d) => d.kind === kind && d.deviceId && d.deviceId !== "communications");
  return { mics: of("audioinput"), speakers: canChooseSpeaker() ? of("audiooutput") : [] };
}

export const canChooseSpeaker = () => typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** Plays through a speaker; the usual one when it is not there. */
export async function useSpeaker(audio, id = prefs().speaker) {
  if (!audio.setSinkId) return;
  try {
    await audio.setSinkId(id);
  } catch {
    await audio.setSinkId("").catch(() => {});
  }
}

/**
 * How loud a stream is, 0…1, about fifteen times a second: `heard(level, now)`, where `level` falls slowly and `now` does not.
 * @returns {() => void} stops it
 */
export function watchLevel(stream, heard) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let level = 0;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
    const now = Math.min(1, Math.max(0, 1 + Math.log10(power + 1e-10) / 5));
    level = Math.max(now, level * 0.8);
    heard(level, now);
  }, 66);
  context.resume().catch(() => {});
  return () => {
    clearInterval(timer);
    context.close().catch(() => {});
  };
}

/** As `watchLevel`, of a copy that is sent nowhere: it goes on while the microphone itself is off. */
export function watchCopy(stream, heard) {
  const copy = stream.clone();
  for (const track of copy.getTracks()) track.enabled = true;
  const stop = watchLevel(copy, heard);
  return () => {
    stop();
    copy.getTracks().forEach((track) => track.stop());
  };
}
