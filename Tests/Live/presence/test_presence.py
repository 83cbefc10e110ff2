"""Who is here, and what can be used with them now."""

import asyncio
import time

from live import Live


async def watching(server):
    ada, bob = server.members("Ada", "Bob")
    ada.direct(bob)
    hers = await Live.open(ada)
    await hers.do("watch", people=[bob.id])
    return ada, bob, hers


async def test_coming_and_going_is_seen_within_a_second(server):
    _, bob, hers = await watching(server)
    began = time.monotonic()
    his = await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available", within=1)
    mark = hers.mark()
    await his.close()
    began = time.monotonic()
    await hers.hear("presence", mark, p=bob.id, state="offline", within=5)
    assert time.monotonic() - began < 5
    await hers.close()


async def test_watching_tells_the_state_of_now_at_once(server):
    ada, bob, hers = await watching(server)
    his = await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available")
    other = await Live.open(ada)
    await other.do("watch", people=[bob.id])
    await other.hear("presence", p=bob.id, state="available", within=1)
    for live in (hers, his, other):
        await live.close()


async def test_media_are_what_any_device_can_use(server):
    _, bob, hers = await watching(server)
    phone = await Live.open(bob, media={"voice": True, "video": False})
    said = await hers.hear("presence", p=bob.id, state="available")
    assert sorted(said["media"]) == ["text", "voice"]
    mark = hers.mark()
    laptop = await Live.open(bob, media={"voice": True, "video": True})
    await hers.until(lambda: [f for f in hers.heard("presence", mark, p=bob.id) if "video" in f["media"]], 1)
    mark = hers.mark()
    await laptop.close()
    await hers.until(lambda: [f for f in hers.heard("presence", mark, p=bob.id) if "video" not in f["media"]], 5)
    mark = hers.mark()
    await phone.do("presence", media={"voice": False, "video": False})
    await hers.until(lambda: [f for f in hers.heard("presence", mark, p=bob.id) if f["media"] == ["text"]], 1)
    await phone.close()
    await hers.close()


async def test_idle_on_every_device_is_away(server):
    _, bob, hers = await watching(server)
    phone, laptop = await Live.open(bob), await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available")
    await phone.do("presence", activity="idle")
    await hers.settled()
    assert hers.heard("presence", p=bob.id)[-1]["state"] == "available"
    await laptop.do("presence", activity="idle")
    away = await hers.hear("presence", p=bob.id, state="away", within=1)
    assert away.get("since") is None or abs(away["since"] - time.time() * 1000) < 60_000
    mark = hers.mark()
    await phone.do("presence", activity="active")
    await hers.hear("presence", mark, p=bob.id, state="available", within=1)
    for live in (phone, laptop, hers):
        await live.close()


async def test_do_not_disturb_is_kept_with_its_text(server):
    _, bob, hers = await watching(server)
    his = await Live.open(bob)
    await his.do("status", dnd=True, text="Writing ✍️")
    said = await hers.hear("presence", p=bob.id, state="dnd", within=1)
    assert said["text"] == "Writing ✍️"
    await his.close()
    await hers.hear("presence", p=bob.id, state="offline")
    me = bob.get("/me")
    assert me["dnd"] is True and me["status"] == "Writing ✍️"
    mark = hers.mark()
    his = await Live.open(bob)
    await hers.hear("presence", mark, p=bob.id, state="dnd")
    await his.do("status", dnd=False, text="")
    await hers.hear("presence", mark, p=bob.id, state="available")
    await his.close()
    await hers.close()


async def test_after_a_restart_nothing_is_known_until_heard(serve):
    server = serve()
    ada, bob, hers = await watching(server)
    his = await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available")
    server.restart("kill")
    await asyncio.gather(hers.closed(), his.closed())
    mark = hers.mark()
    await hers.resume()
    await hers.do("watch", people=[bob.id])
    await hers.hear("presence", mark, p=bob.id, state="unknown", within=2)
    mark = hers.mark()
    await his.resume()
    await hers.hear("presence", mark, p=bob.id, state="available", within=1)
    await his.close()
    await hers.close()


async def test_watching_a_stranger_tells_nothing(server):
    ada, eve = server.members("Ada", "Eve")
    his, hers = await Live.open(ada), await Live.open(eve)
    await hers.do("watch", people=[ada.id])
    await his.do("presence", activity="idle")
    await his.do("presence", activity="active")
    await hers.settled()
    assert all(f["state"] in ("unknown", "offline") for f in hers.heard("presence", p=ada.id))
    await his.close()
    await hers.close()


async def test_sharing_a_group_is_enough(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    ada.group(bob, eve)
    his, hers = await Live.open(bob), await Live.open(eve)
    await hers.do("watch", people=[bob.id])
    await hers.hear("presence", p=bob.id, state="available", within=1)
    await his.close()
    await hers.close()


async def test_a_new_list_replaces_the_old(server):
    _, bob, hers = await watching(server)
    his = await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available")
    await hers.do("watch", people=[])
    mark = hers.mark()
    await his.do("presence", activity="idle")
    await his.do("presence", activity="active")
    await his.settled()
    await hers.settled()
    assert hers.heard("presence", mark) == []
    await his.close()
    await hers.close()


async def test_who_was_blocked_sees_nothing_anymore(server):
    ada, bob, hers = await watching(server)
    his = await Live.open(bob)
    await hers.hear("presence", p=bob.id, state="available")
    bob.put(f"/contacts/{ada.id}", {"state": "blocked"})
    await hers.settled()
    mark = hers.mark()
    await his.do("presence", activity="idle")
    await his.settled()
    await hers.settled()
    assert not [f for f in hers.heard("presence", mark, p=bob.id) if f["state"] in ("available", "away", "dnd")]
    await his.close()
    await hers.close()
