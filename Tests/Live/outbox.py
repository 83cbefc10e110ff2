"""The mails of a server that writes them into its folder, and the answers to them."""

import email
import email.policy
import smtplib
from email.message import EmailMessage
from email.utils import make_msgid

from waiting import wait

#: Mails are written at once where nothing was said, and wait where something may follow.
SETTINGS = {"mail.domain": "chat.example", "mail.invitation_pause": 0, "mail.pause": 3600}


class Outbox:
    """What has been mailed, as the owner sees it."""

    def __init__(self, owner):
        self.owner = owner

    def mails(self, **query):
        return self.owner.get("/admin/mails", params={"limit": 200} | query)["mails"]

    def to(self, address, kind=None):
        """The last mail to an address, when it is written."""
        return wait(lambda: next((m for m in self.mails(state="sent") if m["person"]["address"] == address
                                  and kind in (None, m["kind"])), None))

    def read(self, mail):
        content = self.owner.get(f"/admin/mails/{mail['id']}/eml").content
        return email.message_from_bytes(content, policy=email.policy.default)

    def stop(self, mail):
        """The secret by which its recipient stops more of the kind."""
        return self.read(mail)["List-Unsubscribe"].split("/stop/")[1].split(">")[0]

    def answer(self, mail, lmtp, text, html=None):
        """Its recipient answers it."""
        asked, said = self.read(mail), EmailMessage()
        said["From"], said["To"], said["Subject"] = asked["To"], asked["From"], f"Re: {asked['Subject']}"
        said["Message-ID"], said["In-Reply-To"] = make_msgid(domain="elsewhere.example"), asked["Message-ID"]
        said.set_content(text)
        if html:
            said.add_alternative(html, subtype="html")
        with smtplib.LMTP("127.0.0.1", lmtp) as connection:
            assert connection.send_message(said, to_addrs=[asked["From"].addresses[0].addr_spec]) == {}
