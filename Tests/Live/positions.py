"""Who may use which route: a row a route, a column a position, in the order of `world.POSITIONS`.

Columns: nobody, guest_elsewhere, guest, outsider, asked, reader, member, moderator, owner, admin, suspended.
"""

from people import key


def all_(status):
    return [status] * 11


def signed(status=200, guest=None):
    """The same for everybody who is signed in; perhaps another one for guests."""
    guest = status if guest is None else guest
    return [401, guest, guest] + [status] * 7 + [403]


def inside(guest, asked, reader, member, moderator, owner):
    """What those in the conversation get; to the others it does not exist."""
    return [401, 404, guest, 404, asked, reader, member, moderator, owner, 404, 403]


def admins(status=200):
    return [401] + [403] * 8 + [status, 403]


def write(do, **fields):
    return lambda w: {"do": do, "key": key()} | {k: v(w) if callable(v) else v for k, v in fields.items()}


C = "/conversations/{w.c}"


def target(w):
    return w.target


#: (method, path template, path to ask, body, expected statuses, whether somebody fresh is needed)
ROWS = [
    ("GET", "/server", None, None, all_(200), False),
    ("POST", "/setup", None, lambda w: {"token": "x" * 43, "name": "X", "address": "x@example.org",
                                        "password": w.password}, all_(410), False),
    ("POST", "/accounts", None, lambda w: {"name": "X", "address": "x@example.org", "password": w.password},
     all_(403), False),
    ("POST", "/invites/look", None, lambda w: {"token": w.invite()["link"].split("#")[1]}, all_(200), False),
    ("POST", "/session", None, lambda w: {"address": w.resident.address, "password": w.password}, all_(201), False),
    ("DELETE", "/session", None, None, signed(204), True),
    ("GET", "/sessions", None, None, signed(), False),
    ("DELETE", "/sessions", None, None, signed(204), True),
    ("DELETE", "/sessions/{session}", lambda w: "/sessions/" + w.root.get("/sessions")["sessions"][0]["id"], None,
     signed(404), False),
    ("POST", "/tokens", None, lambda w: {"name": "bot"}, signed(201, guest=403), False),
    ("GET", "/me", None, None, signed(), False),
    ("PATCH", "/me", None, lambda w: {"name": "Renamed"}, signed(), True),
    ("PATCH", "/me", None, lambda w: {"mail": "none"}, signed(), True),
    ("PATCH", "/me", None, lambda w: {"handle": w.unused()}, signed(200, guest=403), True),
    ("PUT", "/me/password", None, lambda w: {"old": w.password, "new": w.password}, signed(204, guest=403), True),
    ("GET", "/me/export", None, None, signed(), False),
    ("POST", "/me/erase", None, lambda w: {"password": w.password}, signed(204), True),
    ("GET", "/invites", None, None, signed(200, guest=403), False),
    ("POST", "/invites", None, lambda w: {"uses": 1, "days": 1}, signed(201, guest=403), False),
    ("DELETE", "/invites/{invite}", lambda w: "/invites/" + w.invite()["id"], None,
     [401, 403, 403] + [404] * 6 + [204, 403], False),
    ("GET", "/people", "/people?q=resident", None, signed(200, guest=403), False),
    ("GET", "/people/{person}", "/people/{w.resident.id}", None, [401, 404] + [200] * 8 + [403], False),
    ("GET", "/people/{person}", "/people/{w.guest_inside.id}", None,
     [401, 404, 200, 404] + [200] * 6 + [403], False),
    ("GET", "/contacts", None, None, signed(), False),
    ("PUT", "/contacts/{person}", "/contacts/{w.resident.id}", lambda w: {"state": "none"},
     [401, 404] + [200] * 8 + [403], False),
    ("GET", "/conversations", None, None, signed(), False),
    ("POST", "/conversations", None, lambda w: {"kind": "group", "title": "Mine", "people": [w.resident.id]},
     signed(201, guest=403), False),
    ("GET", "/conversations/{c}", C, None, inside(200, 200, 200, 200, 200, 200), False),
    ("PATCH", "/conversations/{c}", C, lambda w: {"title": "Renamed"}, inside(200, 403, 403, 200, 200, 200), False),
    ("POST", "/conversations/{c}/accept", C + "/accept", None, inside(200, 200, 200, 200, 200, 200), True),
    ("POST", "/conversations/{c}/decline", C + "/decline", lambda w: {}, inside(409, 204, 409, 409, 409, 409), True),
    ("POST", "/conversations/{c}/members", C + "/members", lambda w: {"people": [w.stranger()]},
     inside(403, 403, 403, 200, 200, 200), False),
    ("PATCH", "/conversations/{c}/members/{person}", lambda w: f"/conversations/{w.c}/members/{w.new_member()}",
     lambda w: {"role": "member"}, inside(403, 403, 403, 403, 204, 204), False),
    ("DELETE", "/conversations/{c}/members/{person}", lambda w: f"/conversations/{w.c}/members/{w.new_member()}",
     None, inside(403, 403, 403, 403, 204, 204), False),
    ("POST", "/conversations/{c}/members/{person}/mail", C + "/members/{w.guest_inside.id}/mail", None,
     inside(204, 403, 403, 204, 204, 204), False),
    ("PUT", "/conversations/{c}/members/{person}/address", lambda w: f"/conversations/{w.c}/members/{w.invited()}/address",
     lambda w: {"address": w.address()}, inside(403, 403, 403, 403, 200, 200), False),
    ("PUT", "/conversations/{c}/address", C + "/address", lambda w: {"local": "the-group", "who": "members"},
     inside(403, 403, 403, 403, 200, 200), False),
    ("DELETE", "/conversations/{c}/address", C + "/address", None, inside(403, 403, 403, 403, 204, 204), False),
    ("POST", "/conversations/{c}/invitations", C + "/invitations", lambda w: {"person": w.guest_inside.id},
     [401, 404, 403, 404, 403, 403, 201, 201, 201, 404, 403], False),
    ("GET", "/conversations/{c}/call", C + "/call", None, inside(200, 200, 200, 200, 200, 200), False),
    ("POST", "/conversations/{c}/call/links", C + "/call/links", lambda w: {"kind": "listener"},
     inside(403, 403, 403, 403, 201, 201), False),
    ("DELETE", "/conversations/{c}/call/links", C + "/call/links", None, inside(403, 403, 403, 403, 204, 204), False),
    ("POST", "/whip/{secret}", "/whip/" + "x" * 43, b"v=0", all_(404), False),
    ("DELETE", "/whip/{secret}/{leg}", "/whip/" + "x" * 43 + "/0000000000000", None, all_(404), False),
    ("POST", "/whep/{secret}", "/whep/" + "x" * 43, b"v=0", all_(404), False),
    ("DELETE", "/whep/{secret}/{leg}", "/whep/" + "x" * 43 + "/0000000000000", None, all_(404), False),
    ("PUT", "/conversations/{c}/level", C + "/level", lambda w: {"level": "all"},
     inside(204, 204, 204, 204, 204, 204), False),
    ("GET", "/conversations/{c}/events", C + "/events", None, inside(200, 200, 200, 200, 200, 200), False),
    ("POST", "/conversations/{c}/events", C + "/events", write("send", text="x"),
     inside(201, 403, 403, 201, 201, 201), False),
    ("POST", "/conversations/{c}/events", C + "/events", write("react", target=target, emoji="👍", on=True),
     inside(201, 403, 201, 201, 201, 201), False),
    ("POST", "/conversations/{c}/events", C + "/events", write("edit", target=target, text="x"),
     inside(403, 403, 403, 403, 403, 403), False),
    ("POST", "/conversations/{c}/events", C + "/events", write("retract", target=lambda w: w.boss.say(w.c, "goes")),
     inside(403, 403, 403, 403, 201, 201), False),
    ("GET", "/conversations/{c}/events/{seq}/history", C + "/events/{w.target}/history", None,
     inside(200, 200, 200, 200, 200, 200), False),
    ("GET", "/conversations/{c}/events/{seq}/mail", C + "/events/{w.mailed}/mail", None,
     inside(200, 200, 200, 200, 200, 200), False),
    ("GET", "/conversations/{c}/events/{seq}/mail/html", C + "/events/{w.mailed}/mail/html", None,
     inside(200, 200, 200, 200, 200, 200), False),
    ("PUT", "/conversations/{c}/read", C + "/read", lambda w: {"seq": 1}, inside(204, 204, 204, 204, 204, 204), False),
    ("GET", "/search", "/search?q=findable", None, signed(), False),
    ("POST", "/attachments", "/attachments?name=x", b"bytes", signed(201), False),
    ("GET", "/attachments/{attachment}", "/attachments/{w.file}", None, inside(200, 200, 200, 200, 200, 200), False),
    ("DELETE", "/attachments/{attachment}", "/attachments/{w.file}", None, signed(404), False),
    ("GET", "/attachments/{attachment}/thumbnail", "/attachments/{w.file}/thumbnail", None, signed(404), False),
    ("PUT", "/push", None, lambda w: {"endpoint": "https://push.example/x", "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}, signed(204), False),
    ("POST", "/push/remove", None, lambda w: {"endpoint": "https://push.example/none"}, signed(204), False),
    ("POST", "/invitations/look", None, lambda w: {"token": w.link()}, all_(200), False),
    ("POST", "/invitations/accept", None, lambda w: {"token": w.unopened(), "name": "Comer"}, all_(201), False),
    ("POST", "/invitations/fresh", None, lambda w: {"token": w.unopened()}, all_(204), False),
    ("POST", "/links", None, lambda w: {"address": w.address()}, all_(204), False),
    ("POST", "/links/look", None, lambda w: {"token": w.sign_in_link()}, all_(200), False),
    ("POST", "/links/open", None, lambda w: {"token": w.sign_in_link()}, all_(201), False),
    ("GET", "/stop/{token}", "/stop/{w.stop}", None, all_(200), False),
    ("POST", "/stop/{token}", "/stop/{w.stop}", lambda w: {"what": "resume"}, all_(200), False),
    ("GET", "/admin/people", None, None, admins(), False),
    ("PATCH", "/admin/people/{person}", "/admin/people/{w.victim.id}", lambda w: {"suspended": False}, admins(), False),
    ("DELETE", "/admin/people/{person}", lambda w: f"/admin/people/{w.stranger()}", None, admins(204), False),
    ("GET", "/admin/people/{person}/export", "/admin/people/{w.victim.id}/export", None, admins(), False),
    ("PUT", "/admin/people/{person}/password", lambda w: f"/admin/people/{w.stranger()}/password",
     lambda w: {"password": w.password}, admins(204), False),
    ("GET", "/admin/sessions", None, None, admins(), False),
    ("DELETE", "/admin/sessions/{session}", "/admin/sessions/0000000000000", None, admins(404), False),
    ("GET", "/admin/numbers", None, None, admins(), False),
    ("GET", "/admin/mails", None, None, admins(), False),
    ("POST", "/admin/mails", None, lambda w: {"address": w.resident.address}, admins(201), False),
    ("GET", "/admin/mails/{mail}", "/admin/mails/{w.mail}", None, admins(), False),
    ("GET", "/admin/mails/{mail}/eml", "/admin/mails/{w.mail}/eml", None, admins(404), False),
    ("POST", "/admin/mails/{mail}/retry", lambda w: f"/admin/mails/{w.waiting()}/retry", None, admins(204), False),
    ("GET", "/admin/reports", None, None, admins(), False),
    ("DELETE", "/admin/reports/{report}", lambda w: f"/admin/reports/{w.report()}", None, admins(204), False),
    ("GET", "/live", None, None, signed(426), False),
    ("POST", "/csp", None, None, all_(204), False),
]

#: The same for the commands of the live connection; the status is the one in the problem, 200 for `ok`.
#: What an offer that is none is answered with, after the question who may.
CALLS = 400

COMMANDS = [
    ("send", lambda w: {"c": w.c, "key": key(), "text": "x"}, inside(200, 403, 403, 200, 200, 200)),
    ("edit", lambda w: {"c": w.c, "key": key(), "target": w.target, "text": "x"},
     inside(403, 403, 403, 403, 403, 403)),
    ("retract", lambda w: {"c": w.c, "key": key(), "target": w.boss.say(w.c, "goes")},
     inside(403, 403, 403, 403, 200, 200)),
    ("react", lambda w: {"c": w.c, "key": key(), "target": w.target, "emoji": "👍", "on": True},
     inside(200, 403, 200, 200, 200, 200)),
    ("read", lambda w: {"c": w.c, "seq": 1}, inside(200, 200, 200, 200, 200, 200)),
    ("typing", lambda w: {"c": w.c, "on": True}, inside(200, 403, 403, 200, 200, 200)),
    ("watch", lambda w: {"people": [w.resident.id]}, signed()),
    ("presence", lambda w: {"activity": "active"}, signed()),
    ("status", lambda w: {"text": "here"}, signed()),
    ("call", lambda w: {"c": w.c, "offer": "v=0"}, inside(CALLS, 403, CALLS, CALLS, CALLS, CALLS)),
    ("hangup", lambda w: {"c": w.c, "leg": "0" * 13}, inside(404, 404, 404, 404, 404, 404)),
    ("decline", lambda w: {"c": w.c}, inside(200, 200, 200, 200, 200, 200)),
    ("ring", lambda w: {"c": w.c}, inside(404, 403, 404, 404, 404, 404)),
    ("mute", lambda w: {"c": w.c, "on": True}, inside(404, 404, 404, 404, 404, 404)),
    ("deafen", lambda w: {"c": w.c, "leg": "0" * 13, "on": True}, inside(404, 404, 404, 404, 404, 404)),
    ("hand", lambda w: {"c": w.c, "on": True}, inside(404, 404, 404, 404, 404, 404)),
    ("floor", lambda w: {"c": w.c, "person": w.resident.id, "on": True}, inside(404, 404, 404, 404, 404, 404)),
    ("expel", lambda w: {"c": w.c, "person": w.resident.id}, inside(404, 404, 404, 404, 404, 404)),
    ("record", lambda w: {"c": w.c, "on": True}, inside(404, 404, 404, 404, 404, 404)),
    ("free", lambda w: {"c": w.c, "on": True}, inside(403, 403, 403, 403, 403, 403)),
]
