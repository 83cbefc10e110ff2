#!/usr/bin/env python3
"""Puts calls of many participants on our server and on Janus AudioBridge, in turn, and says what each costs and how it sounds."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared"), str(HERE.parents[1] / "Tests/Live")]
sys.dont_write_bytecode = True

import cases
import hearing
import machine
import packages
import report
import run
import sdp
from janus import Janus
from machine import say
from ours import Ours
from serving import find_binary
from sounds import Sounds


def arguments():
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--binary", help="the confab to measure (default: .build/release/confab)")
    a.add_argument("--quick", action="store_true", help="about 9 minutes: the key cases once")
    a.add_argument("--only", action="append", choices=["rooms", "hall", "delay", "holes"], help="may be said again")
    a.add_argument("--case", action="append", help="of rooms or hall, by its name; may be said again")
    a.add_argument("--servers", default="ours,janus,plain", help="which, separated by commas (default: %(default)s)")
    a.add_argument("--repeats", type=int, help="how often (default 3)")
    a.add_argument("--seconds", type=float, help="of each measurement (default 10)")
    a.add_argument("--work", type=Path, default=cache / "confab-bench/media", help="where sounds and seeds are kept")
    a.add_argument("--results", type=Path, default=HERE / "results/media.jsonl", help="rows are added to it")
    return a.parse_args()


class Bench:
    def __init__(self, asked, folder):
        self.asked, self.rows = asked, []
        self.repeats = asked.repeats or (1 if asked.quick else 3)
        self.servers = asked.servers.split(",")
        packages.install(peer=self.servers != ["ours"])
        machine.raise_file_limit()
        subprocess.run(["make", "-s", "-C", str(HERE), f"OUT={HERE / 'build'}"], check=True)
        asked.work.mkdir(parents=True, exist_ok=True)
        asked.results.parent.mkdir(parents=True, exist_ok=True)
        self.tools = run.Tools(HERE / "build", Sounds(HERE / "build/frames", asked.work / "sounds"), sdp.Certificate(folder))
        self.binary = find_binary(asked.binary) if "ours" in self.servers else None
        self.folder = folder
        self.mark = time.strftime("%F %T")

    def server(self, name, case, realtime=False):
        if name == "ours":
            big = case.total > cases.OWN_SOCKETS
            return Ours(self.binary, self.asked.work / "ours", realtime, own_sockets=not big, stay=not big)
        return Janus("plain" if name == "plain" else "webrtc", realtime)

    def wants(self, part):
        return part in (self.asked.only or ["rooms", "hall", "delay", "holes"])

    def chosen(self, all_cases):
        names = self.asked.case or (cases.KEY if self.asked.quick else None)
        return [c.lasting(self.asked.seconds) for c in all_cases if not names or c.name in names]

    def run(self):
        for part, listed in (("rooms", cases.rooms()), ("hall", cases.hall())):
            if self.wants(part):
                for case in self.chosen(listed):
                    self.in_turn(case)
        if self.asked.case:
            return
        for part in ("delay", "holes"):
            if self.wants(part):
                for experiment in getattr(hearing, part)(self.asked.quick):
                    self.hear(experiment)

    def in_turn(self, case):
        self.add(self.tools.limits() | {"server": "limit", "case": case.name})
        for _ in range(1 if case.total > cases.OWN_SOCKETS else self.repeats):
            for name in self.servers:
                if name == "ours" or case.janus:
                    say(f"{case.name}: {name}")
                    self.add(self.attempt(lambda name=name: run.measure(self.server(name, case), case, self.tools), name, case))

    def hear(self, experiment):
        for name in self.servers:
            if name != "plain" or experiment.plain:
                say(f"{experiment.name}: {name}")
                server = self.server(name, experiment.case, realtime=True)
                row = self.attempt(lambda: experiment.run(server, self.tools, self.folder), name, experiment.case)
                self.add(row | {"experiment": experiment.name})

    @staticmethod
    def attempt(body, name, case):
        """A run that fails is a row too."""
        try:
            return body()
        except (RuntimeError, ValueError, OSError, subprocess.SubprocessError) as failure:
            say(f"failed: {failure}")
            return {"server": "janus plain" if name == "plain" else name, "case": case.name, "error": str(failure)[:400]}

    def add(self, row):
        row |= {"run": self.mark}
        self.rows.append(row)
        with open(self.asked.results, "a") as file:
            file.write(json.dumps(row) + "\n")


def surroundings():
    versions = ", ".join(f"{name} {version}" for name, version in packages.versions().items())
    return f"{os.cpu_count()} cores of {machine.cpu_model()}, Linux {platform.release()}; {versions}"


def main():
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="media-bench-") as folder:
        bench = Bench(asked, Path(folder))
        bench.run()
    text = report.tables(bench.rows) + f"\n{surroundings()}; {bench.mark}\n"
    print(text)
    if not asked.case and not asked.only:
        asked.results.with_suffix(".md").write_text(text)
    found = report.faults(bench.rows)
    print("Nothing refused." if not found else f"FAULTS: {found}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
