"""A real Dovecot of one's own: mailboxes to be read by IMAP, and the passwords that Postfix asks for."""

import imaplib
import pwd
import shutil

from daemon import Daemon
from mailroom import read
from ports import free_port
from waiting import wait

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
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


class Dovecot(Daemon):
    def __init__(self, users):
        super().__init__("dovecot")
        self.users = users
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

    def start(self):
        return self.run("dovecot", "-F", "-c", self.configuration)

    def answers(self):
        imaplib.IMAP4("127.0.0.1", self.port, timeout=5).logout()
        return self.auth.exists()

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
