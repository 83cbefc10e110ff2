#!/usr/bin/env python3
"""Runs our server, ejabberd and Prosody through the same scenarios, in turn, and says what each costs."""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared")]
sys.dont_write_bytecode = True

import machine
import report
import runner
from machine import say
from ours import Ours, Seed
from peers import certificate, packages
from peers.ejabberd import Ejabberd
from peers.prosody import Prosody
from plan import plan
from serving import find_binary

ARCHIVE = report.ARCHIVE


def arguments():
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--binary", help="the confab to measure (default: .build/release/confab)")
    a.add_argument("--quick", action="store_true", help="about three minutes: fewer scenarios, one repeat")
    a.add_argument("--only", action="append", metavar="SCENARIO", help="such as pairs, room100, storm; may be said again")
    a.add_argument("--ours-only", action="store_true", help="without the peers")
    a.add_argument("--peers-only", action="store_true", help="without our server")
    a.add_argument("--repeats", type=int, help="how often at most (default 3)")
    a.add_argument("--work", type=Path, default=cache / "confab-bench", help="where seeds and the peers' accounts are kept")
    a.add_argument("--results", type=Path, default=HERE / "build/results.json")
    return a.parse_args()


class Bench:
    def __init__(self, asked):
        self.asked = asked
        self.repeats = asked.repeats or (1 if asked.quick else 3)
        machine.raise_file_limit()
        asked.work.mkdir(parents=True, exist_ok=True)
        asked.results.parent.mkdir(parents=True, exist_ok=True)
        runner.build(HERE / "build")
        self.certificate = certificate.make(asked.work / "etc")
        self.lines = asked.results.with_suffix(".jsonl")
        self.lines.unlink(missing_ok=True)
        self.runner = runner.Runner(HERE / "build", self.lines)
        self.seeds = {}
        self.prepared = set()
        self.binary = None if asked.peers_only else find_binary(asked.binary)
        if not asked.ours_only:
            packages.install()

    def seed(self, name):
        amounts = {
            "main": dict(people=3100, pairs=1550, room=(100, 500, 1000), history=10_000),
            "star": dict(people=501, star=True),
            "million": dict(people=2, history=1_000_000),
        }
        if name not in self.seeds:
            say(f"seed {name}")
            self.seeds[name] = Seed(self.binary, self.asked.work / "ours" / name, **amounts[name])
        return self.seeds[name]

    def server(self, key):
        """The server of a name such as `ours tls` or `ejabberd archive`."""
        name, _, what = key.partition(" ")
        if name == "ours":
            return Ours(self.binary, self.seed(what if what in ("star", "million") else "main"), self.certificate, tls=what == "tls")
        kind = {"ejabberd": Ejabberd, "prosody": Prosody}[name]
        if name not in self.prepared:
            kind(self.asked.work, "no archive").prepare(HERE / "build/xmppload")
            self.prepared.add(name)
        return kind(self.asked.work, ARCHIVE if what == "archive" else "no archive", tls=what == "tls")

    def wanted(self, entry):
        ours = entry.server.startswith("ours")
        return not (ours and self.asked.peers_only) and not (not ours and self.asked.ours_only)

    def run(self):
        scenarios = [s for s in plan(self.asked.quick and not self.asked.only) if not self.asked.only or s.name in self.asked.only]
        for scenario in scenarios:
            entries = [e for e in scenario.entries if self.wanted(e)]
            for repeat in range(self.repeats):
                for entry in entries:
                    if not entry.at_most or repeat < entry.at_most:
                        self.one(scenario, entry)
        return self.runner.rows

    def one(self, scenario, entry):
        say(f"{scenario.name}: {entry.server}")
        server = self.server(entry.server)
        try:
            server.start()
        except RuntimeError as failure:
            return self.runner.add({
                "scenario": scenario.name, "server": server.name, "variant": server.variant, "status": 1, "errors": str(failure)})
        try:
            self.runner.add({
                "scenario": "start", "server": server.name, "variant": server.variant, "of": entry.server,
                "started_in_s": server.started_in, "idle_kb": server.idle_kb})
            for call in entry.calls:
                for row in self.runner.run(server, *call, options=entry.options):
                    row["of"] = scenario.name
        finally:
            server.stop()


def surroundings(runner):
    return {
        "when": time.strftime("%F %T"), "cpu": machine.cpu_model(), "cores": os.cpu_count(),
        "kernel": platform.release(), "peers": packages.versions(), "calib_ms": runner.calibration.since(0),
        "load": [round(x, 2) for x in os.getloadavg()],
    }


def main():
    asked = arguments()
    bench = Bench(asked)
    rows = bench.run()
    around = surroundings(bench.runner)
    asked.results.write_text(json.dumps({"machine": around, "rows": rows}, indent=1) + "\n")
    counts, failed = report.faults(rows)
    print(report.table(rows))
    print(f"\n{around['cores']} cores of {around['cpu']}, Linux {around['kernel']}, {around['when']}; "
          f"calibration {around['calib_ms']} ms, load {around['load'][0]}; {around['peers']}")
    if not asked.peers_only:
        print("Nothing lost, doubled, out of order or refused." if not counts else f"FAULTS: {counts}")
    for text in failed:
        print(f"FAILED: {text}")
    sys.exit(1 if counts or failed else 0)


if __name__ == "__main__":
    main()
