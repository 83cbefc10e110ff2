/** What this device can do and whether somebody is at it. */

const idleAfter = 180_000;

/** Which live media can be used: a microphone gives voice, a camera video. @returns {Promise<{voice: boolean, video: boolean}>} */
export async function usableMedia() {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const usable = async (kind, name) => devices.some((d) => d.kind === kind) && (await permission(name)) !== "denied";
    return { voice: !!globalThis.RTCPeerConnection && (await usable("audioinput", "microphone")), video: await usable("videoinput", "camera") };
  } catch {
    return { voice: false, video: false };
  }
}

const permission = (name) => navigator.permissions.query({ name }).then((p) => p.state, () => "prompt");

/** Calls `changed({activity?, media?})` when either changes. */
export function watchDevice(changed) {
  let timer, activity = "active", media = "";
  const become = (next) => {
    if (next !== activity) changed({ activity: (activity = next) });
  };
  const touched = () => {
    clearTimeout(timer);
    if (document.hidden) return become("idle");
    become("active");
    timer = setTimeout(() => become("idle"), idleAfter);
  };
  const look = async () => {
    const found = await usableMedia();
    if (JSON.stringify(found) === media) return;
    media = JSON.stringify(found);
    changed({ media: found });
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) addEventListener(kind, touched, { passive: true });
  document.addEventListener("visibilitychange", touched);
  navigator.mediaDevices?.addEventListener?.("devicechange", look);
  for (const name of ["microphone", "camera"]) {
    navigator.permissions?.query({ name }).then((p) => p.addEventListener("change", look), () => {});
  }
  touched();
  return look();
}
