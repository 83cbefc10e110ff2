"""Our server with its mail, on a copy of a seeded data folder."""

import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from api import Person
from common import CPU, free_port
from machine import end, set_nice

DOMAIN = "chat.example"
#: A benchmark does in a second what people do in an hour; nobody is mailed for what came in.
SETTINGS = {
    "limits.messages_per_minute": 0, "limits.sign_ins_per_minute": 0, "limits.new_conversations_per_hour": 0,
    "limits.invitations_per_day": 0, "limits.connections_per_address": 0, "limits.conversations_per_person": 1_000_000,
    "mail.per_hour": 0, "mail.per_person_per_hour": 0, "mail.domain": DOMAIN, "mail.hostname": f"mx.{DOMAIN}",
    "mail.way": "folder", "mail.pause": 86_400,
}


class Ours:
    name = "ours"

    def __init__(self, binary, data=None, settings=None, names=None):
        self.folder = Path(tempfile.mkdtemp(prefix="confab-bench-"))
        self.binary, self.data = binary, self.folder / "data"
        if data:
            shutil.copytree(data, self.data)
        self.smtp, self.lmtp = free_port(), free_port()
        self.settings = SETTINGS | {"mail.smtp": f"127.0.0.1:{self.smtp}", "mail.lmtp": f"127.0.0.1:{self.lmtp}"} | (settings or {})
        if names:
            self.settings["mail.resolver"] = f"127.0.0.1:{names}"
        self.process = None

    def start(self):
        line = [str(self.binary), "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"]
        for name, value in self.settings.items():
            line += ["--set", f"{name}={value}"]
        self.log = self.folder / "log"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log)
        self.cpu = CPU.of(self.process.pid)
        self.port = int(self._said(r"^Listening on https?://\S+?:(\d+)/?\s*$"))
        set_nice(self.process.pid, -10)
        return self

    def _said(self, pattern, longest=60):
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            text = self.log.read_text(errors="replace")
            if found := re.search(pattern, text, re.M):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        raise RuntimeError(f"the server does not come up:\n{self.log.read_text()[-2000:]}")

    def set_up(self):
        return Person(self.port).set_up(self._said(r"^Setup link: \S+/setup#(\S+)$"))

    def owner(self):
        return Person(self.port).sign_in()

    def query(self, sql):
        base = sqlite3.connect(f"file:{self.data}/confab.db?mode=ro", uri=True, timeout=10)
        try:
            return base.execute(sql).fetchall()
        finally:
            base.close()

    def sent(self):
        return self.query("SELECT count(*) FROM mails WHERE state = 'sent'")[0][0]

    def stop(self):
        if self.process:
            end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
