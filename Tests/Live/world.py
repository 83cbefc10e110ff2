"""One group conversation and somebody in every position to it."""

import uuid

import httpx

from outbox import Outbox
from outbox import SETTINGS as MAIL
from people import PASSWORD, Browser
from ports import free_port

POSITIONS = ("nobody", "guest_elsewhere", "guest", "outsider", "asked", "reader", "member", "moderator", "owner",
             "admin", "suspended")


class World:
    @staticmethod
    def settings():
        return MAIL | {"mail.lmtp": f"127.0.0.1:{free_port()}"}

    def __init__(self, server):
        """The server has `settings()`."""
        self.server = server
        self.root = server.owner()
        self.outbox = Outbox(self.root)
        self.boss = server.member("Boss")
        self.c = self.boss.start("group", title="The group")["conversation"]["id"]
        self.target = self.boss.say(self.c, "the target")
        self.file = self.boss.upload("file.txt", b"in the conversation", "text/plain")["id"]
        self.boss.say(self.c, "findable", attachments=[self.file])
        self.victim = self.add(server.member("Victim"), "member")
        self.resident = self.add(server.member("Resident"), "member")
        self.guest_inside = self.boss.guest("inside@elsewhere.example", "Inside", c=self.c)[0]
        self.invitation = self.outbox.to("inside@elsewhere.example")
        self.stop, self.mail = self.outbox.stop(self.invitation), self.invitation["id"]
        self.mailed = self.answer()
        self.people = {position: self.make(position) for position in POSITIONS}

    def add(self, person, role):
        self.boss.post(f"/conversations/{self.c}/members", {"people": [person.id]})
        person.accept(self.c)
        self.boss.patch(f"/conversations/{self.c}/members/{person.id}", {"role": role})
        return person

    def make(self, position):
        """Somebody new in this position."""
        server = self.server
        match position:
            case "nobody":
                return Browser(server)
            case "guest_elsewhere":
                return self.boss.guest(c=self.boss.start("group", title="Elsewhere")["conversation"]["id"])[0]
            case "guest":
                return self.boss.guest(c=self.c)[0]
            case "outsider":
                return server.member("Outsider")
            case "asked":
                asked = server.member("Asked")
                self.boss.post(f"/conversations/{self.c}/members", {"people": [asked.id]})
                return asked
            case "admin":
                admin = server.member("Admin")
                self.root.patch(f"/admin/people/{admin.id}", {"role": "admin"})
                return admin
            case "suspended":
                suspended = self.add(server.member("Suspended"), "member")
                self.root.patch(f"/admin/people/{suspended.id}", {"suspended": True})
                return suspended
            case role:
                return self.add(server.member(role.title()), role)

    def raw(self, who, method, path, body=None, content=None):
        """Asks without remembering any cookie that comes back."""
        return httpx.request(method, f"{self.server.url}/api/v1{path}", json=body, content=content,
                             headers=who.headers, timeout=30)

    def answer(self):
        """The guest answers by mail; the number of the message."""
        self.outbox.answer(self.invitation, self.server.settings["mail.lmtp"].split(":")[1], "by mail", "<p>by mail</p>")
        return next(e["seq"] for e in self.boss.events(self.c) if e.get("mail") == {"html": True})

    # What rows need fresh

    def new_member(self, role="reader"):
        return self.add(self.server.member("Fresh"), role).id

    def stranger(self):
        return self.server.member("Stranger").id

    def invite(self):
        return self.root.post("/invites", {"uses": 5, "days": 1})

    def link(self):
        answer = self.boss.post(f"/conversations/{self.c}/invitations", {"person": self.guest_inside.id})
        return answer["link"].split("#")[1]

    def unopened(self):
        """A link to the conversation that nobody has opened."""
        answer = self.boss.post(f"/conversations/{self.c}/members", {"to": [self.address()]})
        return answer["invitations"][0]["link"].split("#")[1]

    def address(self):
        return f"{uuid.uuid4().hex}@new.example"

    def unused(self):
        """The local part of an address that nobody has."""
        return f"h-{uuid.uuid4().hex[:20]}"

    def invited(self):
        """Somebody outside who was never here."""
        answer = self.boss.post(f"/conversations/{self.c}/members", {"to": [self.address()]})
        return answer["invitations"][0]["person"]

    def sign_in_link(self):
        somebody = self.server.member("Somebody")
        Browser(self.server).post("/links", {"address": somebody.address})
        return self.outbox.to(somebody.address, "signin")["link"].split("#")[1]

    def waiting(self):
        """A mail to be sent later."""
        other = self.server.member("Away")
        self.boss.say(self.boss.direct(other), "for later")
        return next(m["id"] for m in self.outbox.mails(state="waiting") if m["person"]["id"] == other.id)

    def report(self):
        Browser(self.server).post(f"/stop/{self.stop}", {"what": "report", "text": "unwanted"})
        return self.root.get("/admin/reports")["reports"][-1]["id"]

    @property
    def password(self):
        return PASSWORD
