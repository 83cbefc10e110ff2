"""Calls as far as they go without sound: ringing, joining, who may what, what is kept."""

import contextlib

import pytest

from live import Live
from offers import join, of, offer, shown
from waiting import until


@contextlib.asynccontextmanager
async def devices(*people):
    lives = [await Live.open(p, media={"voice": True}) for p in people]
    try:
        yield lives
    finally:
        for live in lives:
            await live.close()


def said(person, c):
    """What the log has of calls."""
    return [e for e in person.get(f"/conversations/{c}/events")["events"] if e["kind"] == "call"]


async def test_a_call_rings_two_devices_and_is_answered_with_one(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob, bob.another()) as (a, desk, phone):
        mine = await join(a, c)
        assert mine["answer"].startswith("v=0") and "m=audio" in mine["answer"]
        for live in (desk, phone):
            ringing = await shown(live, c, lambda call: call and call["ringing"] == [bob.id])
            assert ringing["by"] == ada.id and ringing["id"] == mine["call"] and ringing["count"] == 1
        theirs = await join(phone, c)
        assert theirs["call"] == mine["call"]
        answered = await shown(desk, c, lambda call: of(call, bob))
        assert answered["ringing"] == [] and answered["count"] == 2
        await phone.do("hangup", c=c, leg=theirs["leg"])
        await a.do("hangup", c=c, leg=mine["leg"])
        await shown(desk, c, lambda call: call is None)
        await until(lambda: len(said(ada, c)) == 2)
        started, ended = said(ada, c)
        assert started["state"] == "started" and started["by"] == ada.id and started["call"] == mine["call"]
        assert ended["state"] == "ended" and ended["people"] == 2 and ended["missed"] == []
        assert (await Live.open(ada)).snapshot["calls"] == []


async def test_declining_is_seen_by_the_caller_and_ends_the_call(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob, bob.another()) as (a, desk, phone):
        mine = await join(a, c)
        await shown(desk, c, lambda call: call and bob.id in call["ringing"])
        await desk.do("decline", c=c)
        for live in (a, phone):
            declined = await shown(live, c, lambda call: call and call.get("declined"))
            assert declined["declined"] == [bob.id] and declined["ringing"] == []
        assert (await a.hear("leg", c=c, state="ended"))["why"] == "over"
        await until(lambda: len(said(ada, c)) == 2)
        assert said(ada, c)[1]["missed"] == [] and said(ada, c)[1]["call"] == mine["call"]


async def test_a_caller_who_gives_up_leaves_a_missed_call(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob) as (a, b):
        mine = await join(a, c)
        await shown(b, c, lambda call: call and bob.id in call["ringing"])
        await a.do("hangup", c=c, leg=mine["leg"])
        await shown(b, c, lambda call: call is None)
        await until(lambda: len(said(bob, c)) == 2)
        assert said(bob, c)[1]["missed"] == [bob.id] and said(bob, c)[1]["people"] == 1


async def test_who_does_not_want_to_be_disturbed_sees_the_call_and_is_not_rung(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob) as (a, b):
        await b.do("status", dnd=True)
        await join(a, c)
        assert (await shown(b, c, lambda call: call))["ringing"] == []
        assert ada.get(f"/conversations/{c}/call")["call"]["ringing"] == []


async def test_a_second_device_is_the_same_person_and_a_rejoin_takes_the_first_ones_place(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    async with devices(ada, ada.another(), bob) as (desk, phone, b):
        first = await join(desk, c)
        second = await join(phone, c)
        await shown(b, c, lambda call: call and call["count"] == 1)
        anew = await join(desk, c)
        assert len({first["leg"], second["leg"], anew["leg"]}) == 3
        moved = await phone.hear("leg", c=c, leg=first["leg"], state="ended")
        assert moved["why"] == "moved"
        await desk.refused(404, "not-found", "hangup", c=c, leg=first["leg"])
        restarted = await desk.do("call", c=c, offer=offer(), leg=anew["leg"])
        assert restarted["leg"] == anew["leg"]
        await b.refused(409, "conflict", "mute", c=c, on=True)
        await b.refused(404, "not-found", "hangup", c=c, leg=anew["leg"])


async def test_moderators_moderate(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    ada.patch(f"/conversations/{c}/members/{eve.id}", {"role": "reader"})
    async with devices(ada, bob, eve) as (a, b, e):
        for live in (a, b, e):
            await join(live, c, muted=False)
        await shown(a, c, lambda call: of(call, eve) and of(call, eve).get("listener"))
        await e.do("hand", c=c, on=True)
        await shown(a, c, lambda call: of(call, eve) and of(call, eve).get("hand"))
        await b.refused(403, "forbidden", "floor", c=c, person=eve.id, on=True)
        await a.do("floor", c=c, person=eve.id, on=True)
        floor = await shown(e, c, lambda call: of(call, eve) and not of(call, eve).get("listener"))
        assert of(floor, eve)["muted"] and "hand" not in of(floor, eve)
        await e.do("mute", c=c, on=False)
        await a.do("mute", c=c, on=True, person=bob.id)
        await shown(b, c, lambda call: of(call, bob) and of(call, bob).get("muted"))
        await a.refused(403, "forbidden", "mute", c=c, on=False, person=bob.id)
        await b.do("mute", c=c, on=False)
        await b.refused(403, "forbidden", "record", c=c, on=True)
        await b.refused(403, "forbidden", "expel", c=c, person=ada.id)
        await a.do("expel", c=c, person=bob.id)
        assert (await b.hear("leg", c=c, state="ended"))["why"] == "expelled"
        await b.refused(403, "forbidden", "call", c=c, offer=offer())


async def test_a_new_role_counts_in_the_call(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    async with devices(ada, bob) as (a, b):
        await join(a, c)
        await join(b, c)
        ada.patch(f"/conversations/{c}/members/{bob.id}", {"role": "reader"})
        await shown(a, c, lambda call: of(call, bob) and of(call, bob).get("listener"))


@pytest.mark.parametrize("how", ["removed", "left", "suspended", "signed out"])
async def test_who_is_no_longer_there_is_out_of_the_call(server, how):
    owner = server.owner()
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    async with devices(ada, bob) as (a, b):
        await join(a, c)
        await join(b, c)
        await shown(a, c, lambda call: of(call, bob))
        mark = a.mark()
        match how:
            case "removed":
                ada.delete(f"/conversations/{c}/members/{bob.id}")
            case "left":
                bob.delete(f"/conversations/{c}/members/{bob.id}")
            case "suspended":
                owner.patch(f"/admin/people/{bob.id}", {"suspended": True})
            case "signed out":
                bob.delete("/session")
        await shown(a, c, lambda call: call and not of(call, bob), mark)


async def test_blocking_ends_the_blockers_leg(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob) as (a, b):
        await join(a, c)
        await join(b, c)
        await shown(a, c, lambda call: of(call, bob))
        mark = a.mark()
        bob.put(f"/contacts/{ada.id}", {"state": "blocked"})
        await shown(a, c, lambda call: not of(call, bob), mark)
        await b.refused(404, "not-found", "call", c=c, offer=offer())


async def test_nobody_calls_who_has_not_accepted(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("direct", bob, text="hello")["conversation"]["id"]
    async with devices(ada, bob) as (a, b):
        await a.refused(409, "awaiting-acceptance", "call", c=c, offer=offer())
        await b.refused(403, "forbidden", "call", c=c, offer=offer())
        assert a.heard("call") == [] and said(ada, c) == []


async def test_an_offer_that_is_none_begins_nothing(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada, bob) as (a, b):
        for nonsense in ("v=0", "nonsense", "v=0\r\nm=audio", offer().replace("opus", "speex"), offer().replace("fingerprint", "x")):
            await a.refused(400, "invalid", "call", "offer", c=c, offer=nonsense)
        await a.refused(413, "too-long", "call", "offer", c=c, offer="v" * 65_537)
        await b.settled()
        assert b.heard("call") == [] and ada.get(f"/conversations/{c}/call")["call"] is None and said(ada, c) == []


async def test_the_snapshot_and_a_new_conversation_tell_of_calls(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob)
    async with devices(ada, eve) as (a, e):
        mine = await join(a, c)
        late = await Live.open(bob)
        assert [(x["c"], x["call"]["id"]) for x in late.snapshot["calls"]] == [(c, mine["call"])]
        await late.close()
        ada.post(f"/conversations/{c}/members", {"people": [eve.id]})
        eve.accept(c)
        frames = await e.until(lambda: [f for f in e.heard("conversation") if f["conversation"]["id"] == c])
        assert frames[0]["call"]["id"] == mine["call"]
        assert eve.get(f"/conversations/{c}/call")["call"]["id"] == mine["call"]


async def test_both_are_told_once_they_are_both_free(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    async with devices(ada) as (a,):
        await a.do("free", c=c, on=True)
        async with devices(bob) as (b,):
            assert (await a.hear("free"))["with"] == bob.id
            assert (await b.hear("free"))["with"] == ada.id
        await a.refused(403, "forbidden", "free", c=ada.group(bob), on=True)


async def test_links_are_made_used_and_revoked(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    sdp = {"content": offer().encode(), "headers": {"Content-Type": "application/sdp"}}
    speaker = ada.post(f"/conversations/{c}/call/links", {"kind": "speaker", "name": "Stage"})["url"].split("/api/v1")[1]
    listener = ada.post(f"/conversations/{c}/call/links", {"kind": "listener"})["url"].split("/api/v1")[1]
    http = server.browser().http
    assert http.post(listener, **sdp).status_code == 409
    assert http.post(listener.replace("whep", "whip"), **sdp).status_code == 404
    sent = http.post(speaker, content=offer().replace("sendrecv", "sendonly").encode(), headers=sdp["headers"])
    assert sent.status_code == 201, sent.text
    assert sent.headers["content-type"] == "application/sdp" and sent.text.startswith("v=0")
    call = bob.get(f"/conversations/{c}/call")["call"]
    assert [f["name"] for f in call["feeds"]] == ["Stage"] and call["count"] == 0 and call["by"] == ada.id
    heard = http.post(listener, content=offer().replace("sendrecv", "recvonly").encode(), headers=sdp["headers"])
    assert heard.status_code == 201, heard.text
    path = heard.headers["location"].removeprefix("/api/v1")
    assert http.patch(path, content=b"").status_code == 405
    assert http.delete(path).status_code == 204 and http.delete(path).status_code == 404
    assert http.post(speaker, content=b"v=0", headers={"Content-Type": "text/plain"}).status_code == 415
    assert http.post(speaker, content=b"v=0", headers=sdp["headers"]).status_code == 400
    assert http.post(speaker, content=b"v" * 70_000, headers=sdp["headers"]).status_code == 413
    ada.delete(f"/conversations/{c}/call/links")
    await until(lambda: bob.get(f"/conversations/{c}/call")["call"] is None)
    assert http.post(speaker, **sdp).status_code == 404


async def test_a_call_goes_on_under_its_number_after_kill_9(serve):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    a = await Live.open(ada)
    mine = await join(a, c)
    server.restart("kill")
    a = await Live.open(ada)
    assert a.snapshot["calls"][0]["call"]["id"] == mine["call"] and a.snapshot["calls"][0]["call"]["count"] == 0
    again = await a.do("call", c=c, offer=offer(), leg=mine["leg"])
    assert again["call"] == mine["call"] and again["leg"] != mine["leg"]
    await a.do("hangup", c=c, leg=again["leg"])
    await until(lambda: len(said(ada, c)) == 2)
    assert [e["state"] for e in said(ada, c)] == ["started", "ended"]
    await a.close()


async def test_who_was_given_the_floor_and_whose_hand_is_up_have_it_after_kill_9(serve):
    server = serve()
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    for reader in bob, eve:
        ada.patch(f"/conversations/{c}/members/{reader.id}", {"role": "reader"})
    async with devices(ada, bob, eve) as (a, b, e):
        for live in (a, b, e):
            await join(live, c, muted=False)
        await a.do("floor", c=c, person=bob.id, on=True)
        await e.do("hand", c=c, on=True)
        up = await shown(a, c, lambda call: of(call, bob) and not of(call, bob).get("listener") and of(call, eve).get("hand"))
        ada.say(c, "after all that")
        server.restart("kill")
    async with devices(bob, eve) as (b, e):
        await join(b, c, muted=True)
        await join(e, c)
        back = await shown(e, c, lambda call: of(call, bob) and of(call, eve))
        assert back["id"] == up["id"] and not of(back, bob).get("listener")
        assert of(back, eve).get("listener") and of(back, eve)["hand"] == of(up, eve)["hand"]
        await b.do("mute", c=c, on=False)
        await shown(e, c, lambda call: of(call, bob) and not of(call, bob).get("muted"))
