"""How loud tones are in a sound, and who is heard by theirs."""

import numpy

RATE = 48_000

#: A tone for each who calls, none a harmonic of another.
TONES = [440, 740, 1130, 1610, 2210, 2930, 3670, 4390]


def levels_of(samples, tones):
    """Decibels of each tone: 0 for one at full scale."""
    spectrum = numpy.abs(numpy.fft.rfft(samples * numpy.hanning(len(samples)))) * 4 / len(samples)
    at = [round(tone * len(samples) / RATE) for tone in tones]
    near = max(3, round(5 * len(samples) / RATE))
    return [20 * numpy.log10(max(spectrum[i - near:i + near + 1].max(), 1e-10)) for i in at]


def are_just(levels, heard, loud, apart, silent):
    """Whether these tones are louder than `loud`, and all others softer by `apart`.

    Where none is to be heard, all are to be softer than `silent`.
    """
    wanted = [levels[tone] for tone in heard]
    limit = min(wanted) - apart if wanted else silent
    others = [level for tone, level in levels.items() if tone not in heard]
    return all(level > loud for level in wanted) and all(level < limit for level in others)
