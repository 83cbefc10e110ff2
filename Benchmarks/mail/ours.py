"""Our server with its mail, on a copy of a seeded data folder."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import serving
from api import Person
from common import CPU
from machine import end, set_nice
from ports import free_port

DOMAIN = "chat.example"
#: Nobody is mailed for what came in.
SETTINGS = serving.RELAXED | {
    "limits.invitations_per_day": 0, "limits.conversations_per_person": 1_000_000, "mail.per_hour": 0,
    "mail.per_person_per_hour": 0, "mail.domain": DOMAIN, "mail.hostname": f"mx.{DOMAIN}", "mail.way": "folder",
    "mail.pause": 86_400,
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
        self.log = self.folder / "log"
        self.process = serving.start(self.binary, self.data, self.settings, self.log)
        self.cpu = CPU.of(self.process.pid)
        self.port = serving.listening(self.process, self.log)
        set_nice(self.process.pid, -10)
        return self

    def set_up(self):
        return Person(self.port).set_up(serving.said(self.process, self.log, r"^Setup link: \S+/setup#(\S+)$"))

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
