"""A real Postfix of one's own: on free loopback ports, its files in a folder that goes with it."""

import shutil
import smtplib
import subprocess
from pathlib import Path

from daemon import Daemon
from live import unverified
from mailroom import OUTSIDE, free_port

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
maillog_file = {folder}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{outside}
mydestination =
mynetworks =
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_peername_lookup = no
virtual_mailbox_domains = {outside}
virtual_mailbox_base = {mail}
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
127.0.0.1:{tls_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
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


class Postfix(Daemon):
    """Relays for who signs in, keeps Maildirs for Dovecot, and hands mail to Confab as the example says."""

    def __init__(self, dovecot, certificate, key, lmtp):
        super().__init__("postfix")
        self.port, self.tls_port = free_port(), free_port()
        self.config = self.folder / "etc"
        for name in ("etc", "queue", "lib"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "lib", "postfix")
        boxes = ", ".join(f"{{ {user} = {user.split('@')[0]}/Maildir/ }}" for user in dovecot.users)
        main = MAIN.format(folder=self.folder, outside=OUTSIDE, boxes=boxes, mail=dovecot.mail, uid=dovecot.uid,
                           gid=dovecot.gid, certificate=certificate, key=key, auth=dovecot.auth)
        (self.config / "main.cf").write_text(main + EXAMPLE.read_text().replace(LMTP, f"127.0.0.1:{lmtp}"))
        (self.config / "master.cf").write_text(MASTER.format(port=self.port, tls_port=self.tls_port))

    def start(self):
        subprocess.run(["postfix", "-c", self.config, "check"], check=True, capture_output=True, timeout=30)
        return self.run("/usr/lib/postfix/sbin/master", "-c", self.config, "-d")

    def answers(self):
        with smtplib.SMTP("127.0.0.1", self.port, timeout=5):
            return True

    def flush(self):
        """Has it try at once what waits."""
        subprocess.run(["postqueue", "-c", self.config, "-f"], check=True, capture_output=True, timeout=30)

    def submit(self, mail, user, password, sender=None):
        """Sends a mail as its user's mail program does."""
        with smtplib.SMTP("127.0.0.1", self.port, local_hostname="laptop.example", timeout=20) as client:
            client.starttls(context=unverified())
            client.login(user, password)
            client.send_message(mail, from_addr=sender or user)
