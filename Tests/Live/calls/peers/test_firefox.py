"""The page in Firefox, whose ICE, DTLS and SRTP are its own."""

import asyncio

from firefox import TONE, firefox
from peer import TONES, Peer
from waiting import until

from live import Live

#: Keeps the page's connections, and says how loud what came by the last one is: 0…1.
SCRIPT = """
  window.lines = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...all) { super(...all); window.lines.push(this); }
  };
  window.loudness = async () => {
    const stats = [...(await window.lines.at(-1).getStats()).values()];
    return stats.find((s) => s.type === "inbound-rtp")?.audioLevel ?? 0;
  };"""


async def seated(fox, person, c):
    await fox.before_pages(SCRIPT)
    for cookie in person.http.cookies.jar:
        await fox.cookie(cookie.name, cookie.value)
    await fox.go(f"http://localhost:{person.server.port}/c/{c}")


async def is_loud(fox, on, within=20):
    async with asyncio.timeout(within):
        while (await fox.ask("window.loudness()") > 0.02) != on:
            await asyncio.sleep(0.1)


async def test_firefox_hears_is_heard_mutes_and_leaves(server, tmp_path):
    fred, ben, cleo = server.members("Fred Fox", "Ben Okri", "Cleo Mund")
    c = fred.group(ben, cleo, title="Hiking club")
    peers = [Peer(await Live.open(person), c, tone) for person, tone in zip((ben, cleo), TONES)]
    ben, cleo = peers
    async with firefox(tmp_path / "profile") as fox:
        await seated(fox, fred, c)
        for peer in peers:
            await peer.join(ring=False)
        await fox.press("Join", "main")
        await fox.press("Join", "dialog")
        await ben.hears_just(cleo.tone, TONE, within=30)
        await cleo.hears_just(ben.tone, TONE)
        await is_loud(fox, True)
        await fox.press("Mute")
        await ben.hears_just(cleo.tone)
        for peer in peers:
            await peer.live.do("mute", c=c, on=True)
        await is_loud(fox, False)
        await fox.press("Unmute")
        await ben.hears_just(TONE)
        await is_loud(fox, False)  # nobody hears themself
        await fox.press("Leave")
        await ben.hears_just()
        await until(lambda: ben.live.heard("call", c=c)[-1]["call"]["count"] == 2, 10)
    for peer in peers:
        await peer.close()
        await peer.live.close()
