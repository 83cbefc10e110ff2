"""GStreamer's webrtcbin in a call: libnice, OpenSSL's DTLS by another hand, libsrtp."""

import asyncio
import json
import subprocess
from contextlib import asynccontextmanager
from pathlib import Path

from peer import TONES, Peer

from live import Live

#: The system's Python has the bindings of GStreamer.
PYTHON = "/usr/bin/python3"
PROGRAM = Path(__file__).with_name("gstreamer.py")


@asynccontextmanager
async def participant(tone, *tones):
    process = await asyncio.create_subprocess_exec(
        PYTHON, PROGRAM, *map(str, (tone, *tones)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def heard(process):
    """The next words of the participant."""
    said = json.loads(await process.stdout.readline())
    assert "error" not in said, said
    return said


async def hears(process, condition, within=20):
    """Waits until the levels that the participant hears are as told."""
    async with asyncio.timeout(within):
        while not condition(*(await heard(process))["levels"]):
            pass


async def test_webrtcbin_hears_and_is_heard(server):
    gus, ben, cleo = server.members("Gus Stream", "Ben Okri", "Cleo Mund")
    c = gus.group(ben, cleo)
    peers = [Peer(await Live.open(person), c, tone) for person, tone in zip((ben, cleo), TONES)]
    for peer in peers:
        await peer.join()
    live = await Live.open(gus)
    async with participant(TONES[2], *TONES[:3]) as process:
        answer = await live.do("call", c=c, offer=(await heard(process))["offer"])
        process.stdin.write((json.dumps({"answer": answer["answer"]}) + "\n").encode())
        await peers[0].hears_just(peers[1].tone, TONES[2])
        await peers[1].hears_just(peers[0].tone, TONES[2])
        await hears(process, lambda ben, cleo, own: min(ben, cleo) > -45 and own < min(ben, cleo) - 25)
        await live.do("mute", c=c, on=True)
        await peers[0].hears_just(peers[1].tone)
        await peers[0].live.do("mute", c=c, on=True)
        await hears(process, lambda ben, cleo, own: cleo > -45 and max(ben, own) < cleo - 25)
        await live.do("hangup", c=c, leg=answer["leg"])
    for one in peers:
        await one.close()
        await one.live.close()
    await live.close()
