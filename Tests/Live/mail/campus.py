"""The whole way of a mail: Confab, a real Postfix that relays for it and hands it mail, and a real Dovecot."""

import contextlib

import certificates
from dovecot import Dovecot
from mailroom import OUTSIDE, answer
from office import Office
from postfix import DOMAIN, Postfix

BEN, CONFAB = f"ben@{OUTSIDE}", f"confab@{OUTSIDE}"
PASSWORDS = {BEN: "bens password", CONFAB: "a relay password", **{f"user{n}@{OUTSIDE}": "secret" for n in range(20)}}


class Campus:
    def __init__(self, folder):
        self.folder = folder
        self.authority = certificates.authority(folder / "tls")
        certificate = certificates.certificate(folder / "tls", ["DNS:localhost"])
        self.office = Office(folder / "data", self.settings(folder))
        self.dovecot = Dovecot(PASSWORDS)
        self.postfix = Postfix(self.dovecot, *certificate, lmtp=self.office.lmtp)
        self.office.server.settings["mail.relay.port"] = self.postfix.port
        self.used = 0

    def settings(self, folder):
        return {
            "mail.domain": DOMAIN, "mail.hostname": DOMAIN, "mail.relay.host": "localhost", "mail.relay.security": "starttls",
            "mail.relay.authority": self.authority, "mail.relay.user": CONFAB, "mail.relay.password": PASSWORDS[CONFAB],
        }

    def other(self, name, **settings):
        """Another server that relays here, with these `mail.relay` settings."""
        all = self.settings(self.folder) | {"mail.relay.port": self.postfix.port}
        return Office(self.folder / name, all | {f"mail.relay.{k}": v for k, v in settings.items()}).open()

    def somebody(self):
        """A mailbox that nobody has written to."""
        self.used += 1
        return f"user{self.used - 1}@{OUTSIDE}"

    def inbox(self, user, n=1):
        return self.dovecot.mails(user, n)

    def answer(self, mail, text, user, **options):
        """Answers from the mailbox of a user, as their mail program does."""
        written = answer(mail, text, user, **options)
        self.postfix.submit(written, user, PASSWORDS[user])
        return written


@contextlib.contextmanager
def campus(folder):
    one = Campus(folder)
    try:
        one.dovecot.start()
        one.postfix.start()
        one.office.open()
        yield one
    finally:
        one.office.close()
        one.postfix.stop()
        one.dovecot.stop()
