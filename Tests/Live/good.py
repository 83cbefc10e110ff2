"""A request that is right for every operation with a body, and one for every command."""

from outbox import SETTINGS as MAIL
from outbox import Outbox
from people import PASSWORD, key

PUSH_KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


class Good:
    """One member who owns the server, one conversation, and what is right there."""

    SETTINGS = MAIL

    def __init__(self, server):
        self.server = server
        self.who = server.owner()
        self.other = server.member("Other")
        self.c = self.who.group(self.other)
        self.target = self.who.say(self.c, "the target")
        self.invited = self.who.post(f"/conversations/{self.c}/members", {"to": ["never@elsewhere.example"]})["invitations"][0]
        self.outbox = Outbox(self.who)
        self.mail = self.outbox.to("never@elsewhere.example")
        self.stop = self.outbox.stop(self.mail)

    def path(self, template):
        return template.format(c=self.c, person=self.other.id, session="0000000000000", invite="0000000000000",
                               attachment="0000000000000", seq=self.target, token=self.stop, mail=self.mail["id"],
                               report="0", secret="s" * 43, leg="0000000000000")

    def bodies(self):
        """By operation; several where one schema has several shapes."""
        write = {"key": key(), "target": self.target}
        return {
            "setUp": [{"token": "t" * 43, "name": "N", "address": "n@example.org", "password": PASSWORD}],
            "register": [{"name": "N", "address": "n@example.org", "password": PASSWORD, "invite": "t" * 43}],
            "lookAtInvite": [{"token": "t" * 43}],
            "signIn": [{"address": self.other.address, "password": PASSWORD}],
            "makeToken": [{"name": "bot"}],
            "changeMe": [{"name": "Olga Owner", "mail": "all", "handle": "olga.owner"}],
            "changePassword": [{"old": PASSWORD, "new": PASSWORD}],
            "eraseMe": [{"password": PASSWORD}],
            "makeInvite": [{"uses": 1, "days": 1}],
            "setContact": [{"state": "none"}],
            "startConversation": [{"kind": "group", "people": [self.other.id], "to": [], "title": "T", "text": "x",
                                   "key": key(), "attachments": []}],
            "renameConversation": [{"title": "T"}],
            "declineConversation": [{"block": False}],
            "addMembers": [{"people": [self.other.id], "to": [], "role": "member"}],
            "changeRole": [{"role": "member"}],
            "renewInvitation": [{"person": self.other.id}],
            "setLevel": [{"level": "all"}],
            "writeEvent": [
                {"do": "send", "key": key(), "text": "x", "reply": self.target, "attachments": [], "mentions": []},
                {"do": "edit", "text": "x", "mentions": []} | write, {"do": "retract"} | write,
                {"do": "react", "emoji": "👍", "on": True} | write],
            "setRead": [{"seq": 1}],
            "subscribe": [{"endpoint": "https://push.example/x", "keys": PUSH_KEYS}],
            "unsubscribe": [{"endpoint": "https://push.example/x"}],
            "lookAtInvitation": [{"token": "t" * 43}],
            "acceptInvitation": [{"token": "t" * 43, "name": "N"}],
            "correctAddress": [{"address": "right@elsewhere.example"}],
            "makeCallLink": [{"kind": "speaker", "name": "Stage"}],
            "setAddress": [{"local": "the-group", "who": "members"}],
            "freshInvitation": [{"token": "t" * 43}],
            "mailSignInLink": [{"address": "nobody@elsewhere.example"}],
            "lookAtSignInLink": [{"token": "t" * 43}],
            "openSignInLink": [{"token": "t" * 43}],
            "stopMail": [{"what": "resume", "text": "x"}],
            "adminTestMail": [{"address": "olga@example.org"}],
            "adminSetPassword": [{"password": PASSWORD}],
            "adminChangePerson": [{"role": "member", "suspended": False}],
        }

    def commands(self):
        write = {"c": self.c, "key": key(), "target": self.target}
        return {
            "hello": {"v": 1, "cursors": {self.c: 1}, "activity": "active", "media": {"voice": True, "video": False}},
            "send": {"c": self.c, "key": key(), "text": "x", "reply": self.target, "attachments": [], "mentions": []},
            "edit": {"text": "x", "mentions": []} | write,
            "retract": dict(write),
            "react": {"emoji": "👍", "on": True} | write,
            "read": {"c": self.c, "seq": 1},
            "typing": {"c": self.c, "on": True},
            "watch": {"people": [self.other.id]},
            "presence": {"activity": "active", "media": {"voice": True, "video": False}},
            "status": {"dnd": False, "text": "here"},
            "call": {"c": self.c, "offer": "v=0", "leg": "0000000000000", "muted": True, "ring": False},
            "hangup": {"c": self.c, "leg": "0000000000000"},
            "decline": {"c": self.c},
            "ring": {"c": self.c, "people": [self.other.id]},
            "mute": {"c": self.c, "on": True, "person": self.other.id},
            "deafen": {"c": self.c, "leg": "0000000000000", "on": True},
            "hand": {"c": self.c, "on": False, "person": self.other.id},
            "floor": {"c": self.c, "person": self.other.id, "on": True},
            "expel": {"c": self.c, "person": self.other.id},
            "record": {"c": self.c, "on": True},
            "free": {"c": self.c, "on": True},
        }


#: What each operation cannot do without (besides what its `oneOf` shapes say), and each command.
REQUIRED_OF_COMMANDS = {
    "hello": {"v"}, "send": {"c", "key", "text"}, "edit": {"c", "key", "target", "text"},
    "retract": {"c", "key", "target"}, "react": {"c", "key", "target", "emoji", "on"}, "read": {"c", "seq"},
    "typing": {"c", "on"}, "watch": {"people"}, "presence": set(), "status": set(),
    "call": {"c", "offer"}, "hangup": {"c", "leg"}, "decline": {"c"}, "ring": {"c"}, "mute": {"c", "on"},
    "deafen": {"c", "leg", "on"}, "hand": {"c", "on"}, "floor": {"c", "person", "on"}, "expel": {"c", "person"},
    "record": {"c", "on"}, "free": {"c", "on"},
}
