"""Ten who talk at once: whether the mix clips, and what is in it that nobody said."""

import asyncio
import json
import tempfile

import numpy

from caller import levels
from house import House
from libopus import RATE, encoded
from listening import heard
from trial import Pair

TALKERS = 10
SECONDS = 8
#: Of each tone, in decibels of full scale: four of them already reach it.
LOUDNESS = -12
#: Apart by what is no multiple of anything, so that overtones and sums fall between them.
TONES = [311 * 1.173 ** number for number in range(TALKERS)]


def tone(frequency):
    time = numpy.arange(SECONDS * RATE) / RATE
    # Ten times a second a little louder and softer, as a voice; a steady tone would be taken for a hum.
    sway = 1 + 0.1 * numpy.sin(2 * numpy.pi * 4 * time)
    return (10 ** (LOUDNESS / 20) * sway * numpy.sin(2 * numpy.pi * frequency * time)).astype(numpy.float32)


async def run(make):
    """Tells what a listener hears of ten tones."""
    with tempfile.TemporaryDirectory() as work:
        server = make(work, members=TALKERS + 1) if make is House else make(work)
        try:
            call = Pair(await server.start())
            await call.open(others=TALKERS - 1)
            listener, talkers = call.callers[0], call.callers[1:]
            sounds = [tone(frequency) for frequency in TONES]
            packets = [encoded(sound, bitrate=64_000) for sound in sounds]
            await asyncio.gather(*(
                caller.talk(*said) for caller, *said in zip(talkers, packets, map(levels, sounds))))
            await call.quiet()
            print(json.dumps({"server": server.name, "crowd": TALKERS} | analysed(heard(listener.arrivals).sound)), flush=True)
            await call.close()
        finally:
            await server.close()


def analysed(sound):
    """The peak, how many samples lie at a flat top, and the tones against all else, in decibels."""
    middle = sound[len(sound) // 2 - 2 * RATE:len(sound) // 2 + 2 * RATE]
    flat = int(numpy.count_nonzero((numpy.abs(middle[1:]) > 0.99) & (numpy.abs(numpy.diff(middle)) < 1e-5)))
    power = numpy.abs(numpy.fft.rfft(middle * numpy.hanning(len(middle)))) ** 2
    frequencies = numpy.fft.rfftfreq(len(middle), 1 / RATE)
    wanted = numpy.zeros(len(power), bool)
    for frequency in TONES:
        wanted |= numpy.abs(frequencies - frequency) < 12
    heard_tones = sum(bool(power[numpy.abs(frequencies - f) < 12].max() > power.max() / 1000) for f in TONES)
    ratio = 10 * numpy.log10(power[wanted].sum() / power[~wanted & (frequencies > 60)].sum())
    return {"peak": round(float(numpy.abs(sound).max()), 3), "flat": flat, "tones": heard_tones, "tones_to_rest": round(float(ratio), 1)}
