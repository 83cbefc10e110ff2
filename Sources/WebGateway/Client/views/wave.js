/** The wave of a voice message. */

/** Base64 of at most 128 peaks of one byte. @param {number[]} peaks 0…1 */
export function encodeWave(peaks) {
  const count = Math.min(128, Math.max(1, peaks.length));
  const bytes = Array.from({ length: count }, (_, i) => {
    const part = peaks.slice(Math.floor((i * peaks.length) / count), Math.floor(((i + 1) * peaks.length) / count) || 1);
    return Math.round(Math.max(0, ...part) * 255);
  });
  return btoa(String.fromCharCode(...bytes));
}

/** @returns {number[]} peaks 0…1 */
export function decodeWave(wave) {
  try {
    return [...atob(wave)].slice(0, 128).map((c) => c.charCodeAt(0) / 255);
  } catch {
    return [];
  }
}

/** Draws peaks as bars; `played` (0…1) of them in the accent colour. */
export function drawWave(canvas, peaks, played) {
  const pen = canvas.getContext("2d");
  const { width, height } = canvas;
  const style = getComputedStyle(canvas);
  const step = width / Math.max(peaks.length, 48);
  pen.clearRect(0, 0, width, height);
  peaks.forEach((peak, i) => {
    const tall = Math.max(4, peak * height);
    pen.fillStyle = i < peaks.length * played ? style.color : style.borderTopColor;
    pen.beginPath();
    pen.roundRect(i * step, (height - tall) / 2, Math.max(2, step * 0.6), tall, 3);
    pen.fill();
  });
}
