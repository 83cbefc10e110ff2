"""A real server process on a data folder."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from people import Browser, PASSWORD
from waiting import wait

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("CONFAB", ROOT / ".build/release/confab"))

#: Whatever the tests are told by CONFAB_… is not meant for the server, which reads settings there.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("CONFAB")}

#: Tests do in a second what people do in an hour.
RELAXED = {
    "limits.messages_per_minute": 0,
    "limits.sign_ins_per_minute": 0,
    "limits.new_conversations_per_hour": 0,
    "limits.invitations_per_day": 0,
    "limits.connections_per_address": 0,
    "media.port": 0,
}


def command(*arguments, data=None, **options):
    """The `confab` command that is not `serve`, run to its end."""
    line = [str(BINARY), *map(str, arguments)]
    if data is not None:
        line += ["--data", str(data)]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, env=ENVIRONMENT, **options)


class Server:
    """One `confab serve`, which can be stopped, killed and started again."""

    def __init__(self, data, settings=None, listen="127.0.0.1:0", environment=None):
        self.data = Path(data)
        self.settings = RELAXED | (settings or {})
        self.listen = listen
        self.environment = ENVIRONMENT | (environment or {})
        self.log = self.data.parent / f"{self.data.name}.log"
        self.process = None
        self.url = None
        self.first = None
        self.invite = None
        self.count = 0

    def start(self, within=30):
        line = [str(BINARY), "serve", "--data", str(self.data), "--listen", self.listen]
        for name, value in self.settings.items():
            line += ["--set", f"{name}={value}"]
        before = self.log.stat().st_size if self.log.exists() else 0
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log, env=self.environment)
        self.url = wait(lambda: self._listening(before), within)
        self.started_in = time.monotonic() - began
        return self

    def _listening(self, before):
        text = self.log.read_bytes()[before:].decode(errors="replace")
        if found := re.search(r"^Listening on (https?://\S+)\n", text, re.M):
            return found[1].rstrip("/")
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}:\n{text[-3000:]}")
        return None

    def output(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    @property
    def run(self):
        """What `run.json` says of this run."""
        return json.loads((self.data / "run.json").read_text())

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    @property
    def alive(self):
        return self.process is not None and self.process.poll() is None

    def setup_token(self):
        return re.findall(r"^Setup link: \S+/setup#(\S+)$", self.output(), re.M)[-1]

    def memory(self):
        """Resident bytes."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def stop(self, within=20):
        """Asks it to end and returns its exit status."""
        if self.alive:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(within)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def restart(self, how="stop"):
        """Ends it and starts it again on the same port, so that clients find it."""
        self.listen = f"127.0.0.1:{self.port}"
        getattr(self, how)()
        return self.start()

    # Who is here

    def browser(self, **options):
        return Browser(self, **options)

    def operator(self):
        """A client with the token of `run.json`."""
        return Browser(self, token=self.run["token"])

    def owner(self):
        """The owner, set up on first use."""
        if not self.first:
            owner = self.browser()
            owner.take(owner.post("/setup", {
                "token": self.setup_token(), "name": "Olga Owner", "address": "olga@example.org",
                "password": PASSWORD}), "olga@example.org")
            self.first = owner
        return self.first

    def member(self, name):
        """A new member, by an invite of the owner's."""
        if not self.invite:
            link = self.owner().post("/invites", {"uses": 1000, "days": 1})["link"]
            self.invite = link.split("#", 1)[1]
        self.count += 1
        address = f"{name.lower().replace(' ', '.')}.{self.count}@example.org"
        browser = self.browser()
        browser.take(browser.post("/accounts", {
            "name": name, "address": address, "password": PASSWORD, "invite": self.invite}), address)
        return browser

    def members(self, *names):
        return [self.member(name) for name in names]
