"""The machine: how crowded it is, the load generators, and processes that are measured."""

import json
import os
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Calibration:
    """The CPU time of a fixed loop, taken again and again: neighbours make it longer."""

    def __init__(self):
        self.samples = []
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            began = time.thread_time()
            table = {}
            for i in range(150_000):
                table[i & 8191] = i ^ (i >> 3)
            self.samples.append((time.time(), (time.thread_time() - began) * 1e3))
            time.sleep(2)

    def since(self, instant):
        """The median in milliseconds."""
        values = sorted(ms for when, ms in self.samples if when >= instant - 2)
        return round(values[len(values) // 2], 1) if values else None


def build(folder):
    """Compiles the generators into a folder."""
    subprocess.run(["make", "-s", "-C", str(HERE), f"OUT={folder}"], check=True)


def raise_file_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def wait_for_quiet(longest=20):
    """Waits until few processes want to run."""
    deadline = time.time() + longest
    while time.time() < deadline:
        fields = Path("/proc/stat").read_text().split("procs_running ")[1].split()
        if int(fields[0]) <= 4:
            return
        time.sleep(0.5)


def rss_kb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])


def set_nice(pid, value):
    """For every thread; only root may go below zero, and then it is left as it is."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            os.setpriority(os.PRIO_PROCESS, int(task.name), value)
        except OSError:
            return


def wait_port(port, process, longest=60):
    """Waits until somebody listens there."""
    import socket

    deadline = time.monotonic() + longest
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nobody listens on {port}")


def end(process, longest=30):
    """Asks a process to end, then makes it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(longest)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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
