"""A reader that does not read costs nobody anything."""

import asyncio
import time

from live import Live

LARGE = "x" * 20_000
MESSAGES = 600


async def test_a_stopped_reader_holds_up_nobody_takes_no_memory_and_catches_up(serve):
    server = serve()
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    writer, quick = await Live.open(ada), await Live.open(bob)
    slow = Live(eve)
    await slow.resume(receive_buffer=8_192)
    slow.reading.clear()
    before = server.memory()
    began = time.monotonic()
    for _ in range(MESSAGES // 20):
        await asyncio.gather(*(writer.say(c, LARGE) for _ in range(20)))
    took = time.monotonic() - began
    head = ada.summary(c)["head"]
    await quick.reaches(c, head)
    grown = server.memory() - before
    print(f"{MESSAGES} messages of {len(LARGE)} bytes in {took:.2f} s, memory grew {grown / 1e6:.1f} MB")
    # The ring holds 256 of these (5 MB, in up to two forms); an unbounded queue would add 12 MB for each slow reader.
    assert grown < 60e6
    slow.reading.set()
    await slow.reaches(c, head)
    assert slow.seqs(c)[-1] == head
    for live in (writer, quick, slow):
        await live.close()


async def test_forty_stopped_readers_do_not_add_up(serve):
    server = serve()
    ada = server.member("Ada")
    readers = server.members(*(f"Reader {n}" for n in range(8)))
    c = ada.group(*readers)
    writer = await Live.open(ada)
    stopped = []
    for reader in readers * 5:
        live = Live(reader)
        await live.resume(receive_buffer=8_192)
        live.reading.clear()
        stopped.append(live)
    for _ in range(10):
        await writer.say(c, LARGE)
    before = server.memory()
    for _ in range(25):
        await asyncio.gather(*(writer.say(c, LARGE) for _ in range(20)))
    grown = server.memory() - before
    print(f"40 stopped readers, {500 * len(LARGE) / 1e6:.0f} MB written, memory grew {grown / 1e6:.1f} MB")
    assert grown < 100e6, "40 queues of it would be 400 MB"
    head = ada.summary(c)["head"]
    for live in stopped:
        live.reading.set()
    await asyncio.gather(*(live.reaches(c, head, within=60) for live in stopped))
    for live in stopped + [writer]:
        await live.cut()
