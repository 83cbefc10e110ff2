"""What the links in mails do, with the one click that stops them (RFC 8058), and the list of what was mailed."""

import httpx
import pytest

from outbox import SETTINGS  # noqa: F401
from waiting import wait

ONE_CLICK = {"data": {"List-Unsubscribe": "One-Click"}}


@pytest.fixture
def mailed(server, outbox):
    """A guest who has come, the one who asked them, their conversation and the secret in the mail."""
    ada = server.member("Ada")
    guest, c = ada.guest(c=ada.start("group", title="The plan")["conversation"]["id"])
    return guest, ada, c, outbox.stop(outbox.to(guest.address))


def look(server, secret):
    return server.browser().get(f"/stop/{secret}")


def test_one_click_stops_mail_about_the_conversation(server, outbox, mailed):
    guest, ada, c, secret = mailed
    headers = outbox.read(outbox.to(guest.address))
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{server.port}/stop/{secret}>" in headers["List-Unsubscribe"]
    answer = httpx.post(f"{server.url}/stop/{secret}", headers={"Origin": "https://mail.example"}, **ONE_CLICK)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/plain")
    assert look(server, secret) == {"address": guest.address, "conversation": "The plan", "by": "Ada",
                                    "stopped": "conversation", "blocked": False}
    assert [o["state"] for o in ada.summary(c)["outside"]] == ["stopped"]
    assert ada.refused(409, "conflict", "POST", f"/conversations/{c}/members/{guest.id}/mail")["detail"]


def test_any_body_or_none_is_taken_but_not_a_wrong_secret(server, mailed):
    guest, ada, c, secret = mailed
    for body in ({}, {"content": b"\xff" * 1000}, {"files": {"List-Unsubscribe": (None, "One-Click")}}, {"json": {}}):
        assert httpx.post(f"{server.url}/stop/{secret}", **body).status_code == 200
    for wrong in ("nonsense", "x" * 4000, "%00", secret[:-1], secret.upper() + "x"):
        assert httpx.post(f"{server.url}/stop/{wrong}", **ONE_CLICK).status_code == 404
        assert server.browser().ask("GET", f"/stop/{wrong}").status_code in (404, 410)


def test_the_page_stops_nothing(server, mailed):
    secret = mailed[3]
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, f"{server.url}/stop/{secret}")
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert look(server, secret)["stopped"] == "no"


def test_each_wish_and_its_undoing(server, mailed):
    guest, ada, c, secret = mailed
    page = server.browser()
    guest.patch("/me", {"mail": "all"})
    for what, stopped, level in (("conversation", "conversation", "all"), ("resume", "no", "all"),
                                 ("server", "server", "none"), ("resume", "no", "direct")):
        assert page.post(f"/stop/{secret}", {"what": what})["stopped"] == stopped
        assert guest.get("/me")["mail"] == level, what
    assert page.post(f"/stop/{secret}", {"what": "report", "text": "unwanted"})["stopped"] == "no"
    report = server.owner().get("/admin/reports")["reports"][-1]
    assert (report["by"]["id"], report["about"]["id"], report["text"]) == (guest.id, ada.id, "unwanted")
    assert page.post(f"/stop/{secret}", {"what": "block"})["blocked"]


def test_a_sign_in_link_is_mailed_to_who_is_here_and_works_once(server, outbox):
    ada = server.member("Ada")
    page = server.browser()
    page.post("/links", {"address": "nobody@elsewhere.example"}, status=204)
    page.post("/links", {"address": ada.address}, status=204)
    token = {"token": outbox.to(ada.address, "signin")["link"].split("/s#")[1]}
    assert page.post("/links/look", token) == {"person": ada.id, "name": "Ada", "address": ada.address}
    assert page.post("/links/open", token, status=201)["person"]["id"] == ada.id
    assert page.get("/me")["id"] == ada.id
    for path in ("/links/look", "/links/open"):
        server.browser().refused(410, "expired", "POST", path, token)
    assert not [m for m in outbox.mails() if m["person"]["address"] == "nobody@elsewhere.example"]


def test_a_waiting_mail_goes_when_it_is_tried_again(server, outbox):
    ada, bob = server.members("Ada", "Bob")
    ada.say(ada.direct(bob), "for later")
    waiting = next(m for m in outbox.mails(state="waiting") if m["person"]["id"] == bob.id)
    assert waiting["due"] > waiting["at"] and not waiting["eml"]
    server.owner().post(f"/admin/mails/{waiting['id']}/retry", status=204)
    wait(lambda: server.owner().get(f"/admin/mails/{waiting['id']}")["state"] == "sent")
    server.owner().refused(409, "conflict", "POST", f"/admin/mails/{waiting['id']}/retry")


def test_mails_are_listed_in_pages(server, outbox):
    for _ in range(3):
        outbox.owner.post("/admin/mails", {"address": "olga@example.org"})
    whole, pages, before = [m["id"] for m in outbox.mails()], [], None
    while True:
        page = outbox.owner.get("/admin/mails", params={"limit": 2} | ({"before": before} if before else {}))
        pages += [m["id"] for m in page["mails"]]
        if not (before := page["next"]):
            break
    assert pages == whole and len(whole) >= 3
