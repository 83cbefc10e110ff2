"""One group conversation and somebody in every position to it."""

import uuid

import httpx

from people import PASSWORD, Browser

POSITIONS = ("nobody", "guest_elsewhere", "guest", "outsider", "asked", "reader", "member", "moderator", "owner",
             "admin", "suspended")


class World:
    def __init__(self, server):
        self.server = server
        self.root = server.owner()
        self.boss = server.member("Boss")
        self.c = self.boss.start("group", title="The group")["conversation"]["id"]
        self.target = self.boss.say(self.c, "the target")
        self.file = self.boss.upload("file.txt", b"in the conversation", "text/plain")["id"]
        self.boss.say(self.c, "findable", attachments=[self.file])
        self.victim = self.add(server.member("Victim"), "member")
        self.resident = self.add(server.member("Resident"), "member")
        self.guest_inside = self.boss.guest("inside@elsewhere.example", "Inside", c=self.c)[0]
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

    def raw(self, who, method, path, body=None, content=None, headers=None):
        """Asks without remembering any cookie that comes back."""
        return httpx.request(method, f"{self.server.url}/api/v1{path}", json=body, content=content,
                             headers=who.headers | (headers or {}), timeout=30)

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
        answer = self.boss.post(f"/conversations/{self.c}/members", {"to": [f"{uuid.uuid4().hex}@new.example"]})
        return answer["invitations"][0]["link"].split("#")[1]

    @property
    def password(self):
        return PASSWORD
