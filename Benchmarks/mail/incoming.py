"""Answers that come in: until each is answered 250, which is kept and synced, and with Postfix until each is in its maildir."""

import json
import subprocess
import time

from common import until
from machine import wait_for_quiet
from ours import DOMAIN, Ours
from postfix import Postfix
import letters

#: What the strangers' domain says: its mail comes from loopback. Their signer's key is added.
ZONE = f"{letters.SENDERS}\tv=spf1 ip4:127.0.0.0/8 -all\n_dmarc.{letters.SENDERS}\tv=DMARC1; p=none\n"


def address(n):
    return f"ben.{n}@{letters.SENDERS}"


def seed(binary, folder, conversations):
    """A data folder with a mail to each of so many strangers, and where each answers to."""
    ours = Ours(binary, settings={"mail.invitation_pause": 0}).start()
    try:
        owner = ours.set_up()
        ids = {address(n): owner.write_to(address(n), "Shall we meet on Thursday at three?") for n in range(conversations)}
        until(lambda: ours.sent() == conversations, 120, 0.1)
        places = ours.query("SELECT p.address, l.reply FROM mail_places l JOIN people p ON p.id = l.person ORDER BY l.reply")
        ours.process.terminate()
        ours.process.wait(30)
        ours.data.rename(folder)
    finally:
        ours.stop()
    return [(sender, f"talk.{reply}@{DOMAIN}", ids[sender]) for sender, reply in places if sender in ids]


class Incoming:
    def __init__(self, tool, data, binary, names, signer):
        self.tool, self.data, self.binary, self.names, self.signer = tool, data, binary, names, signer

    def run(self, mails, server, at_once, each=0):
        """One stretch on a fresh server; a row of results."""
        count = sum(1 for _ in open(f"{mails}.index"))
        wait_for_quiet()
        peer = Postfix().start() if server == "postfix" else Ours(self.binary, self.data, names=self.names).start()
        try:
            lmtp = server == "ours lmtp"
            line = ["nice", "-n", "-10", self.tool, "-p", str(peer.lmtp if lmtp else peer.smtp), "-c", str(at_once)]
            line += ["-m", str(each)] + (["-l"] if lmtp else []) + [str(mails)]
            self.warm(line[:5] + [str(peer.lmtp if lmtp else peer.smtp)] + (["-l"] if lmtp else []), peer, mails)
            before, began, had = peer.cpu.seconds(), time.monotonic(), self.kept(peer)
            done = subprocess.run(line, capture_output=True, text=True, timeout=600)
            row = json.loads(done.stdout)
            ended = until(lambda: self.kept(peer) - had >= row["kept"], 300)
            row["all_seconds"] = max(row["seconds"], ended - began)
            row["cpu_ms"] = (peer.cpu.seconds() - before) * 1e3 / count
            row["missing"] = count - (self.kept(peer) - had)
            row["unproven"] = self.unproven(peer, server)
            row["errors"] = done.stderr[-300:]
        finally:
            peer.stop()
        return row | {"server": server, "at_once": at_once, "each": each, "mails": count}

    @staticmethod
    def kept(peer):
        if isinstance(peer, Postfix):
            return peer.delivered()
        return peer.query("SELECT count(*) FROM received_mails")[0][0]

    @staticmethod
    def unproven(peer, server):
        """Mails that our server did not find to be from whom they are."""
        return peer.query("SELECT count(*) FROM received_mails WHERE verdict <> 'pass'")[0][0] if server == "ours" else 0

    def warm(self, line, peer, mails):
        """One mail ahead, so that start-up is not measured."""
        first = open(f"{mails}.index").readline().split()
        path = f"{mails}.warm"
        letters.write(path, 1, [first[:2]], self.signer)
        subprocess.run([*line, path], check=True, capture_output=True, timeout=60)
        until(lambda: self.kept(peer) >= 1, 30)
