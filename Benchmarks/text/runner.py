"""The load generators."""

import json
import os
import subprocess
import time
from pathlib import Path

from machine import Calibration, set_nice, wait_for_quiet

HERE = Path(__file__).resolve().parent


def build(folder):
    """Compiles the generators into a folder."""
    subprocess.run(["make", "-s", "-C", str(HERE), f"OUT={folder}"], check=True)


class Runner:
    """Runs a generator against a running server and keeps what it says."""

    def __init__(self, binaries, out):
        self.binaries = Path(binaries)
        self.out = Path(out)
        self.calibration = Calibration()
        self.rows = []

    def run(self, server, scenario, *arguments, options=(), longest=600):
        """Server and generator get more of the CPU than their neighbours, where that is allowed."""
        line = ["nice", "-n", "-10", str(self.binaries / server.tool), *server.options(), *options]
        line += ["-L", server.variant, scenario, *map(str, arguments)]
        wait_for_quiet()
        set_nice(server.pid, -10)
        began = time.time()
        try:
            done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=longest)
            text, status, errors = done.stdout, done.returncode, done.stderr
        except subprocess.TimeoutExpired as late:
            text, status, errors = (late.stdout or b"").decode(), 124, "timed out"
        errors = "".join(row for row in errors.splitlines(True) if not row.startswith("nice:"))
        return self._keep(server, scenario, text, status, errors, began)

    def _keep(self, server, scenario, text, status, errors, began):
        rows = [json.loads(row) for row in text.splitlines() if row.startswith("{")]
        for row in rows or [{"scenario": scenario}]:
            row |= {
                "server": server.name, "variant": server.variant, "status": status, "errors": errors[-600:],
                "calib_ms": self.calibration.since(began), "load1": round(os.getloadavg()[0], 2),
            }
            self.add(row)
        return rows

    def add(self, row):
        self.rows.append(row)
        with open(self.out, "a") as file:
            file.write(json.dumps(row) + "\n")
