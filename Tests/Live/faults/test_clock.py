"""The clock jumps."""

import struct
import subprocess
import time
from pathlib import Path

import pytest

from live import Live

SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """The wall clock of one server, moved by a preloaded library; its monotonic clock goes on."""

    def __init__(self, folder):
        self.library = folder / "clock.so"
        self.offset = folder / "offset"
        self.offset.write_bytes(struct.pack("q", 0))
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE], check=True)

    def jump(self, seconds):
        """To so many seconds from the true time."""
        with open(self.offset, "r+b") as f:
            f.write(struct.pack("q", seconds))

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "CLOCK_OFFSET": str(self.offset)}


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


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
