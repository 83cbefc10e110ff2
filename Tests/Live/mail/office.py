"""A server with its mail: a relay to send by, and ports to bring mail to."""

import itertools

from confab import Server
from mailroom import DOMAIN, OUTSIDE, Relay, answer, bring
from ports import free_port
from waiting import wait

#: Mails go out as soon as they may; nobody is asked for names.
QUICK = {
    "mail.way": "relay", "mail.relay.host": "127.0.0.1", "mail.relay.security": "none", "mail.domain": DOMAIN,
    "mail.hostname": f"mx.{DOMAIN}", "mail.resolver": "127.0.0.1:9", "mail.pause": 0, "mail.invitation_pause": 0,
}

_count = itertools.count(1)


def stranger(name="ben"):
    """An address nobody had before."""
    return f"{name}.{next(_count)}@{OUTSIDE}"


class Office:
    def __init__(self, data, settings=None, relay=None, **options):
        self.relay = relay or Relay()
        self.smtp, self.lmtp = free_port(), free_port()
        settings = QUICK | {
            "mail.relay.port": self.relay.port, "mail.smtp": f"127.0.0.1:{self.smtp}", "mail.lmtp": f"127.0.0.1:{self.lmtp}",
        } | (settings or {})
        self.server = Server(data, settings, **options)

    def open(self):
        self.server.start()
        return self

    def close(self):
        self.server.kill()
        self.relay.down()

    def member(self, name="Ada Lovelace"):
        return self.server.member(name)

    # Writing

    def write_to(self, ada, address, text="Lunch at noon?"):
        """A member writes to somebody outside: the conversation and the person."""
        made = ada.start("direct", address, text=text)
        return made["conversation"]["id"], made["invitations"][0]["person"] if made.get("invitations") else None

    def bring(self, mail, **options):
        """Brings a mail to the server, which must take it."""
        code, words = bring(self.smtp, mail, **options)
        assert code == 250, f"{code} {words}"
        return words

    def refuse(self, mail, status, **options):
        code, words = bring(self.smtp, mail, **options)
        assert 400 <= code and words.startswith(status), f"{code} {words}"
        return words

    def answer(self, taken, text, sender=None, **options):
        """The recipient answers a mail from the relay."""
        mail = answer(taken, text, sender or taken.recipient, **options)
        self.bring(mail)
        return mail

    # Looking

    def delivery(self, browser, c, person=None):
        """The state of the mail to somebody outside."""
        for row in browser.summary(c).get("outside", []):
            if person is None or row["person"] == person:
                return row
        return {}

    def becomes(self, browser, c, state, person=None, within=15):
        return wait(lambda: (r := self.delivery(browser, c, person)).get("state") == state and r, within)

    def admin_mails(self, **query):
        return self.server.owner().get("/admin/mails", params=query)["mails"]
