"""The disk is full, and then it is not."""

import subprocess

import pytest

from confab import Server
from live import Live, Refused
from people import key
from waiting import wait


@pytest.fixture
def small(tmp_path):
    """A server on a file system of 32 MB, and what fills it."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"only root can mount a small file system: {done.stderr}")
    server = Server(folder / "data")
    server.log = tmp_path / "small.log"
    try:
        yield server.start(), folder / "ballast"
    finally:
        server.kill()
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(ballast):
    with open(ballast, "wb", buffering=0) as f:
        try:
            while True:
                f.write(b"\0" * 65_536)
        except OSError:
            pass
        try:
            while True:
                f.write(b"\0" * 512)
        except OSError:
            pass


async def until_full(live, c):
    """What was acknowledged before the first refusal, and the refusal."""
    kept = []
    for n in range(3_000):
        try:
            await live.say(c, f"{n} " + "x" * 8_000)
            kept.append(n)
        except Refused as refused:
            return kept, refused.problem
    raise AssertionError("the disk never filled")


async def test_the_writer_is_told_the_server_lives_and_it_heals(small):
    server, ballast = small
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    a = ada.upload("before.bin", b"b" * 1_000)
    live, his = await Live.open(ada), await Live.open(bob)
    await live.say(c, "before")
    fill(ballast)
    kept, problem = await until_full(live, c)
    assert (problem["type"], problem["status"]) == ("urn:confab:storage-full", 507), problem
    ada.refused(507, "storage-full", "POST", f"/conversations/{c}/events",
                {"do": "send", "key": key(), "text": "y" * 60_000})
    ada.refused(507, "storage-full", "POST", "/attachments?name=big.bin", content=b"z" * 4_000_000)
    assert server.alive
    assert bob.texts(c, after=0, limit=1) == [] and ada.get(f"/attachments/{a['id']}").content == b"b" * 1_000
    bob.search("before")
    ballast.unlink()
    k = key()

    def sent():
        return ada.ask("POST", f"/conversations/{c}/events", {"do": "send", "key": k, "text": "after"}).is_success

    wait(sent, within=20)
    await live.say(c, "live again")
    await his.reaches(c, ada.summary(c)["head"])
    heard = [t.split(" ")[0] for t in his.texts(c)]
    assert heard == ["before", *map(str, kept), "after", "live"]
    server.restart("kill")
    events, after = [], 0
    while page := bob.events(c, after=after, limit=50):
        events += page
        after = page[-1]["seq"]
    assert [e["text"].split(" ")[0] for e in events if e["kind"] == "message"] == heard


def test_an_upload_that_fills_the_disk_leaves_nothing(small):
    server, ballast = small
    ada = server.member("Ada")
    before = sum(p.stat().st_size for p in server.data.rglob("*") if p.is_file())
    ada.refused(507, "storage-full", "POST", "/attachments?name=huge.bin", content=b"z" * 40_000_000)
    after = sum(p.stat().st_size for p in server.data.rglob("*") if p.is_file())
    assert after - before < 1_000_000
    ada.upload("fits.bin", b"f" * 100_000)
