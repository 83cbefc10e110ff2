"""A real Postfix beside: Debian's settings but for the names and ports, its files in a folder that goes with it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from common import CPU
from machine import end, set_nice, wait_port
from ports import free_port

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/lib
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {folder}
maillog_file = {folder}/mail.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.chat.example
mydestination =
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_peername_lookup = no
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

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
{qmgr}qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def version():
    return subprocess.run(["postconf", "-dh", "mail_version"], capture_output=True, text=True).stdout.strip()


class Postfix:
    """Takes mail to chat.example into a maildir and relays all other to `sink`."""

    name = "postfix"

    def __init__(self, sink=9):
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        self.smtp, self.process = free_port(), None
        for name in ("etc", "queue", "lib", "boxes"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "lib", "postfix")
        shutil.chown(self.folder / "boxes", "nobody", "nogroup")
        about = (self.folder / "boxes").stat()
        self.main = MAIN.format(folder=self.folder, uid=about.st_uid, gid=about.st_gid, sink=sink)

    def start(self, sends=True):
        """Without `sends` what comes in stays in the queue."""
        config = self.folder / "etc"
        (config / "main.cf").write_text(self.main + ("" if sends else UNHURRIED))
        (config / "master.cf").write_text(MASTER.format(port=self.smtp, qmgr="" if sends else "#"))
        subprocess.run(["postfix", "-c", config, "check"], check=True, capture_output=True, timeout=30)
        self.process = subprocess.Popen(
            ["/usr/lib/postfix/sbin/master", "-c", config, "-d"], start_new_session=True,
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
