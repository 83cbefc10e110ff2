"""Whoever is rung and is not here learns by mail that they missed a call."""

import asyncio

from live import Live
from office import stranger
from offers import join


def call_and_leave(caller, c):
    async def once():
        live = await Live.open(caller)
        leg = (await join(live, c))["leg"]
        await live.do("hangup", c=c, leg=leg)
        await live.close()
    asyncio.run(once())


def test_who_is_away_gets_a_mail(shared):
    ada, ben = shared.member("Ada Lovelace"), shared.member("Ben Okri")
    c = ada.direct(ben)
    call_and_leave(ada, c)
    taken = shared.relay.mail(ben.address)
    assert "Missed call" in taken["Subject"] and "Ada Lovelace" in taken["Subject"]
    assert "Missed call" in taken.text and f"/c/{c}" in taken.text
    assert "<em>Missed call</em>" in taken.html


def test_outside_too(shared):
    ada, address = shared.member(), stranger()
    c, _ = shared.write_to(ada, address)
    guest = ada.open(shared.relay.mail(address).link, "Ben Okri", address)
    guest.say(c, "I am here")
    call_and_leave(ada, c)
    taken = shared.relay.mail(address, 2)
    assert "Missed call" in taken.text and taken.link


def test_not_who_wants_none(shared):
    ada, ben = shared.member(), shared.member()
    c = ada.direct(ben)
    ben.patch("/me", {"mail": "none"})
    call_and_leave(ada, c)
    ben.patch("/me", {"mail": "all"})
    ada.say(c, "later then")
    assert "later then" in shared.relay.mail(ben.address).text
    assert len(shared.relay.to(ben.address)) == 1
