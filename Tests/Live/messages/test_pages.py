"""Pages of a long log."""

import asyncio

import pytest

from confab import Server
from live import Live
from people import key

COUNT = 1_000


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """A conversation of a thousand messages, and its two people."""
    server = Server(tmp_path_factory.mktemp("long") / "data").start()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)

    async def fill():
        live = await Live.open(ada)
        for start in range(0, COUNT, 50):
            await asyncio.gather(*(live.do("send", c=c, key=key(), text=f"message {n}")
                                   for n in range(start, start + 50)))
        await live.close()

    asyncio.run(fill())
    yield ada, bob, c
    server.kill()


def page(who, c, **query):
    return who.get(f"/conversations/{c}/events", params=query)


def test_the_last_page_comes_without_asking(long):
    _, bob, c = long
    answer = page(bob, c)
    seqs = [e["seq"] for e in answer["events"]]
    assert seqs == list(range(answer["head"] - 49, answer["head"] + 1))


def test_going_back_page_by_page_meets_every_event_once(long):
    _, bob, c = long
    seqs, before = [], None
    while before != 1:
        answer = page(bob, c, limit=200, **({"before": before} if before else {}))
        got = [e["seq"] for e in answer["events"]]
        assert got == sorted(got) and len(got) <= 200
        seqs = got + seqs
        before = got[0]
    assert seqs == list(range(1, answer["head"] + 1))
    assert len(seqs) >= COUNT


def test_going_forward_page_by_page_meets_every_event_once(long):
    _, bob, c = long
    seqs, after = [], 0
    while got := [e["seq"] for e in page(bob, c, after=after, limit=170)["events"]]:
        seqs += got
        after = got[-1]
    assert seqs == list(range(1, bob.summary(c)["head"] + 1))


def test_around_an_event_lie_its_neighbours(long):
    _, bob, c = long
    seqs = [e["seq"] for e in page(bob, c, around=500, limit=20)["events"]]
    assert 500 in seqs and len(seqs) == 20 and seqs == list(range(seqs[0], seqs[0] + 20))
    assert 488 <= seqs[0] <= 492
    assert [e["seq"] for e in page(bob, c, around=1, limit=10)["events"]][0] == 1


def test_a_date_leads_to_what_was_said_then(long):
    _, bob, c = long
    event = page(bob, c, around=700, limit=1)["events"][0]
    found = page(bob, c, at=event["at"], limit=20)["events"]
    assert event["at"] in [e["at"] for e in found]
    assert page(bob, c, at=0, limit=5)["events"][0]["seq"] == 1
    assert page(bob, c, at=4_102_444_800_000, limit=5)["events"][-1]["seq"] == bob.summary(c)["head"]


def test_what_happened_later_to_a_message_comes_with_its_page(long):
    ada, bob, c = long
    ada.write(c, "edit", target=100, text="edited much later")
    bob.write(c, "react", target=101, emoji="🎉", on=True)
    later = page(bob, c, around=100, limit=10)["later"]
    assert [(e["kind"], e["target"]) for e in later] == [("edit", 100), ("react", 101)]
    assert page(bob, c, around=300, limit=10)["later"] == []


def test_two_places_at_once_are_refused(long):
    _, bob, c = long
    answer = bob.ask("GET", f"/conversations/{c}/events", params={"before": 5, "after": 2})
    assert answer.status_code == 400, answer.text


@pytest.mark.parametrize("query, field", [
    ({"limit": 0}, "limit"), ({"limit": 201}, "limit"), ({"limit": "x"}, "limit"), ({"before": "x"}, "before"),
    ({"after": -1}, "after"), ({"around": "1.5"}, "around"), ({"at": "yesterday"}, "at"), ({"before": 0}, "before"),
    ({"before": "99999999999999999999"}, "before")])
def test_a_wrong_parameter_is_named(long, query, field):
    _, bob, c = long
    answer = bob.ask("GET", f"/conversations/{c}/events", params=query)
    assert answer.status_code == 400 and answer.json()["field"] == field, answer.text
