"""The server is killed while a call is recorded: when it starts again it posts what was on disk."""

import asyncio
import os

import httpx

from ports import free_port
from recordings import cues, decode, loudness
from spectrum import RATE
from waiting import until, wait


def partial(server):
    """The file of the recording that goes on, or nothing."""
    files = list((server.data / "attachments" / "recordings").iterdir())
    assert len(files) <= 1
    return files[0] if files else None


def size(server):
    file = partial(server)
    return file.stat().st_size if file else 0


def messages(person, c):
    return [e for e in person.events(c) if e["kind"] == "message"]


async def grown(server, times):
    """Bytes of the recording, after it was written to so many times."""
    for _ in range(times):
        before = size(server)
        await until(lambda: size(server) > before, 20)
    return size(server)


def download(person, file):
    answer = person.http.get(f"/attachments/{file['id']}")
    assert answer.status_code == httpx.codes.OK
    return answer.content


def start_and_kill(server, times):
    server.listen = f"127.0.0.1:{server.port}"
    for _ in range(times):
        server.kill()
        server.start()


async def test_what_was_recorded_before_kill_9_is_posted_once(serve, gathering):
    server = serve({"media.port": free_port()})
    async with gathering.of(server, 2) as ([ada, ben], c):
        await ada.join()
        await ben.join()
        await ada.hears_just(ben.tone)
        await ada.live.do("record", c=c, on=True)
        # What is written the third time is after who spoke before the second was kept.
        least = await grown(server, 3)
        person = ada.live.browser
        server.kill()
        os.truncate(partial(server), least - 50)
        await asyncio.to_thread(start_and_kill, server, 3)
        [message] = wait(lambda: messages(person, c), 20)
        wait(lambda: partial(server) is None)
        sound, track = message["attachments"]
        assert message["by"] == person.id and (sound["type"], track["type"]) == ("audio/ogg", "text/vtt")
        samples = decode(download(person, sound))
        length = len(samples) / RATE
        assert length > 6 and abs(length - sound["duration"] / 1000) < 0.1
        *heard, absent = loudness(samples, [ada.tone, ben.tone, 2930])
        assert all(level > -50 for level in heard) and absent < -70, (heard, absent)
        spoke = cues(download(person, track).decode())
        assert {who for _, _, who, _ in spoke} == {person.name, ben.live.browser.name}, spoke
        assert all(0 <= start < end <= length + 0.1 for start, end, _, _ in spoke), (spoke, length)
        assert max(end for _, end, _, _ in spoke) > 3, spoke
        await asyncio.to_thread(start_and_kill, server, 1)
        assert messages(person, c) == [message]
        assert "recording" not in (person.get(f"/conversations/{c}/call")["call"] or {})
