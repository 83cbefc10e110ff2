"""Guessing passwords is slow, and nobody is flooded."""

from people import PASSWORD


def test_signing_in_too_often_has_to_wait(serve):
    server = serve({"limits.sign_ins_per_minute": 5})
    server.owner()
    wrong = {"address": "olga@example.org", "password": "a wrong guess"}
    statuses = []
    for _ in range(12):
        answer = server.browser().ask("POST", "/session", wrong)
        statuses.append(answer.status_code)
        if answer.status_code == 429:
            break
    assert statuses[-1] == 429 and set(statuses[:-1]) == {401}, statuses
    assert answer.json()["type"] == "urn:confab:too-many"
    assert int(answer.headers["retry-after"]) >= 1
    right = wrong | {"password": PASSWORD}
    server.browser().refused(429, "too-many", "POST", "/session", right)


def test_sending_too_fast_has_to_wait_and_loses_nothing_that_was_acknowledged(serve):
    server = serve({"limits.messages_per_minute": 30})
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    said = []
    for n in range(200):
        answer = ada.ask("POST", f"/conversations/{c}/events",
                         {"do": "send", "key": f"limited-{n:04d}", "text": f"message {n}"})
        if answer.status_code == 429:
            assert int(answer.headers["retry-after"]) >= 1
            break
        said.append(f"message {n}")
    assert answer.status_code == 429 and 10 <= len(said) <= 60, (answer.status_code, len(said))
    assert bob.texts(c, limit=200) == said


def test_links_by_mail_to_one_address_are_few_whoever_asks_and_whether_it_is_known(server):
    ada = server.member("Ada")
    for address in (ada.address, "nobody@elsewhere.example"):
        statuses = [server.browser().ask("POST", "/links", {"address": address}).status_code for _ in range(8)]
        assert set(statuses) == {204, 429} and statuses == sorted(statuses), statuses
        assert statuses.count(204) <= 5
    sent = [m for m in server.owner().get("/admin/mails")["mails"] if m["person"]["id"] == ada.id and m["kind"] == "signin"]
    assert len(sent) <= 5


def test_fresh_links_to_one_guest_are_few(server):
    ada = server.member("Ada")
    c = ada.start("group", title="The plan")["conversation"]["id"]
    link = ada.post(f"/conversations/{c}/members", {"to": ["ben@elsewhere.example"]})["invitations"][0]["link"]
    statuses = [server.browser().ask("POST", "/invitations/fresh", {"token": link.split("#")[1]}).status_code for _ in range(8)]
    assert set(statuses) == {204, 429} and statuses == sorted(statuses) and statuses.count(204) <= 5, statuses
