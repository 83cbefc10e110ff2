"""The wall clock of a server, moved while it runs."""

import struct
import subprocess
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "faults/clock.c"


class Clock:
    def __init__(self, folder):
        self.library, self.offset, self.seconds = folder / "clock.so", folder / "offset", 0
        self.offset.write_bytes(struct.pack("q", 0))
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE], check=True)

    def forward(self, seconds):
        self.seconds += seconds
        with open(self.offset, "r+b") as f:
            f.write(struct.pack("q", self.seconds))

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "CLOCK_OFFSET": str(self.offset)}
