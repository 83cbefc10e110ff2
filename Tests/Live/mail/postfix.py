"""A real Postfix of one's own: on free loopback ports, its files in a folder that goes with it."""

import smtplib
import subprocess
from pathlib import Path

import postfixes
from daemon import Daemon
from live import unverified
from mailroom import OUTSIDE
from ports import free_port

EXAMPLE = Path(__file__).with_name("postfix.main.cf")
#: The domain and the port in the example.
DOMAIN, LMTP = "chat.example.org", "127.0.0.1:2424"

SETTINGS = """
myhostname = mail.{outside}
mynetworks =
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
OVER_TLS = "127.0.0.1:{port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes\n"


class Postfix(Daemon):
    """Relays for who signs in, keeps Maildirs for Dovecot, and hands mail to Confab as the example says."""

    def __init__(self, dovecot, certificate, key, lmtp):
        super().__init__("postfix")
        self.port, self.tls_port = free_port(), free_port()
        self.config = self.folder / "etc"
        postfixes.lay_out(self.folder)
        boxes = ", ".join(f"{{ {user} = {user.split('@')[0]}/Maildir/ }}" for user in dovecot.users)
        settings = SETTINGS.format(outside=OUTSIDE, boxes=boxes, mail=dovecot.mail, uid=dovecot.uid, gid=dovecot.gid,
                                   certificate=certificate, key=key, auth=dovecot.auth)
        settings += EXAMPLE.read_text().replace(LMTP, f"127.0.0.1:{lmtp}")
        postfixes.configure(self.folder, self.port, settings, OVER_TLS.format(port=self.tls_port))

    def start(self):
        return self.run(*postfixes.command(self.folder))

    def answers(self):
        with smtplib.SMTP("127.0.0.1", self.port, timeout=5):
            return True

    def flush(self):
        """Has it try at once what waits."""
        subprocess.run(["postqueue", "-c", self.config, "-f"], check=True, capture_output=True, timeout=30)

    def submit(self, mail, user, password):
        """Sends a mail as its user's mail program does."""
        with smtplib.SMTP("127.0.0.1", self.port, local_hostname="laptop.example", timeout=20) as client:
            client.starttls(context=unverified())
            client.login(user, password)
            client.send_message(mail, from_addr=user)
