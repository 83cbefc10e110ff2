"""Every command of the live connection, made wrong in every way."""

import json

import pytest

from good import REQUIRED_OF_COMMANDS, Good
from live import Live, Refused

SETTINGS = Good.SETTINGS
LIMITS = {
    "c": ["", "x", "A" * 13, "0" * 13, "a" * 14],
    "key": ["", "short", "x" * 65, "not a key!"],
    "text": ["x" * 65_537],
    "target": [0, -1, 9_999_999, 2**63, 1e300],
    "reply": [0, -1, 9_999_999],
    "seq": [-1, 2**63, 9_999_999],
    "emoji": ["", "x" * 65, "<b>"],
    "people": [["x"], ["a" * 13] * 2001, [None]],
    "mentions": [["x"], ["a" * 13], [1]],
    "attachments": [["x"], ["a" * 13], [1], ["a" * 13] * 21],
    "activity": ["", "asleep"],
    "media": [{"voice": 1}, {"smell": True}, {"voice": "yes"}],
    "cursors": [{"x": 1}, {"a" * 13: -1}, {"a" * 13: "x"}, {"a" * 13: 2**63}],
    "v": [0, 2, -1, 2**40],
    "offer": ["", "x" * 65_537],
    "leg": ["", "x", "A" * 13, "a" * 14],
    "person": ["", "x", "A" * 13, "a" * 14],
}
WRONG = [None, True, 12, "text", [], {}]


@pytest.fixture(scope="module")
def good(server):
    return Good(server)


def wrong_values(name, value):
    def same(a, b):
        return isinstance(a, bool) == isinstance(b, bool) and type(a) is type(b)
    return [w for w in WRONG if not same(value, w)] + LIMITS.get(name, [])


async def refusal(live, do, fields):
    try:
        await live.do(do, **fields)
    except Refused as refused:
        return refused.problem
    return None


@pytest.mark.parametrize("do", REQUIRED_OF_COMMANDS)
async def test_every_field_made_wrong_is_named(good, server, do):
    live = Live(good.who)
    right = good.commands()[do]
    wrong = []

    async def expect(fields, field, why):
        nonlocal live
        if live.socket is None or live.reader.done() or do == "hello":
            live = Live(good.who)
            await (live.connect() if do == "hello" else live.resume())
        try:
            problem = await refusal(live, do, fields)
        except ConnectionError:
            problem = (live.heard("no") or [{"problem": None}])[-1]["problem"]
        named = problem and (problem.get("field") or "").startswith(field)
        unknown_conversation = field == "c" and problem and problem["status"] == 404
        if not problem or problem["status"] not in (400, 404, 413) or not (named or unknown_conversation):
            wrong.append(f"{why}: {json.dumps(fields)[:150]} → {problem}")

    await expect(right | {"surplus": 1}, "surplus", "unknown field")
    for name, value in right.items():
        if name in REQUIRED_OF_COMMANDS[do]:
            await expect({k: v for k, v in right.items() if k != name}, name, f"without {name}")
        for bad in wrong_values(name, value):
            if bad is None and name not in REQUIRED_OF_COMMANDS[do]:
                continue
            await expect(right | {name: bad}, name, name)
    await live.close()
    assert not wrong, "\n".join([f"{do}: {len(wrong)} wrong", *wrong[:12]])
    assert server.alive


FRAMES = {
    "not JSON": "nonsense", "empty": "", "an array": "[]", "a number": "12", "null": "null", "two": "{}{}",
    "no id": '{"do":"hello","v":1}', "no do": '{"id":1}', "id zero": '{"do":"hello","id":0,"v":1}',
    "id negative": '{"do":"hello","id":-1,"v":1}', "id text": '{"do":"hello","id":"1","v":1}',
    "id fraction": '{"do":"hello","id":1.5,"v":1}', "id huge": '{"do":"hello","id":1e300,"v":1}',
    "unknown do": '{"do":"dance","id":1}', "do number": '{"do":1,"id":1}', "deep": "[" * 60_000,
    "a key twice": '{"do":"hello","do":"send","id":1,"v":1}', "a lone surrogate": '{"do":"\\ud800","id":1}',
}


@pytest.mark.parametrize("what", FRAMES)
@pytest.mark.parametrize("greeted", [False, True])
async def test_a_bad_frame_is_refused_or_ends_the_connection(good, server, what, greeted):
    live = Live(good.who)
    await (live.resume() if greeted else live.connect())
    mark = live.mark()
    await live.send_raw(FRAMES[what])
    try:
        await live.until(lambda: live.heard("no", mark))
    except ConnectionError:
        assert await live.closed() in (1007, 1008)
    assert not live.heard("ok", mark)
    await live.close()
    assert server.alive


async def test_the_first_command_must_be_hello_and_there_is_only_one(good):
    live = Live(good.who)
    await live.connect()
    await live.send_raw({"do": "presence", "id": 1})
    assert await live.closed() == 1008
    again = await Live.open(good.who)
    try:
        await again.do("hello", v=1)
        raise AssertionError("a second hello was taken")
    except (Refused, ConnectionError):
        pass
    await again.close()
