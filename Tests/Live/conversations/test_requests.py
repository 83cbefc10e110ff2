"""A conversation opens only when both want it."""

from live import Live
from people import key


def test_a_first_message_waits_as_a_request_with_its_text(server):
    ada, bob = server.members("Ada", "Bob")
    answer = ada.start("direct", bob, text="May I?")
    c = answer["conversation"]["id"]
    assert answer["invitations"] == []
    assert bob.summary(c)["my"]["state"] == "requested"
    assert bob.texts(c) == ["May I?"]
    bob.refused(403, "forbidden", "POST", f"/conversations/{c}/events",
                {"do": "send", "key": "too-early-1", "text": "not yet"})


def test_a_pair_has_one_direct_conversation(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    again = ada.wanted("POST", "/conversations", {"kind": "direct", "people": [bob.id], "text": "Again", "key": key()}, status=200)
    assert again["conversation"]["id"] == c
    back = bob.wanted("POST", "/conversations", {"kind": "direct", "to": [ada.address]}, status=200)
    assert back["conversation"]["id"] == c
    assert bob.texts(c) == ["Again"]


def test_accepting_makes_contacts_of_both(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    bob.post(f"/conversations/{c}/accept", status=200)
    assert ada.get(f"/people/{bob.id}")["contact"] == "accepted"
    assert bob.get(f"/people/{ada.id}")["contact"] == "accepted"
    assert {"person": ada.id, "state": "accepted"} in bob.get("/contacts")["contacts"]


def test_the_asked_one_sees_who_asks_and_the_asker_that_it_waits(server):
    ada, bob = server.members("Ada", "Bob")
    ada.start("direct", bob, text="May I?")
    assert ada.get(f"/people/{bob.id}")["contact"] == "requested"
    assert bob.get(f"/people/{ada.id}")["contact"] == "asking"


def test_at_most_ten_messages_go_before_the_answer(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob)["conversation"]["id"]
    for n in range(10):
        ada.say(c, f"message {n}")
    ada.refused(409, "awaiting-acceptance", "POST", f"/conversations/{c}/events",
                {"do": "send", "key": "the-eleventh", "text": "one too many"})
    bob.post(f"/conversations/{c}/accept")
    ada.say(c, "now it goes")
    assert len(bob.texts(c)) == 11


async def test_presence_is_not_visible_before_acceptance(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    his = await Live.open(bob)
    hers = await Live.open(ada)
    await hers.do("watch", people=[bob.id])
    await hers.settled()
    assert all(f["state"] in ("unknown", "offline") for f in hers.heard("presence", p=bob.id))
    bob.post(f"/conversations/{c}/accept")
    await hers.hear("contact")
    mark = hers.mark()
    await hers.do("watch", people=[bob.id])
    await hers.hear("presence", mark, p=bob.id, state="available")
    await hers.close()
    await his.close()


def test_declining_takes_it_out_of_the_list_and_tells_nobody(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    bob.post(f"/conversations/{c}/decline", {}, status=204)
    assert c not in [s["id"] for s in bob.get("/conversations")["conversations"]]
    bob.refused(404, "not-found", "GET", f"/conversations/{c}")
    assert c in [s["id"] for s in ada.get("/conversations")["conversations"]]
    assert ada.get(f"/people/{bob.id}")["contact"] in ("requested", "none")


def test_blocking_keeps_further_messages_away(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    bob.post(f"/conversations/{c}/decline", {"block": True}, status=204)
    assert bob.get(f"/people/{ada.id}")["contact"] == "blocked"
    ada.ask("POST", f"/conversations/{c}/events", {"do": "send", "key": "after-block", "text": "Hey"})
    assert c not in [s["id"] for s in bob.get("/conversations")["conversations"]]
    group = ada.start("group", bob, title="Trick")["conversation"]["id"]
    assert group not in [s["id"] for s in bob.get("/conversations")["conversations"]]


def test_the_blocked_one_is_not_told(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    bob.post(f"/conversations/{c}/decline", {"block": True})
    assert ada.get(f"/people/{bob.id}")["contact"] != "blocked"
    assert "blocked" not in str(ada.get("/contacts"))


def test_a_contact_can_be_blocked_and_taken_back(server):
    ada, bob = server.members("Ada", "Bob")
    ada.direct(bob)
    assert ada.put(f"/contacts/{bob.id}", {"state": "blocked"}) == {"person": bob.id, "state": "blocked"}
    assert ada.put(f"/contacts/{bob.id}", {"state": "none"})["state"] == "none"
    assert ada.get(f"/people/{bob.id}")["contact"] == "none"


async def test_a_request_arrives_live_and_so_does_its_acceptance(server):
    ada, bob = server.members("Ada", "Bob")
    his, hers = await Live.open(bob), await Live.open(ada)
    c = ada.start("direct", bob, text="May I?")["conversation"]["id"]
    new = await his.hear("conversation")
    assert new["conversation"]["id"] == c and new["conversation"]["my"]["state"] == "requested"
    assert new["conversation"]["last"]["text"] == "May I?"
    assert (await hers.hear("contact"))["contact"] == {"person": bob.id, "state": "requested"}
    mark = hers.mark()
    bob.post(f"/conversations/{c}/accept")
    assert (await hers.hear("contact", mark))["contact"] == {"person": bob.id, "state": "accepted"}
    await hers.until(lambda: any(f["e"]["kind"] == "joined" for f in hers.heard("event", mark, c=c)))
    await his.close()
    await hers.close()
