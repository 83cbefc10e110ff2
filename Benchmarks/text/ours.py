"""Our server, on a copy of a seeded data folder."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from machine import end, rss_kb

#: A benchmark does in a second what people do in an hour.
RELAXED = {
    "limits.messages_per_minute": 0,
    "limits.sign_ins_per_minute": 0,
    "limits.new_conversations_per_hour": 0,
    "limits.connections_per_address": 0,
}


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
        settings = dict(RELAXED)
        if self.tls:
            settings |= {"tls.certificate": self.certificate / "crt.pem", "tls.key": self.certificate / "key.pem"}
        line = [str(self.binary), "serve", "--data", str(self.folder / "data"), "--listen", "127.0.0.1:0"]
        for name, value in settings.items():
            line += ["--set", f"{name}={value}"]
        log = self.folder / "log"
        began = time.monotonic()
        with open(log, "ab") as file:
            self.process = subprocess.Popen(line, stdout=file, stderr=file, start_new_session=True)
        self.port = self._listening(log, began)
        self.started_in = time.monotonic() - began
        self.pid = self.process.pid
        time.sleep(1)
        self.idle_kb = rss_kb(self.pid)

    def _listening(self, log, began):
        while time.monotonic() - began < 60:
            text = log.read_text(errors="replace")
            if found := re.search(r"^Listening on https?://\S+?:(\d+)/?\s*$", text, re.M):
                return int(found[1])
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{text[-2000:]}")
            time.sleep(0.002)
        raise RuntimeError("the server does not listen")

    def options(self):
        return ["-p", str(self.port), "-k", str(self.pid), "-d", str(self.seed.folder)] + (["-t"] if self.tls else [])

    def stop(self):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


def find_binary(given, root):
    binary = Path(given) if given else Path(os.environ.get("CONFAB", root / ".build/release/confab"))
    if not binary.exists():
        raise SystemExit(f"there is no {binary}: build it first, or say --binary")
    return binary.resolve()
