"""The clock jumps."""

import glob
import os
import time

import pytest

from live import Live

LIBRARY = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)


class Clock:
    """The wall clock of one server, moved by libfaketime; its monotonic clock goes on."""

    def __init__(self, path):
        self.path = path
        self.jump(0)

    def jump(self, seconds):
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n")
        os.replace(fresh, self.path)

    @property
    def environment(self):
        return {"LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(self.path), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}


@pytest.fixture
def clock(tmp_path):
    if LIBRARY is None:
        pytest.skip("libfaketime is not installed")
    return Clock(tmp_path / "clock")


DAY = 86_400


def test_the_fixture_moves_the_servers_clock(serve, clock):
    server = serve(environment=clock.environment)
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    clock.jump(3 * DAY)
    ada.say(c, "three days on")
    assert abs(ada.events(c)[-1]["at"] / 1000 - time.time() - 3 * DAY) < 60


async def test_jumps_neither_reorder_nor_disconnect_nor_stop_anything(serve, clock):
    server = serve({"limits.messages_per_minute": 600}, environment=clock.environment)
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    hers, his = await Live.open(ada), await Live.open(bob)
    for n, jump in enumerate((0, 2 * 3600, -3600, 10 * DAY, -30 * DAY, 0)):
        clock.jump(jump)
        for m in range(5):
            await hers.say(c, f"{n}.{m}")
    await his.reaches(c, ada.summary(c)["head"])
    assert his.texts(c) == [f"{n}.{m}" for n in range(6) for m in range(5)]
    assert bob.texts(c) == his.texts(c)
    assert not his.reader.done() and not hers.reader.done()
    await his.cut()
    await his.resume()
    assert server.browser().sign_in(ada.address).texts(c) == his.texts(c)
    for live in (hers, his):
        await live.close()


def test_times_in_a_log_never_go_back(serve, clock):
    server = serve(environment=clock.environment)
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    ada.say(c, "now")
    clock.jump(-DAY)
    ada.say(c, "a day ago")
    clock.jump(0)
    ada.say(c, "now again")
    times = [e["at"] for e in ada.events(c)]
    assert times == sorted(times)


def test_invites_and_links_expire(serve, clock):
    server = serve(environment=clock.environment)
    ada = server.member("Ada")
    invite = ada.post("/invites", {"uses": 3, "days": 1})["link"].split("#")[1]
    link = ada.start("direct", "late@elsewhere.example")["invitations"][0]["link"].split("#")[1]
    server.browser().post("/invites/look", {"token": invite})
    clock.jump(2 * DAY)
    server.browser().refused(410, "expired", "POST", "/invites/look", {"token": invite})
    clock.jump(400 * DAY)
    assert server.browser().post("/invitations/look", {"token": link})["state"] == "expired"
    server.browser().refused(410, "expired", "POST", "/invitations/accept", {"token": link, "name": "Late"})
