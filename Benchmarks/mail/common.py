"""What every part needs: waiting, and the CPU time of a server."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def until(condition, longest, pause=0.02):
    """The time at which a condition came to hold."""
    deadline = time.monotonic() + longest
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError("not done in time")
        time.sleep(pause)
    return time.monotonic()


class CPU:
    """User and system time of processes, with those of them that have ended."""

    def __init__(self, processes):
        self.processes = processes

    @classmethod
    def of(cls, pid):
        return cls(lambda: [pid])

    @classmethod
    def session(cls, leader):
        """Every process that one started, wherever it is a session of its own."""
        return cls(lambda: [int(p) for p in os.listdir("/proc") if p.isdigit() and _stat(p, 3) == leader])

    def seconds(self):
        return sum(_stat(pid, 11) + _stat(pid, 12) + _stat(pid, 13) + _stat(pid, 14) for pid in self.processes()) / TICK


def _stat(pid, field):
    """A number of /proc/PID/stat, counted from the state as 0 (proc(5))."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[field])
    except (OSError, IndexError):
        return 0
