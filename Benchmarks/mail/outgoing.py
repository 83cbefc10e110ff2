"""Invitations that go out: a full outbox, and a full queue of Postfix, are emptied into `smtp-sink`."""

import json
import os
import subprocess
import time
from pathlib import Path

from common import until
from letters import SENDERS, stuffed
from machine import end, wait_for_quiet, wait_port
from ours import Ours
from ports import free_port
from postfix import Postfix

TEXT = "Shall we meet on Thursday at three at the house? Mara has the key. Bring the **drawings** of the second floor if you find them."
#: Long enough that all are written down before the first may go.
PAUSE = 60


class Outbox:
    """A data folder in which so many invitations wait for the server to start."""

    def __init__(self, binary, folder, count):
        self.folder, self.count = Path(folder), count
        ours = Ours(binary, settings={"mail.invitation_pause": PAUSE}).start()
        try:
            owner = ours.set_up()
            before = ours.cpu.seconds()
            for n in range(count):
                owner.write_to(f"mara.{n}@{SENDERS}", TEXT)
            self.queue_cpu_ms = (ours.cpu.seconds() - before) * 1e3 / count
            waiting, self.due = ours.query("SELECT count(*), max(due) FROM mails WHERE state = 'waiting'")[0]
            if waiting != count:
                raise RuntimeError(f"{waiting} of {count} mails wait: raise PAUSE")
            end(ours.process)
            ours.data.rename(self.folder)
        finally:
            ours.stop()

    def wait(self):
        time.sleep(max(0, self.due / 1e3 - time.time()))


class Sink:
    def __init__(self):
        self.port = free_port()
        line = ["smtp-sink", *(["-u", "nobody"] if os.geteuid() == 0 else []), "-h", "sink.example", f"127.0.0.1:{self.port}", "1000"]
        self.process = subprocess.Popen(["nice", "-n", "-10", *line], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_port(self.port, self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)


class Outgoing:
    def __init__(self, tool, binary, outbox, idle, work):
        self.tool, self.binary, self.outbox, self.idle, self.work = tool, binary, outbox, idle, Path(work)

    def relay(self, port):
        return {"mail.way": "relay", "mail.relay.host": "127.0.0.1", "mail.relay.port": port, "mail.relay.security": "none"}

    def run(self, server):
        wait_for_quiet()
        with Sink() as sink:
            row = self.postfix(sink) if server == "postfix" else self.ours(sink, signs=server == "ours")
        return row | {"scenario": "out", "server": server, "mails": self.outbox.count}

    def ours(self, sink, signs):
        settings = self.relay(sink.port) | ({} if signs else {"mail.dkim_selector": ""})
        start = self.starting(Ours(self.binary, self.idle, settings))
        self.outbox.wait()
        ours, began = Ours(self.binary, self.outbox.folder, settings), time.monotonic()
        try:
            ours.start()
            ended = until(lambda: ours.sent() == self.outbox.count, 300)
            row = self.row(ours.cpu.seconds() - start, ended - began)
            row["unsent"] = ours.query("SELECT count(*) FROM mails WHERE state <> 'sent'")[0][0]
        finally:
            ours.stop()
        return row | {"with_queueing_cpu_ms": row["cpu_ms"] + self.outbox.queue_cpu_ms}

    def postfix(self, sink):
        start = self.starting(Postfix())
        peer = Postfix(sink.port).start(sends=False)
        try:
            line = [self.tool, "-p", str(peer.smtp), "-c", "8", str(self.same())]
            before = peer.cpu.seconds()
            fed = json.loads(subprocess.run(line, capture_output=True, text=True, timeout=300).stdout)
            taking = peer.cpu.seconds() - before
            if peer.waiting() != self.outbox.count:
                raise RuntimeError(f"Postfix did not queue all: {fed}")
            peer.pause()
            began = time.monotonic()
            peer.start()
            ended = until(lambda: peer.waiting() == 0, 300)
            row = self.row(peer.cpu.seconds() - start, ended - began)
        finally:
            peer.stop()
        return row | {"with_queueing_cpu_ms": row["cpu_ms"] + taking * 1e3 / self.outbox.count}

    def row(self, cpu, seconds):
        return {"cpu_ms": cpu * 1e3 / self.outbox.count, "seconds": seconds, "bytes": self.size}

    @staticmethod
    def starting(peer):
        """The CPU time of starting with nothing to send."""
        try:
            peer.start()
            time.sleep(1)
            return peer.cpu.seconds()
        finally:
            peer.stop()

    def same(self):
        """Our invitation as a mail to as many people, for `mailload`."""
        mail, path = stuffed(self.sample), self.work / "invitations"
        path.with_suffix(".mails").write_bytes(mail)
        path.with_suffix(".index").write_text("".join(
            f"bounce.{n:032d}@chat.example mara.{n}@{SENDERS} 0 {len(mail)}\n" for n in range(self.outbox.count)))
        return path

    @property
    def size(self):
        return len(self.sample)

    @property
    def sample(self):
        """A mail that our server wrote into a folder, signed."""
        path = next((self.idle / "mail/out").rglob("*.eml"))
        return path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
