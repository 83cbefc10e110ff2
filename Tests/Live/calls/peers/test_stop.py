"""The server is told to stop while a call is recorded."""

import asyncio
import io

import av
import httpx

from ports import free_port
from waiting import until


async def test_what_is_recorded_is_posted_before_the_server_stops(serve, gathering):
    server = serve({"media.port": free_port()})
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ada.join()
        await ben.join()
        await ada.hears_just(ben.tone)
        await ada.live.do("record", c=c, on=True)
        frames = ada.ear.frames
        await until(lambda: ada.ear.frames > frames + 100, 20)
        await asyncio.to_thread(server.restart, "stop")
        [message] = [e for e in ada.live.browser.events(c) if e["kind"] == "message"]
        assert message["by"] == ada.live.browser.id
        sound, track = message["attachments"]
        assert (sound["type"], track["type"]) == ("audio/ogg", "text/vtt")
        answer = ada.live.browser.http.get(f"/attachments/{sound['id']}")
        assert answer.status_code == httpx.codes.OK
        with av.open(io.BytesIO(answer.content)) as file:
            seconds = sum(f.samples / f.sample_rate for f in file.decode(audio=0))
        assert seconds > 1.5 and abs(seconds - sound["duration"] / 1000) < 0.1
