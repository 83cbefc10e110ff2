"""A participant with WebRTC of aiortc, who sends packets made before and keeps all that comes."""

import asyncio
import re
import time
from contextlib import contextmanager
from unittest.mock import patch

import aioice.ice
import aiortc.rtcrtpreceiver
import numpy
from aiortc import AudioStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.rtcrtpsender import RTCEncodedFrame
from aiortc.rtp import HeaderExtensionsMap

from libopus import FRAME
from listening import Arrival


def _undecoded(*arguments):
    """In place of aiortc's own decoder: sound is made of what came afterwards."""
    while arguments[1].get() is not None:
        pass


#: Levels below this many decibels under full scale are no voice.
QUIET = 50
_set = HeaderExtensionsMap.set


def _set_with_voice(self, values):
    """Says of loud packets that they are voice (RFC 6464), which aiortc never does and browsers do."""
    if values.audio_level:
        values.audio_level = (values.audio_level[1] < QUIET, values.audio_level[1])
    return _set(self, values)


@contextmanager
def as_callers():
    """Lets aiortc be what callers need: on this machine only, without a decoder, telling voice. Others do without."""
    with (
        patch.object(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"]),
        patch.object(aiortc.rtcrtpreceiver, "decoder_worker", _undecoded),
        patch.object(HeaderExtensionsMap, "set", _set_with_voice),
    ):
        yield


#: Bits a second of a browser's voice to a server that asks for no other (RFC 7587 §6.1).
BITRATE = 32_000


def levels(sound):
    """The level of each 20 ms in decibels of full scale, -127 to 0."""
    frames = sound[:len(sound) // FRAME * FRAME].reshape(-1, FRAME)
    decibels = 10 * numpy.log10((frames.astype(float) ** 2).mean(1) + 1e-13)
    return [int(value) for value in numpy.clip(numpy.round(decibels), -127, 0)]


class Caller:
    """`arrivals` is what came, `begins` when the first packet of the last talk went out."""

    def __init__(self):
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.arrivals = []
        self.queue = asyncio.Queue()
        self.began = None
        self.spoken = asyncio.Event()
        sender = self.connection.addTrack(AudioStreamTrack())
        sender._next_encoded_frame = self._next
        self.due, self.timestamp = None, 0

    async def offer(self):
        """An offer as a browser's: Opus with repairs in it, and all candidates."""
        await self.connection.setLocalDescription(await self.connection.createOffer())
        receiver = self.connection.getReceivers()[0]
        handle = receiver._handle_rtp_packet

        async def kept(packet, arrival_time_ms):
            self.arrivals.append(Arrival(time.monotonic(), packet.sequence_number, packet.timestamp, packet.payload))
            await handle(packet, arrival_time_ms)
        receiver._handle_rtp_packet = kept
        sdp = self.connection.localDescription.sdp
        opus = re.search(r"a=rtpmap:(\d+) opus/48000/2\r\n", sdp)
        return sdp.replace(opus[0], f"{opus[0]}a=fmtp:{opus[1]} minptime=10;useinbandfec=1\r\n")

    async def accept(self, answer, address=None):
        """Takes the answer, with this address (host, port) as the server's only candidate, and waits for the connection."""
        asked = re.search(r"maxaveragebitrate=(\d+)", answer)
        self.bitrate = int(asked[1]) if asked else BITRATE
        if address:
            answer = through(answer, address)
        connected = asyncio.Event()
        self.connection.on("connectionstatechange", lambda: self._changed(connected))
        await self.connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        self._changed(connected)
        await asyncio.wait_for(connected.wait(), 20)

    def _changed(self, connected):
        if self.connection.connectionState == "connected":
            connected.set()

    async def talk(self, packets, levels, drift=0.0):
        """Sends packets of 20 ms with their levels in time by a clock that is so many millionths too fast; returns when the last has gone."""
        self.spoken.clear()
        self.began, self.due = None, None
        interval = 0.02 / (1 + drift * 1e-6)
        for number, packet in enumerate(packets):
            self.queue.put_nowait((packet, interval, levels[number]))
        self.queue.put_nowait(None)
        await self.spoken.wait()

    async def _next(self, codec):
        item = await self.queue.get()
        if item is None:
            self.spoken.set()
            return None
        packet, interval, level = item
        now = time.monotonic()
        if self.due is None:
            self.due = self.began = now
        await asyncio.sleep(max(0, self.due - now))
        self.due += interval
        self.timestamp += FRAME
        return RTCEncodedFrame([packet], self.timestamp, level)

    async def close(self):
        await self.connection.close()


def candidate(answer):
    """Where the server's first UDP candidate is (RFC 8839 §5.1)."""
    found = re.search(r"a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host", answer, re.I)
    assert found, answer
    return found[1], int(found[2])


def through(answer, address):
    """An answer whose only candidate is this one."""
    lines = [line for line in answer.replace("\r\n", "\n").split("\n") if not line.startswith("a=candidate:")]
    at = next(index for index, line in enumerate(lines) if line.startswith("a=ice-ufrag"))
    lines.insert(at, f"a=candidate:1 1 udp 2130706431 {address[0]} {address[1]} typ host")
    return "\r\n".join(lines)
