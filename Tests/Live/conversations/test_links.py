"""How far a link goes: who makes one can open it, so it must open no more than it was made for."""

import pytest

from live import Live
from people import PASSWORD


def token(link):
    return link.split("#", 1)[1]


@pytest.fixture
def case(server):
    """What a guest has with Ada, and a browser in which Bob has opened the link that he made for the same guest."""
    ada, bob = server.members("Ada", "Bob")
    guest, private = ada.guest(name="Trusting")
    a = ada.upload("private.txt", b"private bytes", "text/plain")
    guest.say(private, "privateword between Ada and me")
    ada.say(private, "privatefile", attachments=[a["id"]])
    c = bob.start("direct", guest.address)["conversation"]["id"]
    link = bob.post(f"/conversations/{c}/invitations", {"person": guest.id})["link"]
    return ada, bob, guest, private, a, bob.open(link, "Trusting", guest.address)


def test_the_other_conversations_of_the_guest_stay_closed(case):
    ada, bob, guest, private, a, opened = case
    assert private not in [s["id"] for s in opened.get("/conversations")["conversations"]]
    for path in (f"/conversations/{private}", f"/conversations/{private}/events",
                 f"/conversations/{private}/events/5/history", f"/attachments/{a['id']}"):
        opened.refused(404, "not-found", "GET", path)
    send = {"do": "send", "key": "through-the-link", "text": "as the guest"}
    opened.refused(404, "not-found", "POST", f"/conversations/{private}/events", send)
    opened.refused(404, "not-found", "PUT", f"/conversations/{private}/read", {"seq": 1})
    assert opened.search("privateword") == []
    assert guest.search("privateword") != []


def test_whom_the_guest_knows_stays_closed(case):
    ada, bob, guest, private, a, opened = case
    assert ada.id not in [contact["person"] for contact in opened.get("/contacts")["contacts"]]
    opened.refused(404, "not-found", "GET", f"/people/{ada.id}")


def test_an_export_holds_no_more_than_the_link_shows(case):
    *_, opened = case
    export = opened.ask("GET", "/me/export")
    assert "privateword" not in export.text and "privatefile" not in export.text


def test_a_link_does_not_erase_the_guest(case):
    ada, bob, guest, private, a, opened = case
    opened.ask("POST", "/me/erase", {})
    assert any("privateword" in text for text in ada.texts(private))


async def test_the_live_connection_shows_no_more_either(case):
    ada, bob, guest, private, a, opened = case
    live = await Live.open(opened, cursors={private: 0})
    ada.say(private, "another privateword")
    await live.refused(404, "not-found", "send", c=private, key="through-the-link", text="as the guest")
    await live.refused(404, "not-found", "typing", c=private, on=True)
    await live.settled()
    assert private not in str(live.frames)
    await live.close()


def test_a_link_cannot_be_made_an_account_that_sees_more(case, server):
    ada, bob, guest, private, a, opened = case
    invite = bob.post("/invites", {"uses": 1, "days": 1})["link"]
    body = {"name": "Trusting", "address": guest.address, "password": PASSWORD, "invite": token(invite)}
    answer = opened.ask("POST", "/accounts", body)
    for who in (opened, server.browser()):
        who.ask("POST", "/session", {"address": guest.address, "password": PASSWORD})
        events = who.ask("GET", f"/conversations/{private}/events")
        assert events.status_code in (401, 404), f"registered with {answer.status_code}, then read {events.text[:200]}"


def test_a_link_left_over_does_not_sign_in_who_has_become_a_member(server):
    ada, bob = server.members("Ada", "Bob")
    left_over = bob.start("direct", "grown@elsewhere.example")["invitations"][0]["link"]
    group = ada.start("group", "grown@elsewhere.example", title="Group")["invitations"][0]["link"]
    guest = ada.open(group, "Grown")
    invite = ada.post("/invites", {"uses": 1, "days": 1})["link"]
    answer = guest.ask("POST", "/accounts", {"name": "Grown", "address": "grown@elsewhere.example",
                                             "password": PASSWORD, "invite": token(invite)})
    assert answer.status_code in (201, 409), answer.text
    opened = server.browser().ask("POST", "/invitations/accept", {"token": token(left_over), "name": "Not Grown"})
    assert opened.status_code == 410 or opened.json()["person"]["role"] == "guest", opened.text
