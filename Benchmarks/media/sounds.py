"""Sound to send, made once: speech, silence, tones, bursts; as frames of Opus for `rtpload`."""

import math
import subprocess
from array import array
from pathlib import Path

TEXTS = (
    "The quick brown fox jumps over the lazy dog, while seven wizards judge the boxing matches held in the quiet valley.",
    "We will meet on Thursday afternoon at half past three, bring the printed report, the blue folder, and the new budget.",
    "Yesterday the train was delayed by almost forty minutes because of signal trouble near the old bridge, so all arrived late.",
    "Please remember to close all of the windows before you leave the building, since heavy rain and strong wind are expected.",
    "A rather large audience gathered outside the theatre, waiting patiently for the doors to open and for the music to begin.",
    "I think that the second proposal is much better, it costs a little more, but it can be finished before the summer ends.",
    "Numbers one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen.",
    "Her grandmother used to tell long stories about the harbour, the fishing boats, and the winters when the bay was frozen.",
)
SPEAKERS = ("en-us", "en-gb+f2", "en-us+m3", "en-gb+f4", "en-us+f1", "en-gb+m7", "en-us+f5", "en-gb+m1")
RATE = 48000
TONES = 32
#: Bursts: who sends one every second, in turn, 200 ms after the one before.
BURSTS = 5


def tone_hz(i):
    return 400 + 150 * i


def burst_hz(i):
    return 1000 + 700 * i


def sine(hz, peak, count, start=0, length=RATE):
    """So many samples of a tone within silence."""
    values = [0] * length
    for n in range(count):
        values[start + n] = round(peak * math.sin(2 * math.pi * hz * n / RATE))
    return array("h", values).tobytes()


def speech(folder, i):
    """About ten seconds, with the noise of a room, so that pauses are not of zeros."""
    spoken, resampled = folder / "spoken.wav", folder / "resampled.wav"
    subprocess.run(["espeak-ng", "-v", SPEAKERS[i], "-s", "165", "-w", spoken, f"{TEXTS[i]} {TEXTS[(i + 3) % 8]}"], check=True)
    subprocess.run(["sox", spoken, "-r", str(RATE), "-c", "1", "-b", "16", resampled, "norm", "-6"], check=True)
    seconds = subprocess.run(["soxi", "-D", resampled], check=True, capture_output=True, text=True).stdout.strip()
    noise = f"|sox -n -r {RATE} -c 1 -b 16 -p synth {seconds} pinknoise vol 0.002"
    line = ["sox", "-m", "-v", "1", resampled, "-v", "1", noise,
            "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-r", str(RATE), "-"]
    return subprocess.run(line, check=True, capture_output=True).stdout


class Sounds:
    def __init__(self, tool, folder):
        self.tool, self.folder = tool, Path(folder)
        if (self.folder / "done").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for i in range(len(TEXTS)):
            sound = speech(self.folder, i)
            (self.folder / f"speech{i}.raw").write_bytes(sound)
            self._encode(f"speech{i}", sound)
            # 20 dB down, for rooms where a sum of all must not overflow.
            self._encode(f"low{i}", sound, gain=0.1)
        self._encode("silence", bytes(2 * 4 * RATE))
        for i in range(TONES):
            self._encode(f"tone{i}", sine(tone_hz(i), 3276, RATE), 64000, application="audio")
        for i in range(BURSTS):
            self._encode(f"burst{i}", sine(burst_hz(i), 13000, 1920, 9600 * i), 64000, application="audio")
        (self.folder / "done").touch()

    def _encode(self, name, sound, bitrate=32000, gain=1.0, application="voip"):
        with open(self.path(name), "wb") as file:
            subprocess.run([self.tool, str(bitrate), str(gain), application], input=sound, stdout=file, check=True)

    def path(self, name):
        return self.folder / f"{name}.frames"

    def names(self):
        return sorted(p.name.removesuffix(".frames") for p in self.folder.glob("*.frames"))
