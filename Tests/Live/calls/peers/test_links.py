"""Programs that send by WHIP (RFC 9725) and listen by WHEP, with aiortc over plain HTTP."""

from urllib.parse import urlsplit

import httpx
import pytest
from mutations import offers
from peer import Connection, TONES
from waiting import until

SDP = {"Content-Type": "application/sdp"}


class Linked(Connection):
    """A connection made by a link: `Linked(url, tone)` sends, `Linked(url)` listens."""

    def __init__(self, url, tone=None):
        super().__init__(tone, hears=tone is None)
        self.url = url

    async def join(self):
        offer = await self.offer()
        async with httpx.AsyncClient() as http:
            answer = await http.post(self.url, content=offer, headers=SDP)
        assert answer.status_code == 201, answer.text
        assert answer.headers["content-type"] == "application/sdp"
        self.location = str(httpx.URL(self.url).join(answer.headers["location"]))
        await self.take(answer.text)
        await self.connected()
        return self

    async def leave(self):
        async with httpx.AsyncClient() as http:
            return (await http.delete(self.location)).status_code


def link(peer, kind, **fields):
    """The address as this machine reaches the server."""
    url = peer.live.browser.post(f"/conversations/{peer.c}/call/links", {"kind": kind} | fields, status=201)["url"]
    return peer.live.browser.server.url + urlsplit(url).path


async def test_a_program_is_heard_in_the_call_until_it_leaves(server, gathering):
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ada.join()
        await ben.join()
        stage = await Linked(link(ada, "speaker", name="Stage"), TONES[2]).join()
        await ben.hears_just(ada.tone, stage.tone)
        await ada.hears_just(ben.tone, stage.tone)
        call = ben.live.browser.get(f"/conversations/{c}/call")["call"]
        assert [f["name"] for f in call["feeds"]] == ["Stage"] and call["count"] == 2
        assert await stage.leave() == 204
        await until(lambda: stage.pc.connectionState == "closed", 10)
        await ben.hears_just(ada.tone)
        assert await stage.leave() == 404
        await stage.close()


async def test_a_program_listens_and_is_not_seen(server, gathering):
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ada.join()
        await ben.join()
        ear = await Linked(link(ada, "listener")).join()
        await ear.hears_just(ada.tone, ben.tone)
        assert ben.live.browser.get(f"/conversations/{c}/call")["call"]["count"] == 2
        await ada.live.do("mute", c=c, on=True)
        await ear.hears_just(ben.tone)
        assert await ear.leave() == 204
        await until(lambda: ear.pc.connectionState == "closed", 10)
        await ear.close()


async def test_what_a_program_sends_reaches_one_that_listens(server, gathering):
    async with gathering.of(server, 2) as ([ada, _], c):
        studio = await Linked(link(ada, "speaker", name="Studio"), TONES[1]).join()
        ear = await Linked(link(ada, "listener")).join()
        await ear.hears_just(studio.tone)
        ada.live.browser.delete(f"/conversations/{c}/call/links")
        for program in studio, ear:
            await until(lambda: program.pc.connectionState == "closed", 10)
            await program.close()
        call = await ada.live.hear("call", c=c, call=None)
        assert call["call"] is None


async def test_what_came_by_links_goes_with_who_handed_them_out(server, gathering):
    async with gathering.of(server, 3) as ([ada, ben, cleo], c):
        await cleo.join()
        person = f"/conversations/{c}/members/{ben.live.browser.id}"
        ada.live.browser.patch(person, {"role": "moderator"}, status=204)
        url = link(ben, "listener")
        stage = await Linked(link(ben, "speaker", name="Stage"), TONES[1]).join()
        ear = await Linked(url).join()
        kept = await Linked(link(ada, "listener")).join()
        ada.live.browser.patch(person, {"role": "member"}, status=204)
        for program in stage, ear:
            await until(lambda: program.pc.connectionState == "closed", 10)
            await program.close()
        async with httpx.AsyncClient() as http:
            assert (await http.post(url, content=await kept.offer(), headers=SDP)).status_code == 404
        await kept.hears_just(cleo.tone)
        await kept.close()


async def test_a_link_ends_nothing_that_came_by_another(server, gathering):
    async with gathering.of(server, 2) as ([ada, _], c):
        await ada.join()
        ear = await Linked(link(ada, "listener")).join()
        leg = ear.location.rsplit("/", 1)[1]
        async with httpx.AsyncClient() as http:
            for other in link(ada, "listener"), link(ada, "speaker"):
                assert (await http.delete(f"{other}/{leg}")).status_code == 404
        await ear.hears_just(ada.tone)
        assert await ear.leave() == 204
        await ear.close()


@pytest.mark.parametrize("kind", ["speaker", "listener"])
async def test_torn_offers_are_refused_and_make_no_leg(server, gathering, kind):
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ben.join()
        url = link(ada, kind)
        async with httpx.AsyncClient() as http:
            for offer in offers(7, 150):
                answer = await http.post(url, content=offer.encode(), headers=SDP)
                if answer.status_code == 201:
                    assert (await http.delete(httpx.URL(url).join(answer.headers["location"]))).status_code == 204
                else:
                    problem = answer.json()
                    right = (413, None) if len(offer.encode()) > 65_536 else (400, "offer")
                    assert (answer.status_code, problem.get("field")) == right, problem
            assert (await http.post(url + "x", content="v=0", headers=SDP)).status_code == 404
            assert (await http.post(url, content="v=0", headers={"Content-Type": "text/plain"})).status_code == 415
        call = ben.live.browser.get(f"/conversations/{c}/call")["call"]
        assert call["count"] == 1 and not call.get("feeds")
