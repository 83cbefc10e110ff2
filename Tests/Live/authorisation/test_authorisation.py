"""Every route and every command, asked from every position."""

import pytest

import contract
from live import Live, Refused
from positions import COMMANDS, ROWS
from world import POSITIONS, World

SETTINGS = World.settings()


@pytest.fixture(scope="module")
def world(server):
    return World(server)


def path_of(row, world):
    _, template, path, *_ = row
    if callable(path):
        return path(world)
    return (path or template).format(w=world)


def test_every_route_of_the_contract_has_a_row():
    have = {(method, template) for method, template, *_ in ROWS}
    assert {(method, template) for method, template, _ in contract.operations()} == have


def test_every_row_says_something_for_every_position():
    assert all(len(row[4]) == len(POSITIONS) for row in ROWS)
    assert all(len(row[2]) == len(POSITIONS) for row in COMMANDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_who_may_use_the_route(world, row):
    method, template, _, body, expected, fresh = row
    wrong = []
    for position, status in zip(POSITIONS, expected):
        who = world.make(position) if fresh else world.people[position]
        path = path_of(row, world)
        sent = body(world) if callable(body) else None
        raw = body if isinstance(body, bytes) else None
        answer = world.raw(who, method, path, body=sent, content=raw)
        contract.check(method, path, answer)
        if answer.status_code != status:
            wrong.append(f"{position}: {answer.status_code}, not {status}: {answer.text[:200]}")
    assert not wrong, "\n".join([f"{method} {template}", *wrong])


def test_mails_with_their_links_are_for_owners(world):
    mails = [(who, who.get("/admin/mails")["mails"]) for who in (world.root, world.people["admin"])]
    for who, listed in mails:
        of_owner = who is world.root
        written = [m for m in listed if m["state"] == "sent"]
        assert written and all(m["eml"] == of_owner and ("link" in m) == of_owner for m in written if m["kind"] != "test")
    assert world.root.get(f"/admin/mails/{world.mail}/eml").headers["content-type"] == "message/rfc822"
    assert "link" in world.root.get(f"/admin/mails/{world.mail}")
    assert "link" not in world.people["admin"].get(f"/admin/mails/{world.mail}")


def test_a_search_finds_only_for_those_inside(world):
    for position, person in world.people.items():
        answer = world.raw(person, "GET", "/search?q=findable")
        if answer.status_code == 200:
            hits = [h for h in answer.json()["hits"] if h["c"] == world.c]
            assert bool(hits) == (position not in ("guest_elsewhere", "outsider", "admin")), position


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row[0])
async def test_who_may_use_the_command(world, row):
    do, fields, expected = row
    wrong = []
    for position, status in zip(POSITIONS, expected):
        live = Live(world.people[position])
        try:
            await live.resume()
            await live.do(do, **fields(world))
            got = 200
        except Refused as refused:
            got = refused.problem["status"]
        except Exception as error:
            got = getattr(getattr(error, "response", None), "status_code", repr(error))
        finally:
            if live.socket:
                await live.close()
        if got != status:
            wrong.append(f"{position}: {got}, not {status}")
    assert not wrong, "\n".join([do, *wrong])
