"""A daemon of the test's own: in a group of its own, with its files in a folder that goes with it."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from waiting import wait

SET_DEATH_SIGNAL = 1
_libc = ctypes.CDLL(None)


def _end_with_parent():
    """Even when the test is killed, nothing stays behind."""
    _libc.prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


class Daemon:
    def __init__(self, name):
        self.folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
        self.folder.chmod(0o755)
        self.process = None

    def run(self, *command):
        self.process = subprocess.Popen(
            list(map(str, command)), start_new_session=True, preexec_fn=_end_with_parent, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(self._ready, 20)
        return self

    def _ready(self):
        assert self.process.poll() is None, self.log
        try:
            return self.answers()
        except OSError:
            return False

    @property
    def log(self):
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def stop(self):
        """Ends it and its servants, by the number of their group."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder)
