"""One XMPP server: its variants, its data, its process."""

import shutil
import subprocess
import time
from pathlib import Path

from machine import end, rss_kb, wait_port

PEOPLE, STAR = 1001, 501


class Peer:
    """Subclasses say `name`, `port`, `tls_port`, `_configure(variant)` and `_command(variant)` -> (line, environment)."""

    tool = "xmppload"

    def __init__(self, work, variant, tls=False):
        self.work, self.tls = Path(work), tls
        self.variant = variant
        for folder in ("etc", "log", "data", "seed"):
            (self.work / folder).mkdir(parents=True, exist_ok=True)

    @property
    def data(self):
        return self.work / "data" / f"{self.name}-{self.variant}".replace(" ", "-")

    @property
    def seed(self):
        return self.work / "seed" / self.name

    def prepare(self, generator):
        """Accounts and contacts, once; kept in the work folder."""
        if (self.seed / "done").exists():
            return
        shutil.rmtree(self.seed, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        self._launch()
        line = [str(generator), "-p", str(self.port), "-k", str(self.pid)]
        try:
            subprocess.run([*line, "register", str(PEOPLE)], check=True)
            subprocess.run([*line, "-u", "s", "register", str(STAR)], check=True)
            subprocess.run([*line, "-u", "s", "star", str(STAR)], check=True)
        finally:
            end(self.process)
        shutil.copytree(self.data, self.seed)
        self._after_seed()
        (self.seed / "done").touch()

    def _after_seed(self):
        """What variants need besides."""

    def start(self):
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.seed, self.data)
        self._launch()

    def _launch(self):
        self._configure()
        line, environment = self._command()
        log = self.work / "log" / f"{self.data.name}.out"
        began = time.monotonic()
        with open(log, "wb") as file:
            self.process = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, start_new_session=True
            )
        wait_port(self.port, self.process)
        self.started_in = time.monotonic() - began
        self.pid = self.process.pid
        time.sleep(1)
        self.idle_kb = rss_kb(self.pid)

    def options(self):
        port = self.tls_port if self.tls else self.port
        return ["-p", str(port), "-k", str(self.pid)] + (["-t"] if self.tls else [])

    def stop(self):
        end(self.process)
