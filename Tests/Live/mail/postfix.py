"""A real Postfix of one's own: on free loopback ports, its files in a folder that goes with it."""

import os
import shutil
import signal
import smtplib
import subprocess
import tempfile
from pathlib import Path

from mailroom import OUTSIDE, free_port
from waiting import wait

EXAMPLE = Path(__file__).with_name("postfix.main.cf")
#: The domain and the port in the example.
DOMAIN, LMTP = "chat.example.org", "127.0.0.1:2424"

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
myhostname = mail.{outside}
mydestination =
mynetworks =
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_peername_lookup = no
virtual_mailbox_domains = {outside}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_reject_unlisted_recipient = no
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
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
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Relays for who signs in, keeps Maildirs for Dovecot, and hands mail to Confab as the example says."""

    def __init__(self, dovecot, certificate, key, lmtp):
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        self.port = free_port()
        for name in ("etc", "queue", "lib"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "lib", "postfix")
        boxes = ", ".join(f"{{ {user} = {user.split('@')[0]}/Maildir/ }}" for user in dovecot.users)
        main = MAIN.format(folder=self.folder, outside=OUTSIDE, boxes=boxes, uid=dovecot.uid, gid=dovecot.gid,
                           certificate=certificate, key=key, auth=dovecot.auth)
        main = main.replace(f"{self.folder}/mail\n", f"{dovecot.mail}\n", 1)
        (self.folder / "etc/main.cf").write_text(main + EXAMPLE.read_text().replace(LMTP, f"127.0.0.1:{lmtp}"))
        (self.folder / "etc/master.cf").write_text(MASTER.format(port=self.port))
        self.process = None

    @property
    def config(self):
        return self.folder / "etc"

    @property
    def log(self):
        path = self.folder / "mail.log"
        return path.read_text() if path.exists() else ""

    def start(self):
        subprocess.run(["postfix", "-c", self.config, "check"], check=True, capture_output=True, timeout=30)
        self.process = subprocess.Popen(
            ["/usr/lib/postfix/sbin/master", "-c", self.config, "-d"], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(self._answers, 20)
        return self

    def _answers(self):
        assert self.process.poll() is None, self.log
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=5):
                return True
        except OSError:
            return False

    def queue(self):
        """Has it try at once what waits."""
        subprocess.run(["postqueue", "-c", self.config, "-f"], check=True, capture_output=True, timeout=30)

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

    def submit(self, mail, user, password, sender=None):
        """Sends a mail as its user's mail program does."""
        import ssl

        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with smtplib.SMTP("127.0.0.1", self.port, local_hostname="laptop.example", timeout=20) as client:
            client.starttls(context=context)
            client.login(user, password)
            client.send_message(mail, from_addr=sender or user)
