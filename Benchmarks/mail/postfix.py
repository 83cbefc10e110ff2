"""A real Postfix beside: Debian's settings but for the names and ports, its files in a folder that goes with it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import postfixes
from common import CPU
from machine import end, set_nice, wait_port
from ports import free_port

SETTINGS = """
myhostname = mx.chat.example
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = chat.example
virtual_mailbox_base = {folder}/boxes
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
relayhost = [127.0.0.1]:{sink}
"""
#: Who takes mail waits for who sends it; where nobody sends, that would be for nothing.
UNHURRIED = "in_flow_delay = 0\n"


def version():
    return subprocess.run(["postconf", "-dh", "mail_version"], capture_output=True, text=True).stdout.strip()


class Postfix:
    """Takes mail to chat.example into a maildir and relays all other to `sink`."""

    name = "postfix"

    def __init__(self, sink=9):
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        self.smtp, self.process = free_port(), None
        postfixes.lay_out(self.folder)
        (self.folder / "boxes").mkdir()
        shutil.chown(self.folder / "boxes", "nobody", "nogroup")
        about = (self.folder / "boxes").stat()
        self.settings = SETTINGS.format(folder=self.folder, uid=about.st_uid, gid=about.st_gid, sink=sink)

    def start(self, sends=True):
        """Without `sends` what comes in stays in the queue."""
        postfixes.configure(self.folder, self.smtp, self.settings + ("" if sends else UNHURRIED), sends=sends)
        self.process = subprocess.Popen(
            postfixes.command(self.folder), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        set_nice(self.process.pid, -10)
        self.cpu = CPU.session(self.process.pid)
        wait_port(self.smtp, self.process)
        return self

    def delivered(self):
        try:
            return len(os.listdir(self.folder / "boxes/all/new"))
        except FileNotFoundError:
            return 0

    def waiting(self):
        """Mails in the queue."""
        return sum(len(files) for name in ("incoming", "active", "deferred")
                   for _, _, files in os.walk(self.folder / "queue" / name))

    def pause(self):
        """Ends its processes and keeps its files."""
        if self.process and self.process.poll() is None:
            end(self.process)
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def stop(self):
        self.pause()
        shutil.rmtree(self.folder, ignore_errors=True)
