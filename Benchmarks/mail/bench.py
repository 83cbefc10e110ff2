#!/usr/bin/env python3
"""Brings mail to our server and to Postfix, has both send it, and says what each costs and how long an answer takes."""

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "Tests/Live"
sys.path[:0] = [str(HERE), str(HERE.parent / "shared"), str(TESTS), str(TESTS / "mail")]
sys.dont_write_bytecode = True

import incoming
import letters
import machine
import postfix
import report
from latency import Latency
from machine import say
from outgoing import Outbox, Outgoing
from ports import free_port
from serving import find_binary
from signer import Signer

CONVERSATIONS = 200
#: Kind, mails, bytes of the file in each.
KINDS = (("5 KB answer", 2_000, 0), ("1 MB file", 100, 750_000))
#: Connections at once, and mails over each; 0 for all that there are.
WAYS = ((1, 0), (8, 0), (32, 0), (8, 1))


def arguments():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--binary", help="the confab to measure (default: .build/release/confab)")
    a.add_argument("--quick", action="store_true", help="about 2 minutes on a quiet machine: fewer mails, once")
    a.add_argument("--only", action="append", choices=["in", "out", "latency"], help="may be said again")
    a.add_argument("--repeats", type=int, help="how often (default 3)")
    a.add_argument("--results", type=Path, default=HERE / "build/results.json")
    return a.parse_args()


class Bench:
    def __init__(self, asked, work):
        self.asked, self.work, self.rows = asked, work, []
        self.repeats = asked.repeats or (1 if asked.quick else 3)
        self.part = 5 if asked.quick else 1
        subprocess.run(["make", "-s", "-C", str(HERE), f"OUT={HERE / 'build'}"], check=True)
        self.tool = str(HERE / "build/mailload")
        self.binary = find_binary(asked.binary)
        self.signer = Signer(letters.SENDERS)
        self.calibration = machine.Calibration()

    def run(self):
        say("seed")
        self.places = incoming.seed(self.binary, self.work / "seed", CONVERSATIONS)
        # Invitations ripen while mail comes in.
        outbox = Outbox(self.binary, self.work / "outbox", 2_000 // self.part) if self.wants("out") else None
        (self.work / "zone").write_text(incoming.ZONE + self.signer.record)
        self.port = free_port()
        names = subprocess.Popen([str(HERE / "build/names"), str(self.port), str(self.work / "zone")])
        try:
            if self.wants("latency"):
                self.latency()
            if self.wants("in"):
                self.incoming()
        finally:
            machine.end(names)
        if outbox:
            self.outgoing(outbox)

    def wants(self, name):
        return not self.asked.only or name in self.asked.only

    def incoming(self):
        part = incoming.Incoming(self.tool, self.work / "seed", self.binary, self.port, self.signer)
        for kind, count, attached in KINDS:
            letters.write(self.work / "mails", count // self.part, self.places, self.signer, attached)
            for at_once, each in WAYS:
                if attached and each:
                    continue
                for _ in range(self.repeats):
                    for server in ("ours", "ours lmtp", "postfix"):
                        say(f"in: {kind}, {at_once} at once, {server}")
                        self.add(part.run(self.work / "mails", server, at_once, each) | {"kind": kind})

    def outgoing(self, outbox):
        part = Outgoing(self.tool, self.binary, outbox, self.work / "seed", self.work)
        for _ in range(self.repeats):
            for server in ("ours", "ours unsigned", "postfix"):
                say(f"out: {server}")
                self.add(part.run(server))

    def latency(self):
        part = Latency(self.binary, self.work / "seed", self.port, self.signer, self.places, 100 // self.part)
        for with_page in (False, True):
            if with_page and not has_browser():
                say("no page: Playwright or Chromium is missing")
                continue
            say(f"latency: {'page' if with_page else 'client'}")
            for row in part.run(with_page):
                self.add(row)

    def add(self, row):
        self.rows.append(row | {"load1": round(os.getloadavg()[0], 2), "calib_ms": self.calibration.since(time.time() - 10)})


def has_browser():
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return False
    return bool(shutil.which("chromium"))


def surroundings(bench):
    loads = sorted(r["load1"] for r in bench.rows)
    return {
        "when": time.strftime("%F %T"), "cpu": machine.cpu_model(), "cores": os.cpu_count(),
        "kernel": platform.release(), "postfix": postfix.version(), "calib_ms": bench.calibration.since(0),
        "load": [loads[0], loads[len(loads) // 2], loads[-1]] if loads else []}


def main():
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    asked.results.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mail-bench-") as work:
        bench = Bench(asked, Path(work))
        bench.run()
    around = surroundings(bench)
    asked.results.write_text(json.dumps({"machine": around, "rows": bench.rows}, indent=1) + "\n")
    print(report.table(bench.rows))
    print(f"\n{around['cores']} cores of {around['cpu']}, Linux {around['kernel']}, {around['when']}; Postfix {around['postfix']}; "
          f"calibration {around['calib_ms']} ms, load least, median, most {around['load']}")
    found = report.faults(bench.rows)
    print("Nothing lost or refused." if not found else f"FAULTS: {found}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
