"""A participant by aiortc, which shares no code with the server or with Chromium: sends a tone, keeps what it hears."""

import asyncio
import fractions
import time
from contextlib import asynccontextmanager

import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

from live import Live
from waiting import until

RATE, FRAME = 48_000, 960

#: A tone for each who takes part.
TONES = [440, 740, 1130, 1610]

#: What is heard, and how far under it what is not must be, in decibels.
LOUD, APART = -40, 30


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self, frequency):
        super().__init__()
        self.frequency = frequency
        self.gain = 0.2
        self.at = 0
        self.began = None

    async def recv(self):
        self.began = self.began or time.monotonic()
        await asyncio.sleep(self.began + self.at / RATE - time.monotonic())
        samples = self.gain * numpy.sin(2 * numpy.pi * self.frequency * (self.at + numpy.arange(FRAME)) / RATE)
        frame = AudioFrame.from_ndarray((samples * 32767).astype(numpy.int16)[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self.at, fractions.Fraction(1, RATE)
        self.at += FRAME
        return frame


class Ear:
    """The last half second of a track."""

    def __init__(self, track):
        self.samples = numpy.zeros(RATE // 2)
        self.frames, self.at = 0, time.monotonic()
        self.task = asyncio.ensure_future(self._listen(track))

    async def _listen(self, track):
        try:
            while True:
                frame = await track.recv()
                heard = frame.to_ndarray().reshape(-1, len(frame.layout.channels)).mean(axis=1) / 32768
                self.samples = numpy.concatenate([self.samples, heard])[-RATE // 2:]
                self.frames, self.at = self.frames + 1, time.monotonic()
        except MediaStreamError:
            pass

    def levels(self, *tones):
        if time.monotonic() - self.at > 0.5:
            return [-200.0 for _ in tones]  # nothing is sent while nobody speaks
        spectrum = numpy.abs(numpy.fft.rfft(self.samples * numpy.hanning(len(self.samples)))) * 4 / len(self.samples)
        at = [round(tone * len(self.samples) / RATE) for tone in tones]
        return [20 * numpy.log10(max(spectrum[i - 3:i + 4].max(), 1e-10)) for i in at]

    def hears_just(self, *tones):
        levels = dict(zip(TONES, self.levels(*TONES)))
        heard = [levels.pop(tone) for tone in tones]
        limit = min(heard, default=-40) - APART
        return all(level > LOUD for level in heard) and all(level < limit for level in levels.values())


class Connection:
    """One RTCPeerConnection with a tone and an ear."""

    def __init__(self, tone=None, hears=True):
        self.tone = tone
        self.pc = RTCPeerConnection()
        self.ear = None
        self.pc.on("track", self._take)
        direction = {(True, True): "sendrecv", (True, False): "sendonly", (False, True): "recvonly"}[tone is not None, hears]
        self.voice = Tone(tone) if tone else None
        self.pc.addTransceiver(self.voice or "audio", direction=direction)

    def _take(self, track):
        self.ear = Ear(track)

    async def offer(self):
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def take(self, answer):
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def connected(self):
        await until(lambda: self.pc.connectionState == "connected", 20)

    async def hears_just(self, *tones, within=20):
        await until(lambda: self.ear and self.ear.hears_just(*tones), within, 0.1)

    async def close(self):
        await self.pc.close()
        if self.ear:
            self.ear.task.cancel()


class Peer(Connection):
    """Somebody in a call: signals by the live connection."""

    def __init__(self, live, c, tone):
        super().__init__(tone)
        self.live = live
        self.c = c

    async def join(self, **fields):
        answer = await self.live.do("call", c=self.c, offer=await self.offer(), **fields)
        self.call, self.leg = answer["call"], answer["leg"]
        await self.take(answer["answer"])
        await self.connected()
        return self


class Gathering:
    """People in one group: `async with Gathering.of(server, 3) as (peers, c)`."""

    @staticmethod
    @asynccontextmanager
    async def of(server, count, **options):
        people = server.members(*[f"Peer {i}" for i in range(count)])
        c = people[0].group(*people[1:], **options)
        peers = [Peer(await Live.open(person), c, tone) for person, tone in zip(people, TONES)]
        try:
            yield peers, c
        finally:
            for peer in peers:
                await peer.close()
                await peer.live.close()
