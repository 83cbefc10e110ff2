"""Sending, editing, retracting, reacting."""

import asyncio

from live import Live
from people import key


async def pair(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    return ada, bob, c, await Live.open(ada), await Live.open(bob)


async def test_a_message_is_acknowledged_with_its_number_and_reaches_the_other(server):
    ada, bob, c, hers, his = await pair(server)
    answer = await hers.do("send", c=c, key=key(), text="Hello ✨ — 你好")
    event = (await his.hear("event", c=c))["e"]
    assert (event["seq"], event["at"], event["by"], event["text"]) == (
        answer["seq"], answer["at"], ada.id, "Hello ✨ — 你好")
    assert bob.events(c)[-1] == event
    await hers.close()
    await his.close()


async def test_the_sender_sees_its_own_event_too_with_its_key(server):
    ada, bob, c, hers, his = await pair(server)
    k = key()
    await hers.do("send", c=c, key=k, text="mine")
    assert (await hers.hear("event", c=c))["e"]["key"] == k


async def test_the_same_key_is_the_same_event(server):
    ada, bob, c, hers, his = await pair(server)
    k = key()
    first = await hers.do("send", c=c, key=k, text="once")
    again = await hers.do("send", c=c, key=k, text="once")
    other_text = await hers.do("send", c=c, key=k, text="not the same")
    body = {"do": "send", "key": k, "text": "once"}
    over_http = ada.post(f"/conversations/{c}/events", body, status=200)
    for answer in (again, other_text, over_http):
        assert (answer["seq"], answer["at"]) == (first["seq"], first["at"])
    assert bob.texts(c) == ["once"]


async def test_many_at_once_with_one_key_are_one(server):
    ada, bob, c, hers, his = await pair(server)
    k = key()
    devices = [hers] + [await Live.open(ada) for _ in range(3)]
    answers = await asyncio.gather(*(d.do("send", c=c, key=k, text="race") for d in devices for _ in range(5)))
    assert len({a["seq"] for a in answers}) == 1
    assert bob.texts(c) == ["race"]


async def test_keys_of_two_people_do_not_meet(server):
    ada, bob, c, hers, his = await pair(server)
    k = key()
    await hers.do("send", c=c, key=k, text="hers")
    await his.do("send", c=c, key=k, text="his")
    assert ada.texts(c) == ["hers", "his"]


async def test_what_one_device_sends_in_order_arrives_in_order(server):
    ada, bob, c, hers, his = await pair(server)
    sending = []
    for n in range(60):
        future, command = hers.begin("send", c=c, key=key(), text=f"{n}")
        await hers.send_raw(command)
        sending.append(future)
    await asyncio.gather(*sending)
    await his.until(lambda: len(his.texts(c)) == 60)
    assert his.texts(c) == [str(n) for n in range(60)]


async def test_an_edit_keeps_its_history(server):
    ada, bob, c, hers, his = await pair(server)
    target = await hers.say(c, "frist")
    await hers.do("edit", c=c, key=key(), target=target, text="first")
    await hers.do("edit", c=c, key=key(), target=target, text="the first")
    await his.until(lambda: len([e for e in his.logs[c] if e["kind"] == "edit"]) == 2)
    versions = bob.get(f"/conversations/{c}/events/{target}/history")["versions"]
    assert [v["text"] for v in versions] == ["frist", "first", "the first"]


async def test_only_the_author_edits(server):
    ada, bob, c, hers, his = await pair(server)
    target = await hers.say(c, "mine")
    await his.refused(403, "forbidden", "edit", c=c, key=key(), target=target, text="yours")
    await his.refused(403, "forbidden", "retract", c=c, key=key(), target=target)


async def test_a_target_must_be_a_message_that_is_there(server):
    ada, bob, c, hers, his = await pair(server)
    for target in (1, 9_999):
        for do, more in (("edit", {"text": "x"}), ("retract", {}), ("react", {"emoji": "👍", "on": True})):
            await hers.refused(400, "invalid", do, c=c, key=key(), target=target, field="target", **more)


async def test_a_reaction_is_seen_and_taken_back(server):
    ada, bob, c, hers, his = await pair(server)
    target = await hers.say(c, "nice?")
    for on in (True, False):
        await his.do("react", c=c, key=key(), target=target, emoji="👩🏽‍🚀", on=on)
    await hers.until(lambda: len([e for e in hers.logs[c] if e["kind"] == "react"]) == 2)
    reactions = [(e["by"], e["emoji"], e["on"]) for e in hers.logs[c] if e["kind"] == "react"]
    assert reactions == [(bob.id, "👩🏽‍🚀", True), (bob.id, "👩🏽‍🚀", False)]


async def test_a_reply_names_a_message_of_the_same_conversation(server):
    ada, bob, c, hers, his = await pair(server)
    target = await hers.say(c, "question")
    answer = await his.say(c, "answer", reply=target)
    assert bob.events(c)[-1]["reply"] == target and bob.events(c)[-1]["seq"] == answer
    await his.refused(400, "invalid", "send", c=c, key=key(), text="x", reply=9_999, field="reply")


async def test_an_empty_message_is_none(server):
    ada, bob, c, hers, his = await pair(server)
    await hers.refused(400, "missing", "send", c=c, key=key(), text="", field="text")
    assert bob.texts(c) == []


async def test_a_message_is_up_to_64_kib_of_utf8(server):
    ada, bob, c, hers, his = await pair(server)
    text = "ü" * 32_768
    await hers.say(c, text)
    assert (await his.hear("event", c=c))["e"]["text"] == text
    await hers.refused(413, "too-long", "send", c=c, key=key(), text=text + "!", field="text")
    ada.refused(413, "too-long", "POST", f"/conversations/{c}/events",
                {"do": "send", "key": key(), "text": text + "!"}, field="text")


TEXTS = ["<script>alert(1)</script>", "\u202eRTL", "e\u0301 é", "\\ \" / \b\f\n\r\t", "𝄞😀",
         "\u2028\u2029", "'; DROP TABLE events; --", "\ufeffBOM", " spaces \n\n inside "]


async def test_text_comes_back_as_it_was_sent(server):
    ada, bob, c, hers, his = await pair(server)
    for text in TEXTS:
        await hers.say(c, text)
    await his.until(lambda: len(his.texts(c)) == len(TEXTS))
    assert his.texts(c) == TEXTS
    assert bob.texts(c) == TEXTS
