"""What is said in the tests of quality: a programme of sentences with pauses, at an even level."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy

from libopus import RATE

#: Mean level of the sentences in decibels of full scale, about that of a telephone call.
LEVEL = -24
PAUSE = 0.7

SENTENCES = [
    ("en-gb", "The birch canoe slid on the smooth planks. It is easy to tell the depth of a well."),
    ("en-us+f3", "Four hours of steady work faced us. A large size in stockings is hard to sell."),
    ("de", "Der Bus kommt heute zehn Minuten später. Bitte warten Sie vor dem alten Bahnhof auf mich."),
    ("en-gb+f2", "The boy was there when the sun rose. A rod is used to catch pink salmon."),
    ("fr", "Le train de sept heures est déjà parti. Nous prendrons donc la voiture de ma sœur."),
    ("en-us", "Kick the ball straight and follow through. Help the woman get back to her feet."),
]


class Programme:
    """Sentences one after the other: `sound`, and where each `part` is in it. The first only lets everybody settle."""

    def __init__(self, sentences, pause=PAUSE):
        silence = numpy.zeros(int(pause * RATE), numpy.float32)
        pieces, self.parts, at = [], [], 0
        for sentence in sentences:
            pieces += [silence, sentence]
            self.parts.append((at + len(silence), at + len(silence) + len(sentence)))
            at += len(silence) + len(sentence)
        self.sound = numpy.concatenate([*pieces, silence])

    @property
    def scored(self):
        return self.parts[1:]


def levelled(samples, level=LEVEL):
    """With this mean level while something is said."""
    trimmed = samples[_sounding(samples)]
    frames = trimmed[:len(trimmed) // 480 * 480].reshape(-1, 480)
    power = (frames ** 2).mean(1)
    active = power[power > power.max() * 1e-4].mean()
    return (trimmed * (10 ** (level / 20) / numpy.sqrt(active))).astype(numpy.float32)


def _sounding(samples):
    loud = numpy.flatnonzero(numpy.abs(samples) > 0.01 * numpy.abs(samples).max())
    return slice(max(0, loud[0] - 480), loud[-1] + 480)


def spoken(voice, text, speed=155):
    """A sentence of espeak-ng."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", file.name, text], check=True, capture_output=True)
        return levelled(read(file.name))


def read(path):
    """A sound file of any kind at 48 kHz, by ffmpeg."""
    line = ["ffmpeg", "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    return numpy.frombuffer(subprocess.run(line, check=True, capture_output=True).stdout, numpy.float32)


def synthetic(count=len(SENTENCES)):
    """A programme of so many sentences, the first of which is said twice: to settle, and to be scored."""
    said = [spoken(*sentence) for sentence in SENTENCES[:count]]
    return Programme([said[0], *said])


#: Sentences that people said, in Debian's asterisk-core-sounds-{en,fr}-g722 (CC BY-SA 3.0): wideband, 16 kHz.
RECORDINGS = Path("/usr/share/asterisk/sounds")
RECORDED = [
    "en_US_f_Allison/demo-congrats", "en_US_f_Allison/demo-instruct", "fr_CA_f_June/demo-congrats",
    "en_US_f_Allison/demo-abouttotry", "fr_CA_f_June/demo-instruct", "en_US_f_Allison/tt-weasels",
]


def recorded(longest=9):
    """A programme of recordings, of at most so many seconds each; None where they are not installed."""
    files = [RECORDINGS / f"{name}.g722" for name in RECORDED]
    files = [file for file in files if file.exists()]
    if len(files) < 3 or not shutil.which("ffmpeg"):
        return None
    said = [levelled(read(file)[:longest * RATE]) for file in files]
    return Programme([said[0], *said])
