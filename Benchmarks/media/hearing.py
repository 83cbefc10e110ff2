"""Experiments on what is heard: the delay that a server adds, and the holes that networks make."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy

import pcm
import run
import sounds
from cases import Case

PEOPLE = 6
LISTENER = PEOPLE - 1
#: An eighth of a burst's peak; louder than what others' bursts leave at its frequency.
LEAST = 1600
FRAMES_A_SECOND = 50


@dataclass
class Experiment:
    name: str
    case: Case
    voice: Callable
    judge: Callable
    options: list = field(default_factory=list)
    #: Who is impaired and logged.
    marked: range = range(0)
    plain: bool = False

    def run(self, server, tools, folder):
        dump, log = folder / "dump", folder / "log"

        def more(i):
            return (" mark=1" if i in self.marked else "") + (f" dump={dump}" if i == LISTENER else "")

        row = run.measure(server, self.case, tools, [*self.options, "-l", log], self.voice, more)
        return row | self.judge(self, tools, dump, log)


def delay(quick):
    """Five send bursts in turn, one listens."""
    def experiment(name, seconds, judge, *options, plain=False):
        case = Case(name, PEOPLE, warm=4, seconds=seconds)
        return Experiment(name, case, lambda i: f"burst{i}" if i < sounds.BURSTS else "silence", judge, list(options),
                          range(sounds.BURSTS), plain)

    yield experiment("delay", 10 if quick else 20, delays, plain=True)
    yield experiment("delay, one stall of 150 ms", 20, stalled, "-H", "10:150")
    if not quick:
        yield experiment("delay, jitter 0-40 ms", 20, delays, "-Q", 40)
        yield experiment("delay, loss 2 %, jitter 0-40 ms", 20, delays, "-q", 2, "-Q", 40)


def holes(quick):
    """One sends a steady tone over a bad network."""
    networks = [(0, 0), (2, 0), (5, 0), (10, 0), (0, 40), (0, 100), (2, 40)]
    for loss, jitter in networks[1:5:3] if quick else networks:
        name = "holes, " + (", ".join([f"loss {loss} %"] * bool(loss) + [f"jitter 0-{jitter} ms"] * bool(jitter)) or "nothing")
        case = Case(name, PEOPLE, talkers=1, warm=3, seconds=8 if quick else 15)
        options = ["-q", loss, "-Q", jitter]
        yield Experiment(name, case, lambda i: "silence" if i else "tone5", missing, options, range(1))


def sent(log):
    """For each participant: when each frame went out."""
    found = {}
    for row in log.read_text().splitlines():
        who, _, frame, at = map(int, row.split())
        found.setdefault(who, {})[frame] = at
    return found


def burst_start(tools, who):
    """Where a client that decodes the very packets hears the burst begin, in samples after the frame it is in."""
    decoder, loop = pcm.Decoder(), pcm.frames(tools.sounds.path(f"burst{who}"))
    samples = numpy.concatenate([decoder.decode(packet) for packet in loop + loop])
    second = [s for s in pcm.onsets(samples, sounds.burst_hz(who), LEAST) if s >= pcm.RATE]
    return second[0] - pcm.RATE - 9600 * who


def series(tools, dump, log):
    """(seconds since the beginning, ms of delay) for each burst, and how many were not heard."""
    heard, logged, found, lost = pcm.heard(pcm.dumped(dump)), sent(log), [], 0
    began = min(min(frames.values()) for frames in logged.values())
    for who, frames in logged.items():
        inside = burst_start(tools, who) / pcm.RATE * 1e9
        starts = numpy.array(pcm.onsets(heard.samples, sounds.burst_hz(who), LEAST))
        packet = numpy.searchsorted(heard.starts, starts, side="right") - 1
        at = heard.times[packet] + (starts - heard.starts[packet]) / pcm.RATE * 1e9
        for frame, when in frames.items():
            if frame % FRAMES_A_SECOND != 10 * who or when - began < 2e9 or when > heard.times[-1] - 1e9:
                continue
            next_one = numpy.searchsorted(at, when + inside)
            if next_one == len(at) or at[next_one] - when - inside > 9e8:
                lost += 1
            else:
                found.append(((when - began) / 1e9, (at[next_one] - when - inside) / 1e6))
    return sorted(found), lost


def quantiles(values, prefix="delay"):
    if not values:
        return {f"{prefix}_median_ms": None}
    named = {"median": 50, "p99": 99, "least": 0, "most": 100}
    return {f"{prefix}_{name}_ms": round(float(numpy.percentile(values, q)), 1) for name, q in named.items()}


def delays(experiment, tools, dump, log):
    found, lost = series(tools, dump, log)
    return quantiles([ms for _, ms in found]) | {"bursts": len(found), "bursts_lost": lost}


def stalled(experiment, tools, dump, log):
    """Before the stall, and in the seconds after it."""
    found, lost = series(tools, dump, log)
    at = 10
    parts = {"before": (0, at - 0.5), "after_2s": (at + 0.5, at + 3), "after_10s": (at + 8, at + 20)}
    row = {"bursts": len(found), "bursts_lost": lost}
    for name, (low, high) in parts.items():
        row |= quantiles([ms for when, ms in found if low <= when < high], f"delay_{name}")
    return row


def missing(experiment, tools, dump, log):
    """The share of 10 ms in which less than half of the tone is there."""
    samples = pcm.heard(pcm.dumped(dump)).samples
    level = pcm.levels(samples[-int((experiment.case.seconds - 1) * pcm.RATE):], sounds.tone_hz(5))
    return {"holes_percent": round(100 * float((level < numpy.median(level) / 2).mean()), 2)}
