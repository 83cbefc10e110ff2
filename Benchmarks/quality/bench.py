#!/usr/bin/env python3
"""How a voice sounds that went over bad roads and through a server, beside Janus: run it without arguments, or see --help."""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "Tests/Live"
sys.path[:0] = [str(HERE), str(HERE.parent / "shared"), str(TESTS), str(TESTS / "calls/quality")]

import core  # noqa: E402
import crowd  # noqa: E402
import speech  # noqa: E402
from caller import as_callers  # noqa: E402
from house import House  # noqa: E402
from janus import Janus  # noqa: E402
from listening import heard  # noqa: E402
from priority import raise_priority  # noqa: E402
from roads import CONDITIONS  # noqa: E402
from scoring import scored  # noqa: E402
from trial import Pair  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--core", action="store_true", help="only the mixing core, in virtual time")
    parser.add_argument("--crowd", action="store_true", help="only ten who talk at once")
    parser.add_argument("--only", default="", help="only the roads whose names have this in them")
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--recorded", action="store_true", help="people's voices instead of espeak-ng's")
    parser.add_argument("--visqol", action="store_true", help="ViSQOL, too (slow)")
    parser.add_argument("--ours-only", action="store_true")
    return parser.parse_args()


def row(server, road, score, delay=None, **more):
    """One line of the results, told at once."""
    line = {"server": server, "road": road, "pesq": round(score.mean, 2), "least": round(min(score.pesq), 2), "delay": delay}
    if score.visqol:
        line["visqol"] = round(score.mean_visqol, 2)
    line |= more
    print(json.dumps(line), flush=True)
    with open(HERE / "results/quality.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


async def real(make, programme, roads, visqol):
    """One server over each of the roads, in one call."""
    with tempfile.TemporaryDirectory() as work:
        server = make(work)
        try:
            pair = await Pair(await server.start()).open()
            for name in roads:
                found = await pair.say(programme, CONDITIONS[name], visqol)
                row(server.name, name, found.score, round(found.delay), decoded=found.decoded, made_up=found.concealed)
            await pair.close()
        finally:
            await server.close()


def virtual(programme, roads, visqol):
    """The core alone; beside it what one hears without any server."""
    program = core.build()
    for name in roads:
        conditions = CONDITIONS[name]
        went = core.sent(programme.sound, conditions.up, conditions.repairing, conditions.drift)
        with tempfile.TemporaryDirectory() as work:
            loss = 0 if conditions.down.loss < 0.04 else 20 if conditions.down.loss >= 0.2 else 10
            came = core.through(program, went, work, loss=loss)
        patience = 0.12 + conditions.up.jitter + conditions.down.jitter
        sound = heard(core.again(came, conditions.down), patience).sound
        row("core", name, scored(programme, sound, visqol))
        row("no server", name, scored(programme, heard(core.again(went, conditions.down), patience).sound, visqol))


def main():
    chosen = arguments()
    (HERE / "results").mkdir(exist_ok=True)
    roads = [name for name in CONDITIONS if chosen.only in name]
    programme = (speech.recorded(6) if chosen.recorded else None) or speech.synthetic(chosen.sentences)
    if chosen.core:
        virtual(programme, roads, chosen.visqol)
        return
    raise_priority()
    servers = [House] + ([Janus] if Janus.there() and not chosen.ours_only else [])
    with as_callers():
        for make in servers:
            if not chosen.crowd:
                asyncio.run(real(make, programme, roads, chosen.visqol))
            asyncio.run(crowd.run(make))


if __name__ == "__main__":
    main()
