"""How a voice sounds that went through the server, by wideband PESQ; Benchmarks/quality has the long table."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from caller import as_callers  # noqa: E402
from house import House  # noqa: E402
from lossy import CLEAN, Road  # noqa: E402
from priority import raise_priority  # noqa: E402
from speech import synthetic  # noqa: E402
from trial import Conditions, Pair  # noqa: E402

#: A machine that is busy for a moment may spoil a trial, but not each of them.
TRIALS = 3

#: One frame of ten replaced by silence makes 1.7, concealment without repairs 1.9 at most.
ROADS = [
    ("clean", Conditions(up=CLEAN), 2.6),
    ("a tenth lost", Conditions(up=Road(loss=0.1), repairing=10), 2.1),
    ("a tenth lost to the listener, who says so", Conditions(down=Road(loss=0.1)), 2.4),
]


async def test_a_voice_sounds_well_also_when_a_tenth_of_it_is_lost(tmp_path):
    raise_priority()
    programme = synthetic(1)
    house = House(tmp_path)
    try:
        with as_callers():
            pair = await Pair(await house.start()).open()
            for name, conditions, least in ROADS:
                outcome = await best(pair, programme, conditions, least)
                assert outcome.score.mean >= least, f"{name}: {outcome}"
            await pair.close()
    finally:
        await house.close()


async def best(pair, programme, conditions, least):
    """The best of a few trials, or the first that is good enough."""
    outcomes = []
    for _ in range(TRIALS):
        outcomes.append(await pair.say(programme, conditions))
        if outcomes[-1].score.mean >= least:
            break
    return max(outcomes, key=lambda outcome: outcome.score.mean)
