"""Being removed at the very moment of connecting or being added."""

import asyncio

from live import Live

ROUNDS = 25


async def test_who_is_removed_while_connecting_hears_nothing_more(server):
    ada, bob = server.members("Ada", "Bob")
    for n in range(ROUNDS):
        c = ada.group(bob, title=f"Round {n}")
        removal = asyncio.to_thread(ada.delete, f"/conversations/{c}/members/{bob.id}")
        his, _ = await asyncio.gather(Live.open(bob), removal)
        mark = his.mark()
        await asyncio.to_thread(ada.say, c, "not for Bob")
        await his.settled()
        assert not [f for f in his.heard("event", mark, c=c) if f["e"].get("text")]
        await his.close()


async def test_who_is_added_and_removed_at_once_hears_nothing_more(server):
    ada, bob = server.members("Ada", "Bob")
    ada.direct(bob)
    his = await Live.open(bob)
    for n in range(ROUNDS):
        c = ada.start("group", title=f"Round {n}")["conversation"]["id"]
        ada.post(f"/conversations/{c}/members", {"people": [bob.id]})
        ada.delete(f"/conversations/{c}/members/{bob.id}")
        ada.say(c, "not for Bob")
        await his.settled()
        assert not [f for f in his.heard("event", c=c) if f["e"].get("text")]
    await his.close()


async def test_the_list_that_was_said_last_is_watched(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    for other in (bob, eve):
        ada.direct(other)
    hers, others = await Live.open(ada), await Live.open(eve)
    for n in range(ROUNDS):
        futures = []
        for people in ([bob.id], [], [eve.id]):
            future, command = hers.begin("watch", people=people)
            futures.append(future)
            await hers.send_raw(command)
        await asyncio.gather(*futures)
        mark = hers.mark()
        await others.do("presence", activity="idle" if n % 2 == 0 else "active")
        await hers.hear("presence", mark, p=eve.id, within=2)
    await hers.close()
    await others.close()
