"""What those who run the server may do with people."""

from live import Live
from people import PASSWORD


def test_everybody_is_listed_in_pages_and_found(server):
    owner = server.owner()
    made = server.members(*(f"Listed {n}" for n in range(5)))
    got, after = [], None
    while True:
        page = owner.get("/admin/people", params={"limit": 2} | ({"after": after} if after else {}))
        got += [p["id"] for p in page["people"]]
        after = page["next"]
        if after is None:
            break
    assert len(got) == len(set(got)) and {m.id for m in made} | {owner.id} <= set(got)
    [one] = owner.get("/admin/people", params={"q": made[3].address})["people"]
    assert one["id"] == made[3].id and one["suspended"] is False and one["sessions"] == 1


def test_only_the_owner_makes_admins_and_the_last_owner_stays(server):
    owner = server.owner()
    ada, bob = server.members("Ada", "Bob")
    assert owner.patch(f"/admin/people/{ada.id}", {"role": "admin"})["role"] == "admin"
    ada.get("/admin/numbers")
    ada.refused(403, "forbidden", "PATCH", f"/admin/people/{bob.id}", {"role": "admin"})
    ada.refused(403, "forbidden", "PATCH", f"/admin/people/{owner.id}", {"role": "member"})
    ada.refused(403, "forbidden", "PATCH", f"/admin/people/{owner.id}", {"suspended": True})
    owner.refused(409, "conflict", "PATCH", f"/admin/people/{owner.id}", {"role": "member"})
    owner.refused(409, "conflict", "PATCH", f"/admin/people/{owner.id}", {"suspended": True})
    owner.refused(409, "conflict", "DELETE", f"/admin/people/{owner.id}")


async def test_suspending_ends_live_sessions_at_once_and_can_be_undone(server):
    owner = server.owner()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    his = await Live.open(bob)
    owner.patch(f"/admin/people/{bob.id}", {"suspended": True})
    await his.hear("bye", within=2, reason="suspended")
    assert await his.closed() == 4401
    bob.refused(403, "suspended", "GET", "/me")
    server.browser().refused(403, "suspended", "POST", "/session", {"address": bob.address, "password": PASSWORD})
    ada.say(c, "are you there?")
    assert owner.patch(f"/admin/people/{bob.id}", {"suspended": False})
    assert server.browser().sign_in(bob.address).texts(c) == ["are you there?"]


async def test_who_is_connected_is_shown_with_their_media_and_can_be_ended(server):
    owner = server.owner()
    ada, bob = server.members("Ada", "Bob")
    ada.direct(bob)
    his = await Live.open(bob, media={"voice": True, "video": True}, activity="active")
    [session] = [s for s in owner.get("/admin/sessions")["sessions"] if s["person"] == bob.id]
    assert session["name"] == "Bob" and session["state"] == "active" and session["conversations"] == 1
    assert sorted(session["media"]) == ["text", "video", "voice"]
    assert session["transport"] == "websocket" and session["address"] == "127.0.0.1"
    owner.delete(f"/admin/sessions/{session['id']}", status=204)
    await his.hear("bye", reason="revoked")
    assert await his.closed() == 4401


def test_the_numbers_count(server):
    owner = server.owner()
    before = owner.get("/admin/numbers")
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    ada.say(c, "one")
    ada.say(c, "", attachments=[ada.upload("a.txt", b"12345", "text/plain")["id"]])
    ada.guest()
    after = owner.get("/admin/numbers")
    assert after["people"] - before["people"] in (2, 3) and after["guests"] - before["guests"] == 1
    assert after["conversations"] - before["conversations"] == 2
    assert after["events"] - before["events"] >= 6
    assert after["attachments"] - before["attachments"] == 1
    assert after["attachment_bytes"] - before["attachment_bytes"] == 5
    assert after["memory_bytes"] > 1e6 and after["database_bytes"] > 0 and after["version"]


def test_members_and_guests_are_not_admins(server):
    ada = server.member("Ada")
    guest, _ = ada.guest()
    for who in (ada, guest):
        for path in ("/admin/people", "/admin/sessions", "/admin/numbers"):
            who.refused(403, "forbidden", "GET", path)
