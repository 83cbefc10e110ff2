"""Read markers, unread counts, mentions, typing."""

from live import Live
from people import key


def test_unread_counts_the_messages_of_others_after_the_marker(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    seqs = [ada.say(c, f"{n}") for n in range(5)]
    bob.say(c, "mine does not count")
    assert bob.summary(c)["unread"] == 5
    bob.put(f"/conversations/{c}/read", {"seq": seqs[2]}, status=204)
    assert (bob.summary(c)["unread"], bob.summary(c)["my"]["read"]) == (2, seqs[2])
    bob.put(f"/conversations/{c}/read", {"seq": seqs[0]})
    assert bob.summary(c)["my"]["read"] == seqs[2]
    bob.put(f"/conversations/{c}/read", {"seq": bob.summary(c)["head"]})
    assert bob.summary(c)["unread"] == 0


def test_edits_and_reactions_are_not_unread(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    target = ada.say(c, "one")
    ada.write(c, "edit", target=target, text="uno")
    ada.write(c, "react", target=target, emoji="👍", on=True)
    assert bob.summary(c)["unread"] == 1


def test_a_marker_does_not_go_beyond_the_log(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    head = ada.say(c, "one")
    answer = bob.ask("PUT", f"/conversations/{c}/read", {"seq": head + 1000})
    assert answer.status_code in (204, 400)
    assert bob.summary(c)["my"]["read"] <= head
    ada.say(c, "two")
    assert bob.summary(c)["unread"] >= 1


async def test_the_marker_is_seen_by_the_others_and_by_ones_own_devices(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    hers, phone, laptop = await Live.open(ada), await Live.open(bob), await Live.open(bob)
    seq = await hers.say(c, "read me")
    await phone.reaches(c, seq)
    await phone.do("read", c=c, seq=seq)
    assert (await hers.hear("read", c=c, by=bob.id))["seq"] == seq
    assert (await laptop.hear("read", c=c, by=bob.id))["seq"] == seq
    for live in (hers, phone, laptop):
        await live.close()


def test_mentions_are_counted_for_who_is_meant(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    ada.say(c, "@Bob", mentions=[bob.id])
    ada.say(c, "@all", mentions=["all"])
    ada.say(c, "nobody")
    assert bob.summary(c)["mentions"] == 2
    assert eve.summary(c)["mentions"] == 1
    assert ada.summary(c)["mentions"] == 0
    bob.put(f"/conversations/{c}/read", {"seq": bob.summary(c)["head"]})
    assert bob.summary(c)["mentions"] == 0


def test_somebody_who_is_not_in_it_cannot_be_mentioned(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob)
    answer = ada.ask("POST", f"/conversations/{c}/events",
                     {"do": "send", "key": key(), "text": "@Eve", "mentions": [eve.id]})
    if answer.is_success:
        assert eve.id not in ada.events(c)[-1].get("mentions", [])
    else:
        assert answer.status_code == 400 and answer.json()["field"].startswith("mentions")


async def test_typing_is_heard_by_the_others_only_and_is_no_event(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.direct(bob)
    hers, his, third = await Live.open(ada), await Live.open(bob), await Live.open(eve)
    head = ada.summary(c)["head"]
    for on in (True, False):
        await hers.do("typing", c=c, on=on)
        await his.hear("typing", c=c, by=ada.id, on=on)
    await third.settled()
    assert not third.heard("typing")
    assert ada.summary(c)["head"] == head
    await third.refused(404, "not-found", "typing", c=c, on=True)
    for live in (hers, his, third):
        await live.close()
