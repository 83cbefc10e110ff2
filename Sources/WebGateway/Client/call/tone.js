/** A quiet ring: two soft notes, every three seconds. */

const notes = [[0, 587.3], [0.18, 784], [0.36, 587.3], [0.54, 784]];
const every = 3000, loudness = 0.06;

export class Tone {
  start() {
    if (this.timer) return;
    try {
      this.context ??= new AudioContext();
    } catch {
      return;
    }
    this.context.resume().catch(() => {});
    this.ring();
    this.timer = setInterval(() => this.ring(), every);
  }

  ring() {
    const { context } = this;
    if (context.state !== "running") return;
    for (const [after, hertz] of notes) {
      const at = context.currentTime + after;
      const voice = new OscillatorNode(context, { type: "sine", frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(loudness, at + 0.03);
      gain.gain.exponentialRampToValueAtTime(0.0005, at + 0.5);
      voice.connect(gain).connect(context.destination);
      voice.start(at);
      voice.stop(at + 0.55);
    }
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.context?.close().catch(() => {});
    this.context = undefined;
  }
}
