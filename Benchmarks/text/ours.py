"""Our server, on a copy of a seeded data folder."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import serving
from machine import end, rss_kb


class Seed:
    """People, pairs, rooms and history, made once by `confab bench-seed` and copied for every run."""

    def __init__(self, binary, folder, **amounts):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        if (self.folder / "done").exists() and (self.folder / "done").stat().st_mtime > binary.stat().st_mtime:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        line = [str(binary), "bench-seed", "--data", str(self.data), "--out", str(self.folder / "tokens.tsv")]
        for name, values in amounts.items():
            for value in values if isinstance(values, tuple) else (values,):
                line += [f"--{name}"] if value is True else [f"--{name}", str(value)]
        subprocess.run(line, check=True)
        beside = self.data / "conversations.tsv"
        if beside.exists():
            shutil.move(beside, self.folder / "conversations.tsv")
        (self.folder / "done").touch()


class Ours:
    name = "ours"
    tool = "liveload"

    def __init__(self, binary, seed, certificate, variant="archived and synced", tls=False):
        self.binary, self.seed, self.certificate, self.variant, self.tls = binary, seed, certificate, variant, tls

    def start(self):
        self.folder = Path(tempfile.mkdtemp(prefix="confab-bench-"))
        shutil.copytree(self.seed.data, self.folder / "data")
        settings = dict(serving.RELAXED)
        if self.tls:
            settings |= {"tls.certificate": self.certificate / "crt.pem", "tls.key": self.certificate / "key.pem"}
        log = self.folder / "log"
        began = time.monotonic()
        self.process = serving.start(self.binary, self.folder / "data", settings, log, start_new_session=True)
        self.port = serving.listening(self.process, log)
        self.started_in = time.monotonic() - began
        self.pid = self.process.pid
        time.sleep(1)
        self.idle_kb = rss_kb(self.pid)

    def options(self):
        return ["-p", str(self.port), "-k", str(self.pid), "-d", str(self.seed.folder)] + (["-t"] if self.tls else [])

    def stop(self):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
