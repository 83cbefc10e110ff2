"""How good speech is that came out, compared with what went in."""

from dataclasses import dataclass

import numpy
from pesq import pesq
from scipy.signal import resample_poly

from libopus import RATE

#: Samples that a sentence may lie beside where the rest of the programme says.
SLACK = RATE * 3 // 10


@dataclass
class Score:
    #: Wideband PESQ (ITU-T P.862.2) of each sentence, 1 to 4.64.
    pesq: list
    #: ViSQOL of each sentence in speech mode, 1 to 5; empty where it is not installed.
    visqol: list
    #: Samples by which each sentence came later than in the programme.
    offsets: list

    @property
    def mean(self):
        return float(numpy.mean(self.pesq))

    @property
    def mean_visqol(self):
        return float(numpy.mean(self.visqol)) if self.visqol else None


def scored(programme, sound, also_visqol=False):
    """The scores of a programme's sentences in a recording of it that begins whenever it does."""
    whole = offset(programme.sound, sound)
    measure = visqol() if also_visqol else None
    result = Score([], [], [])
    for begin, end in programme.scored:
        reference = programme.sound[begin - RATE // 4:end + RATE // 4]
        begin -= RATE // 4
        near = cut(sound, begin + whole - SLACK, len(reference) + 2 * SLACK)
        shift = offset(reference, near)
        degraded = matched(reference, cut(near, shift, len(reference)))
        result.offsets.append(whole + shift - SLACK)
        result.pesq.append(wideband(reference, degraded))
        if measure:
            result.visqol.append(measure(reference, degraded))
    return result


def wideband(reference, degraded):
    """PESQ; 1 for what has no speech in it at all."""
    try:
        return float(pesq(16_000, _narrowed(reference), _narrowed(degraded), "wb"))
    except Exception as error:
        if "utterances" in str(error).lower():
            return 1.0
        raise


def visqol():
    """ViSQOL's speech mode as a function of reference and degraded; None where it is not installed."""
    try:
        from visqol import VisqolApi
    except ImportError:
        return None
    api = VisqolApi()
    api.create(mode="speech")

    def measure(reference, degraded):
        low = [_narrowed(sound).astype(float) for sound in (reference, degraded)]
        return float(api.measure_from_arrays(*low, 16_000).moslqo)
    return measure


def _narrowed(sound):
    return resample_poly(sound, 1, 3).astype(numpy.float32)


def offset(reference, sound):
    """Samples by which `sound` is later than `reference` where the two are most alike."""
    size = 1 << (len(reference) + len(sound)).bit_length()
    product = numpy.fft.rfft(sound, size) * numpy.conj(numpy.fft.rfft(reference, size))
    found = int(numpy.argmax(numpy.fft.irfft(product, size)))
    return found - size if found > size // 2 else found


def cut(sound, at, count):
    """So many samples from a place, with silence where there are none."""
    result = numpy.zeros(count, numpy.float32)
    begin, end = max(at, 0), min(at + count, len(sound))
    if begin < end:
        result[begin - at:end - at] = sound[begin:end]
    return result


def matched(reference, degraded):
    """The degraded sound at the level of the reference: an automatic gain is not a fault."""
    loud = numpy.abs(reference) > 0.02
    power = float((degraded[loud] ** 2).mean())
    return degraded if power == 0 else degraded * numpy.float32(numpy.sqrt(float((reference[loud] ** 2).mean()) / power))
