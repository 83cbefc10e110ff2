"""Tones for microphones, and ears that tell how loud each tone is."""

#: A tone for each who calls, none a harmonic of another.
TONES = [440, 740, 1130, 1610, 2210, 2930, 3670, 4390]

#: Replaces the microphone by a tone, and listens to whatever comes in. Nothing of the page's own is changed besides.
SCRIPT = """(() => {
  const context = () => (window.soundContext ??= new AudioContext({ sampleRate: 48000 }));
  window.tone = TONE;
  window.lines = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted.audio) throw new DOMException("no", "NotFoundError");
    const c = context(), source = c.createOscillator(), gain = c.createGain(), out = c.createMediaStreamDestination();
    source.frequency.value = window.tone;
    gain.gain.value = 0.15;
    source.connect(gain).connect(out);
    source.start();
    window.oscillator = source;
    return out.stream;
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...all) {
      super(...all);
      window.lines.push(this);
      this.addEventListener("track", ({ track }) => {
        const c = context(), ear = c.createAnalyser();
        ear.fftSize = 32768;
        ear.smoothingTimeConstant = 0;
        c.createMediaStreamSource(new MediaStream([track])).connect(ear);
        window.ear = ear;
      });
    }
  };
  window.hears = (tones) => {
    if (!window.ear) return tones.map(() => -200);
    const bins = new Float32Array(window.ear.frequencyBinCount);
    window.ear.getFloatFrequencyData(bins);
    const width = 48000 / window.ear.fftSize;
    return tones.map((tone) => {
      const at = Math.round(tone / width);
      return Math.max(...bins.slice(at - 3, at + 4), -200);
    });
  };
})();"""

#: What is heard, and how far under it what is not must be, in decibels.
LOUD, APART = -45, 40


def equip(desk, tone):
    """Gives a desk a tone for a microphone. To be called before its page goes anywhere."""
    desk.tone = tone
    desk.page.add_init_script(SCRIPT.replace("TONE", str(tone)))
    return desk


def hears(desk, *tones):
    """How loud each tone is."""
    return desk.page.evaluate("tones => window.hears(tones)", list(tones))


def hears_all(desk, others):
    return all(level > LOUD for level in hears(desk, *[other.tone for other in others]))


def is_apart(desk, *absent):
    """The tones of these, or their own, lie far under whatever the desk hears best."""
    best = max(hears(desk, *TONES))
    return best > LOUD and all(level < best - APART for level in hears(desk, *[one.tone for one in absent or [desk]]))
