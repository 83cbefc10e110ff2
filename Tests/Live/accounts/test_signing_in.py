"""Signing in and out, devices, passwords."""

from people import PASSWORD, Browser


def test_signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use(server):
    ada = server.member("Ada")
    answer = server.browser().ask("POST", "/session", {"address": ada.address, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("confab_session=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= attributes
    assert "secure" not in attributes
    assert any(a.startswith(("max-age=", "expires=")) for a in attributes)


def test_signing_out_ends_the_session(server):
    ada = server.member("Ada")
    cookie = ada.headers
    ada.delete("/session")
    Browser(server, headers=cookie).refused(401, "not-signed-in", "GET", "/me")


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(server):
    ada = server.member("Ada")
    wrong = server.browser().refused(
        401, "wrong-password", "POST", "/session", {"address": ada.address, "password": "not this one"})
    unknown = server.browser().refused(
        401, "wrong-password", "POST", "/session", {"address": "nobody@example.org", "password": "not this one"})
    assert wrong == unknown


def test_an_address_is_the_same_in_any_case(server):
    ada = server.member("Ada")
    again = server.browser().sign_in(ada.address.upper())
    assert again.id == ada.id


def test_several_devices_are_listed_and_one_can_be_ended(server):
    ada = server.member("Ada")
    phone, laptop = ada.another(), ada.another()
    sessions = ada.get("/sessions")["sessions"]
    assert len(sessions) == 3
    assert [s["current"] for s in sessions].count(True) == 1
    assert all(s["kind"] == "browser" for s in sessions)
    mine = next(s for s in phone.get("/sessions")["sessions"] if s["current"])
    ada.delete(f"/sessions/{mine['id']}")
    phone.refused(401, "not-signed-in", "GET", "/me")
    laptop.get("/me")


def test_all_other_devices_can_be_ended_at_once(server):
    ada = server.member("Ada")
    others = [ada.another(), ada.another()]
    ada.delete("/sessions")
    for other in others:
        other.refused(401, "not-signed-in", "GET", "/me")
    assert len(ada.get("/sessions")["sessions"]) == 1


def test_the_session_of_another_person_cannot_be_ended(server):
    ada, bob = server.members("Ada", "Bob")
    his = bob.get("/sessions")["sessions"][0]["id"]
    ada.refused(404, "not-found", "DELETE", f"/sessions/{his}")
    bob.get("/me")


def test_a_new_password_ends_the_other_sessions_and_the_old_password(server):
    ada = server.member("Ada")
    other = ada.another()
    ada.put("/me/password", {"old": PASSWORD, "new": "another good password"})
    ada.get("/me")
    other.refused(401, "not-signed-in", "GET", "/me")
    ada_again = {"address": ada.address, "password": PASSWORD}
    server.browser().refused(401, "wrong-password", "POST", "/session", ada_again)
    server.browser().sign_in(ada.address, "another good password")


def test_the_old_password_is_needed_for_a_new_one(server):
    ada = server.member("Ada")
    ada.refused(401, "wrong-password", "PUT", "/me/password", {"old": "not it at all", "new": "another good one"})
    server.browser().sign_in(ada.address)


def test_a_name_can_be_changed(server):
    ada = server.member("Ada")
    assert ada.patch("/me", {"name": "Ada Lovelace"})["name"] == "Ada Lovelace"
    assert ada.get("/me")["name"] == "Ada Lovelace"


def test_a_request_from_another_site_changes_nothing(server):
    ada = server.member("Ada")
    foreign = {"Origin": "https://evil.example"}
    ada.refused(403, "forbidden", "PATCH", "/me", {"name": "Mallory"}, headers=foreign)
    assert ada.get("/me")["name"] == "Ada"
    own = {"Origin": server.url}
    assert ada.patch("/me", {"name": "Ada B"}, headers=own)["name"] == "Ada B"
