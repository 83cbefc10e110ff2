"""aiortc in calls: another ICE, another DTLS, another SRTP, another Opus jitter buffer than a browser's."""

from waiting import until


async def test_three_peers_hear_each_other_and_never_themselves(server, gathering):
    async with gathering.of(server, 3) as (peers, _):
        for peer in peers:
            await peer.join()
        assert len({peer.call for peer in peers}) == 1
        for peer in peers:
            await peer.hears_just(*[other.tone for other in peers if other is not peer])


async def test_mute_deafen_and_hang_up(server, gathering):
    async with gathering.of(server, 3) as ([ada, ben, cleo], c):
        for peer in ada, ben, cleo:
            await peer.join()
        await cleo.hears_just(ada.tone, ben.tone)
        await ben.live.do("mute", c=c, on=True)
        await cleo.hears_just(ada.tone)
        await ada.live.do("mute", c=c, on=True, person=cleo.live.browser.id)
        await ben.hears_just(ada.tone)
        await ben.live.do("mute", c=c, on=False)
        await ada.hears_just(ben.tone)
        await ada.live.do("deafen", c=c, leg=ada.leg, on=True)
        await ada.hears_just()
        await ben.live.do("hangup", c=c, leg=ben.leg)
        await until(lambda: ben.pc.connectionState == "closed", 10)
        await cleo.hears_just(ada.tone)


async def test_a_second_device_of_a_person_speaks_and_hears_too(server, gathering):
    async with gathering.of(server, 2) as ([ada, ben], c):
        from live import Live
        from peer import TONES, Peer
        phone = Peer(await Live.open(ben.live.browser.another()), c, TONES[2])
        for peer in ada, ben, phone:
            await peer.join()
        await ada.hears_just(ben.tone, phone.tone)
        await phone.hears_just(ada.tone, ben.tone)
        frame = await ada.live.hear("call", c=c)
        assert frame["call"]["count"] <= 2
        await phone.close()
        await phone.live.close()


async def test_who_speaks_is_told(server, gathering):
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ada.join()
        await ben.join()
        await ada.live.until(lambda: any(ben.live.browser.id in f["p"] for f in ada.live.heard("speaking", c=c)), 15)
        mark = ada.live.mark()
        ben.voice.gain = 0
        await ada.live.until(
            lambda: any(ben.live.browser.id not in f["p"] for f in ada.live.heard("speaking", mark, c=c)), 15)
