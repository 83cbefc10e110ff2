"""A real Dovecot of one's own: mailboxes to be read by IMAP, and the passwords that Postfix asks for."""

import imaplib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from mailroom import free_port, read
from waiting import wait

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
"""


class Dovecot:
    def __init__(self, users):
        self.users = users
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.folder.chmod(0o755)
        self.auth, self.mail = self.folder / "auth", self.folder / "mail"
        nobody = pwd.getpwnam("nobody")
        self.uid, self.gid = nobody.pw_uid, nobody.pw_gid
        self.mail.mkdir()
        shutil.chown(self.mail, self.uid, self.gid)
        self.port = free_port()
        lines = [f"{user}:{password}" for user, password in users.items()]
        (self.folder / "users").write_text("\n".join(lines) + "\n")
        self.configuration = self.folder / "dovecot.conf"
        self.configuration.write_text(
            CONFIGURATION.format(folder=self.folder, port=self.port, uid=self.uid, gid=self.gid))
        self.process = None

    @property
    def log(self):
        path = self.folder / "dovecot.log"
        return path.read_text() if path.exists() else ""

    def start(self):
        self.process = subprocess.Popen(
            ["dovecot", "-F", "-c", self.configuration], start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(self._answers, 20)
        return self

    def _answers(self):
        assert self.process.poll() is None, self.log
        try:
            imaplib.IMAP4("127.0.0.1", self.port, timeout=5).logout()
            return self.auth.exists()
        except OSError:
            return False

    def stop(self):
        """Ends it and its servants, which are a group of their own."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder)

    def inbox(self, user):
        """All mails of a mailbox, in the order in which they came."""
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            box.login(user, self.users[user])
            box.select("INBOX", readonly=True)
            numbers = box.search(None, "ALL")[1][0].split()
            return [read(box.fetch(n.decode(), "(RFC822)")[1][0][1]) for n in numbers]
        finally:
            box.logout()

    def mails(self, user, n=1, within=20):
        """The mails of a mailbox, once there are so many."""
        return wait(lambda: len(found := self.inbox(user)) >= n and found, within, every=0.05)
