"""The machine: what it is, how crowded it is, and processes that are measured."""

import os
import platform
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


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


def cpu_model():
    rows = Path("/proc/cpuinfo").read_text().splitlines()
    return next((row.split(":")[1].strip() for row in rows if row.startswith("model name")), platform.machine())


def say(text):
    """Tells whoever waits what goes on."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


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
