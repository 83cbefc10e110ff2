"""A network in between: a UDP relay that loses, delays, reorders and doubles RTP by a seed."""

import asyncio
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Road:
    """What becomes of packets in one direction. Shares are of one, times are seconds."""

    loss: float = 0
    #: How many packets are lost in a row in the mean (Gilbert and Elliott's two states: all lost, none lost).
    burst: float = 1
    #: Each packet waits for anything between nothing and this.
    jitter: float = 0
    #: So many wait for 50 ms and are overtaken by two.
    reordered: float = 0
    doubled: float = 0
    seed: int = 1

    def fates(self):
        """For each packet in turn, after how long its copies arrive: none when it is lost."""
        chance = random.Random(self.seed)
        losing = False
        while True:
            losing = self._next(losing, chance.random())
            delay = chance.random() * self.jitter
            if chance.random() < self.reordered:
                delay += 0.05
            copies = [delay, delay + 0.01] if chance.random() < self.doubled else [delay]
            yield [] if losing else copies

    def _next(self, losing, draw):
        if self.burst <= 1:
            return draw < self.loss
        end = 1 / self.burst
        return draw >= end if losing else draw < self.loss * end / (1 - self.loss)


CLEAN = Road()


class Relay:
    """One client's way to a server. Only RTP and RTCP suffer, by whichever road is set at the time."""

    def __init__(self, server):
        self.server = server
        self.client = None
        self.roads = {"up": CLEAN, "down": CLEAN}
        self.fates = {}

    @classmethod
    async def open(cls, server):
        """A relay to the server's (host, port); `address` is what the client takes for the server."""
        relay = cls(server)
        loop = asyncio.get_running_loop()
        relay.outer, _ = await loop.create_datagram_endpoint(lambda: _Side(relay, "down"), local_addr=("0.0.0.0", 0))
        relay.inner, _ = await loop.create_datagram_endpoint(lambda: _Side(relay, "up"), local_addr=("127.0.0.1", 0))
        relay.address = relay.inner.get_extra_info("sockname")
        return relay

    def set(self, up=CLEAN, down=CLEAN):
        self.roads = {"up": up, "down": down}
        self.fates = {way: {} for way in self.roads}

    def took(self, way, data):
        kind = _kind(data)
        if kind is None or self.roads[way] == CLEAN:
            self._send(way, data)
            return
        fates = self.fates[way].setdefault(kind, self.roads[way].fates())
        for delay in next(fates):
            asyncio.get_running_loop().call_later(delay, self._send, way, data)

    def _send(self, way, data):
        if way == "up" and not self.outer.is_closing():
            self.outer.sendto(data, self.server)
        elif way == "down" and self.client and not self.inner.is_closing():
            self.inner.sendto(data, self.client)

    def close(self):
        self.outer.close()
        self.inner.close()


def _kind(data):
    """What a datagram is (RFC 7983, RFC 5761); None for what is not to suffer."""
    if len(data) < 2 or not 128 <= data[0] < 192:
        return None
    return "rtcp" if 192 <= data[1] < 224 else "rtp"


class _Side(asyncio.DatagramProtocol):
    def __init__(self, relay, way):
        self.relay = relay
        self.way = way

    def datagram_received(self, data, address):
        if self.way == "up":
            self.relay.client = address
        self.relay.took(self.way, data)
