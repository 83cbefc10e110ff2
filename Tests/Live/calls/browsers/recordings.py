"""What is in a recording: its sound as numbers, its cues."""

import re
import subprocess

import numpy

from spectrum import RATE, levels_of


def decode(data):
    """The samples of an Ogg Opus file, −1…1, as an independent decoder reads them."""
    line = ["ffmpeg", "-v", "error", "-xerror", "-i", "pipe:0", "-ac", "1", "-ar", str(RATE), "-f", "f32le", "pipe:1"]
    done = subprocess.run(line, input=data, capture_output=True, timeout=60)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return numpy.frombuffer(done.stdout, dtype=numpy.float32)


def loudness(samples, tones):
    """Decibels of each tone in the half second where it is loudest: 0 for one at full scale."""
    parts = [samples[i:i + RATE // 2] for i in range(0, len(samples) - RATE // 2 + 1, RATE // 4)]
    return [max(levels) for levels in zip(*(levels_of(part, tones) for part in parts))]


def cues(text):
    """(from, to, who, words) of each cue of a WebVTT file, in seconds."""
    head, *blocks = text.strip().split("\n\n")
    assert head == "WEBVTT"
    return [cue(block) for block in blocks]


def cue(block):
    found = re.fullmatch(r"([\d:.]+) --> ([\d:.]+)\n<v (.+?)>(.+)", block)
    return seconds(found[1]), seconds(found[2]), found[3], found[4]


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)
