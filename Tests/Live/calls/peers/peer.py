"""A participant by aiortc, which shares no code with the server or with Chromium: sends a tone, keeps what it hears."""

import asyncio
import fractions
import time
from contextlib import asynccontextmanager

import numpy
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

import spectrum
from live import Live
from spectrum import RATE, are_just, levels_of
from waiting import until

FRAME = 960

#: A tone for each who takes part.
TONES = spectrum.TONES[:4]

#: What is heard, how far under it what is not must be, and what is not where nothing else is, in decibels.
LOUD, APART, SILENT = -40, 30, -70


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
        return levels_of(self.samples, tones)

    def hears_just(self, *tones):
        return are_just(dict(zip(TONES, self.levels(*TONES))), tones, LOUD, APART, SILENT)


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
