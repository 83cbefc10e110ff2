"""Many commands at once on one connection."""

import asyncio

from live import Live
from people import key


async def test_answers_carry_the_ids_of_their_commands(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    live = await Live.open(ada)
    futures = []
    for n in range(500):
        future, command = live.begin("send", c=c, key=key(), text=f"{n}")
        futures.append(future)
        await live.send_raw(command)
    answers = await asyncio.wait_for(asyncio.gather(*futures), 30)
    assert [a["t"] for a in answers] == ["ok"] * 500
    assert [a["seq"] for a in answers] == list(range(answers[0]["seq"], answers[0]["seq"] + 500))
    await live.close()


async def test_a_refused_command_does_not_hold_up_the_next(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    live = await Live.open(ada)
    bad, first = live.begin("send", c="0" * 13, key=key(), text="nowhere")
    good, second = live.begin("send", c=c, key=key(), text="somewhere")
    for command in (first, second):
        await live.send_raw(command)
    assert (await bad)["t"] == "no" and (await good)["t"] == "ok"
    await live.close()
