"""Tones for microphones, and ears that tell how loud each tone is."""

from spectrum import TONES, are_just

#: What a desk sounds like once it has chosen a certain microphone.
OTHER_DEVICE = 5210

#: Replaces microphones by tones, and listens to whatever comes in. Nothing of the page's own is changed besides.
SCRIPT = """(() => {
  const context = () => (window.soundContext ??= new AudioContext({ sampleRate: 48000 }));
  window.lines = [];
  window.voice = (frequency) => {
    const c = context(), source = c.createOscillator(), out = c.createMediaStreamDestination();
    window.gain = c.createGain();
    source.frequency.value = frequency;
    window.gain.gain.value = 0.15;
    source.connect(window.gain).connect(out);
    source.start();
    return out.stream;
  };
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted.audio) throw new DOMException("no", "NotFoundError");
    return window.voice(wanted.audio.deviceId ? OTHER : TONE);
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
  window.counts = async () => {
    const stats = [...(await window.lines.at(-1).getStats()).values()];
    const sum = (type, field) => stats.filter((s) => s.type === type).reduce((all, s) => all + (s[field] ?? 0), 0);
    const sent = sum("outbound-rtp", "packetsSent"), got = sum("inbound-rtp", "packetsReceived");
    return { sent, got, level: sum("media-source", "audioLevel"), rate: sum("outbound-rtp", "targetBitrate") };
  };
})();"""

#: What is heard, what is not heard where nothing else is, and how far under what is heard that must be, in decibels.
LOUD, SILENT, APART = -45, -85, 40


def equip(desk, tone):
    """Gives a desk a tone for a microphone. To be called before its page goes anywhere."""
    desk.tone = tone
    desk.page.add_init_script(SCRIPT.replace("TONE", str(tone)).replace("OTHER", str(OTHER_DEVICE)))
    return desk


def hears(desk, *tones):
    """How loud each tone is."""
    return desk.page.evaluate("tones => window.hears(tones)", list(tones))


def hears_just(desk, *others):
    """These, and none of the other tones there are."""
    tones = [*TONES, OTHER_DEVICE]
    return are_just(dict(zip(tones, hears(desk, *tones))), [other.tone for other in others], LOUD, APART, SILENT)


def whisper(desk, gain):
    """How loud the desk's microphone is: 0.15 at first."""
    desk.page.evaluate("gain => { window.gain.gain.value = gain; }", gain)


def cheat(desk):
    """Sends the desk's tone past whatever the page does to its microphone."""
    desk.page.evaluate("t => window.lines.at(-1).getSenders()[0].replaceTrack(window.voice(t).getAudioTracks()[0])", desk.tone)


def counts(desk):
    """Packets of sound that the desk has sent and got, and how loud (0…1) and at how many bits a second it sends."""
    return desk.page.evaluate("window.counts()")
