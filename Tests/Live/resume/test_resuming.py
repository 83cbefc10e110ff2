"""Coming back with cursors."""

import asyncio
import random

from live import Live
from people import key


async def test_what_was_missed_comes_once_and_in_order(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    his = await Live.open(bob)
    ada.say(c, "while here")
    await his.reaches(c, ada.summary(c)["head"])
    await his.cut()
    for n in range(30):
        ada.say(c, f"missed {n}")
    await his.resume()
    await his.reaches(c, ada.summary(c)["head"])
    assert his.texts(c) == ["while here"] + [f"missed {n}" for n in range(30)]
    await his.close()


async def test_without_a_cursor_only_what_is_new_comes(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    for n in range(5):
        ada.say(c, f"old {n}")
    his = await Live.open(bob)
    ada.say(c, "new")
    await his.reaches(c, ada.summary(c)["head"])
    assert his.texts(c) == ["new"]
    await his.close()


async def test_a_cursor_of_a_conversation_one_is_not_in_gives_nothing(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.direct(bob)
    ada.say(c, "private")
    hers = Live(eve)
    await hers.resume(cursors={c: 0})
    await hers.settled()
    assert hers.heard("event") == []
    await hers.close()


async def test_a_conversation_that_came_while_away_is_in_the_snapshot(server):
    ada, bob = server.members("Ada", "Bob")
    his = await Live.open(bob)
    await his.cut()
    c = ada.start("direct", bob, text="Hello")["conversation"]["id"]
    snapshot = await his.resume()
    assert c in [s["id"] for s in snapshot["conversations"]]
    await his.close()


async def test_too_much_missed_is_a_gap_and_the_last_two_hundred(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    his, hers = await Live.open(bob), await Live.open(ada)
    await his.cut()
    start = his.cursors[c]
    for _ in range(11):
        await asyncio.gather(*(hers.do("send", c=c, key=key(), text=f"{n}") for n in range(100)))
    head = ada.summary(c)["head"]
    await his.resume()
    await his.reaches(c, head)
    assert head - start == 1_100
    assert his.gaps[c] == [head - 200]
    assert his.seqs(c) == list(range(head - 199, head + 1))
    passed = bob.events(c, after=start, limit=200)
    assert passed[0]["seq"] == start + 1
    for live in (his, hers):
        await live.close()


async def test_exactly_a_thousand_missed_are_no_gap(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    his, hers = await Live.open(bob), await Live.open(ada)
    await his.cut()
    for _ in range(10):
        await asyncio.gather(*(hers.do("send", c=c, key=key(), text=f"{n}") for n in range(100)))
    await his.resume()
    await his.reaches(c, ada.summary(c)["head"])
    assert c not in his.gaps and len(his.seqs(c)) == 1_000
    for live in (his, hers):
        await live.close()


async def test_cuts_at_random_moments_lose_and_double_nothing(server):
    chance = random.Random(20)
    ada, bob = server.members("Ada", "Bob")
    conversations = [ada.direct(bob), ada.group(bob), ada.group(bob)]
    writer, reader = await Live.open(ada), await Live.open(bob)
    sent = {c: [] for c in conversations}

    async def write():
        for n in range(450):
            c = chance.choice(conversations)
            await writer.say(c, f"{n}")
            sent[c].append(f"{n}")

    writing = asyncio.create_task(write())
    cuts = 0
    while not writing.done():
        target = len(reader.frames) + chance.randrange(1, 40)
        await asyncio.wait([writing, asyncio.create_task(reader.until(lambda: len(reader.frames) >= target))],
                           return_when=asyncio.FIRST_COMPLETED)
        await reader.cut()
        cuts += 1
        await reader.resume()
    await writing
    for c in conversations:
        await reader.reaches(c, ada.summary(c)["head"])
        assert reader.texts(c) == sent[c]
    assert cuts >= 5
    for live in (writer, reader):
        await live.close()


async def test_two_devices_see_the_same_and_each_keeps_its_own_place(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    phone, laptop = await Live.open(bob), await Live.open(bob)
    ada.say(c, "both")
    for device in (phone, laptop):
        await device.reaches(c, ada.summary(c)["head"])
    await phone.cut()
    seq = await laptop.say(c, "from the laptop")
    ada.say(c, "and an answer")
    await laptop.reaches(c, seq + 1)
    await phone.resume()
    await phone.reaches(c, seq + 1)
    assert phone.logs[c] == laptop.logs[c]
    assert phone.texts(c) == ["both", "from the laptop", "and an answer"]
    for device in (phone, laptop):
        await device.close()
