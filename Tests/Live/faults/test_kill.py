"""Killed in the middle of writing, again and again: what was acknowledged is there, once, in one order."""

import asyncio
import os
import random

from websockets.exceptions import ConnectionClosed

from killing import Writer, compare
from live import Live

KILLS = int(os.environ.get("CONFAB_KILLS", "12"))
SEED = int(os.environ.get("CONFAB_SEED", "1"))


async def follow(reader, up, stop):
    """Reads on through every crash."""
    while not stop.is_set():
        await up.wait()
        try:
            await reader.resume()
            await reader.closed(within=600)
        except (ConnectionError, ConnectionClosed, OSError):
            await asyncio.sleep(0)


async def test_nothing_acknowledged_is_lost_or_doubled_by_kill_9(serve):
    chance = random.Random(SEED)
    server = serve()
    people = server.members("Ada", "Bob", "Eve")
    ada, bob, eve = people
    conversations = [ada.direct(bob), ada.group(bob, eve), bob.group(ada, eve), ada.group(bob, eve)]
    shared = conversations[1:]
    writers = [Writer(p, shared if p is eve else conversations, (SEED, n).__hash__()) for n, p in enumerate(people * 2)]
    readers = [Live(bob), Live(ada)]
    up, stop = asyncio.Event(), asyncio.Event()
    up.set()
    tasks = [asyncio.create_task(w.write(up, stop)) for w in writers]
    follows = [asyncio.create_task(follow(r, up, stop)) for r in readers]

    def acknowledged():
        return sum(len(w.acknowledged) for w in writers)

    async def grown(by):
        target = acknowledged() + by
        async with asyncio.timeout(60):
            while acknowledged() < target:
                assert not any(t.done() for t in tasks), [t.exception() for t in tasks if t.done()]
                await asyncio.sleep(0)

    for _ in range(KILLS):
        await grown(chance.randrange(1, 400))
        up.clear()
        server.restart("kill")
        up.set()
    await grown(50)
    stop.set()
    await asyncio.gather(*tasks)
    for c in conversations:
        head = ada.summary(c)["head"]
        for live in [w.live for w in writers if c in w.conversations] + readers:
            await live.reaches(c, head)
    print(f"{KILLS} kills, {acknowledged()} acknowledged messages")
    compare([w for w in writers if w.live.browser is not eve], readers, ada, conversations)
    compare(writers, readers, ada, shared)
    for live in [w.live for w in writers] + readers:
        await live.close()
    await asyncio.gather(*follows)


async def test_what_is_not_a_message_survives_as_well(serve):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    target = ada.say(c, "before")
    ada.write(c, "edit", target=target, text="after")
    bob.put(f"/conversations/{c}/read", {"seq": target})
    ada.patch(f"/conversations/{c}", {"title": "Renamed"})
    a = ada.upload("kept.bin", b"k" * 10_000)
    ada.say(c, "", attachments=[a["id"]])
    guest, d = ada.guest()
    before = (ada.events(c), bob.summary(c), guest.events(d))
    server.restart("kill")
    assert (ada.events(c), bob.summary(c), guest.events(d)) == before
    assert bob.get(f"/attachments/{a['id']}").content == b"k" * 10_000
    assert [h["e"]["seq"] for h in bob.search("before")] == []
