"""An address nobody has, and the link that leads its owner in."""

import time

from people import Browser


def token(link):
    return link.split("/i#", 1)[1]


def test_writing_to_an_unknown_address_makes_a_guest_and_a_link(server):
    ada = server.member("Ada")
    answer = ada.start("direct", "mia.miller@elsewhere.example", text="Hello Mia")
    [invitation] = answer["invitations"]
    assert invitation["address"] == "mia.miller@elsewhere.example"
    assert invitation["link"].split("/i#")[0].endswith(f":{server.port}")
    assert invitation["expires"] > time.time() * 1000
    assert answer["people"][invitation["person"]]["role"] == "guest"
    assert answer["people"][invitation["person"]]["name"] == "mia.miller"
    assert answer["seq"] == 2 or ada.texts(answer["conversation"]["id"]) == ["Hello Mia"]


def test_looking_at_a_link_consumes_nothing_and_tells_what_is_needed(server):
    ada = server.member("Ada")
    link = ada.start("direct", "mara@elsewhere.example")["invitations"][0]["link"]
    for _ in range(3):
        look = server.browser().post("/invitations/look", {"token": token(link)})
        assert look["state"] == "open" and look["by"] == "Ada" and look["kind"] == "direct"
        assert look["name"] == "mara"


def test_fetching_the_page_of_a_link_accepts_nothing(server):
    ada = server.member("Ada")
    link = ada.start("direct", "scan@elsewhere.example")["invitations"][0]["link"]
    page = server.browser().http.get(f"{server.url}/i")
    assert page.status_code == 200 and "text/html" in page.headers["content-type"]
    by_get = server.browser().http.get(f"{server.url}/i/{token(link)}")
    assert token(link) not in by_get.text
    assert server.browser().post("/invitations/look", {"token": token(link)})["state"] == "open"


def test_accepting_comes_in_with_one_name_and_sees_the_conversation(server):
    ada = server.member("Ada")
    answer = ada.start("direct", "nell@elsewhere.example", text="Come in")
    c = answer["conversation"]["id"]
    nell = Browser(server)
    came = nell.post("/invitations/accept",
                     {"token": token(answer["invitations"][0]["link"]), "name": "Nell"}, status=201)
    nell.take(came)
    assert came["conversation"] == c and came["person"]["name"] == "Nell"
    assert nell.texts(c) == ["Come in"]
    nell.say(c, "Here I am")
    assert ada.texts(c) == ["Come in", "Here I am"]


def test_a_second_browser_is_refused_and_the_first_comes_back(server):
    ada = server.member("Ada")
    link = ada.start("direct", "pia@elsewhere.example")["invitations"][0]["link"]
    first = ada.open(link, "Pia")
    body = {"token": token(link), "name": "Impostor"}
    server.browser().refused(410, "expired", "POST", "/invitations/accept", body)
    assert server.browser().post("/invitations/look", {"token": token(link)})["state"] == "taken"
    assert first.post("/invitations/look", {"token": token(link)})["state"] == "mine"
    again = first.post("/invitations/accept", {"token": token(link), "name": "Pia"}, status=200)
    assert again["person"]["id"] == first.id


def test_a_fresh_link_ends_the_earlier_one(server):
    ada = server.member("Ada")
    answer = ada.start("direct", "rita@elsewhere.example")
    c, old = answer["conversation"]["id"], answer["invitations"][0]
    fresh = ada.post(f"/conversations/{c}/invitations", {"person": old["person"]}, status=201)
    assert fresh["link"] != old["link"]
    server.browser().refused(410, "expired", "POST", "/invitations/accept",
                             {"token": token(old["link"]), "name": "Rita"})
    look = server.browser().ask("POST", "/invitations/look", {"token": token(old["link"])})
    assert look.status_code == 410 or look.json()["state"] == "expired"
    assert ada.open(fresh["link"], "Rita").texts(c) == []


def test_a_fresh_link_lets_the_same_guest_in_from_a_new_browser(server):
    ada = server.member("Ada")
    guest, c = ada.guest("sina@elsewhere.example", "Sina")
    fresh = ada.post(f"/conversations/{c}/invitations", {"person": guest.id})["link"]
    assert ada.open(fresh, "Sina").id == guest.id


def test_a_link_that_never_was_is_like_one_that_is_over(server):
    server.browser().refused(410, "expired", "POST", "/invitations/look", {"token": "z" * 43})


def test_a_guest_sees_only_its_conversation_and_no_addresses(server):
    ada, bob = server.members("Ada", "Bob")
    guest, _ = ada.guest()
    c = ada.group(bob)
    ada.post(f"/conversations/{c}/members", {"people": [guest.id]})
    link = ada.post(f"/conversations/{c}/invitations", {"person": guest.id})["link"]
    guest.post("/invitations/accept", {"token": token(link), "name": guest.name})
    other = ada.group(bob, title="Not for guests")
    listed = guest.get("/conversations")
    assert other not in [s["id"] for s in listed["conversations"]]
    whole = guest.get(f"/conversations/{c}")
    assert {ada.id, bob.id} <= set(whole["people"])
    for answer in (listed, whole):
        assert ada.address not in str(answer) and bob.address not in str(answer)
    guest.refused(404, "not-found", "GET", f"/conversations/{other}")
    guest.refused(403, "forbidden", "GET", "/people?q=bob")
    stranger = server.member("Stranger")
    guest.refused(404, "not-found", "GET", f"/people/{stranger.id}")
    assert "address" not in guest.get(f"/people/{ada.id}")


def test_the_same_address_is_the_same_guest(server):
    ada, bob = server.members("Ada", "Bob")
    one = ada.start("direct", "tess@elsewhere.example")["invitations"][0]["person"]
    two = bob.start("direct", "Tess@Elsewhere.example")["invitations"][0]["person"]
    assert one == two
