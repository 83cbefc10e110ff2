"""Whatever is offered is answered or refused by name; the server lives on and keeps nothing."""

import pytest

from live import Live, Refused
from mutations import OFFERS, offers

LIMIT = 65_536


async def offered(live, c, offer):
    """True when there was an answer."""
    try:
        answer = await live.do("call", c=c, offer=offer)
    except Refused as refused:
        problem = refused.problem
        assert problem.get("field") == "offer", (problem, offer)
        assert problem["status"] == (413 if len(offer.encode()) > LIMIT else 400), problem
        assert "\n" not in problem["detail"] and len(problem["detail"]) < 1000, problem
        return False
    assert answer["answer"].startswith("v=0\r\n") and "a=ice-lite\r\n" in answer["answer"], offer
    return True


@pytest.mark.parametrize("offer", OFFERS)
async def test_what_browsers_offer_is_answered(server, offer):
    ada, ben = server.members("Ada", "Ben")
    c, live = ada.group(ben), await Live.open(ada)
    assert await offered(live, c, offer)
    await live.close()


@pytest.mark.parametrize("offer", ["", "\r\n", "v=0", "v=0\r\n", "nonsense", "\0" * 1000, "m=audio\r\n" * 7000,
                                   "v=0\r\n" * 13_000, "x" * LIMIT, "x" * (LIMIT + 1), "é" * LIMIT], ids=range(11))
async def test_nonsense_is_refused_by_name(server, offer):
    ada, ben = server.members("Ada", "Ben")
    c, live = ada.group(ben), await Live.open(ada)
    assert not await offered(live, c, offer)
    assert not [e for e in live.logs.get(c, []) if e["kind"] == "call"], "a call was begun that nobody is in"
    await live.close()


async def test_mutations_of_offers_are_answered_or_refused_and_nothing_of_them_stays(server):
    ada, ben = server.members("Ada", "Ben")
    c, live = ada.group(ben), await Live.open(ada)
    answered = refused = 0
    sizes = []
    for seed in range(6):
        for offer in offers(seed, 250):
            if await offered(live, c, offer):
                answered += 1
            else:
                refused += 1
        sizes.append(server.memory())
    assert answered > 100 and refused > 100, (answered, refused)
    assert server.alive
    assert await offered(live, c, OFFERS[0])
    assert sizes[-1] - sizes[2] < 8_000_000, sizes
    await live.close()
