"""One trial: somebody says a programme, somebody else listens, and the roads between are bad."""

import asyncio
from dataclasses import dataclass

from caller import Caller, candidate, levels
from libopus import RATE, encoded
from listening import heard
from lossy import CLEAN, Relay, Road
from scoring import Score, scored


@dataclass(frozen=True)
class Conditions:
    """What befalls a trial: the talker's road up, the listener's down, the talker's clock in millionths too fast."""

    up: Road = CLEAN
    down: Road = CLEAN
    drift: float = 0
    #: Percent of losses that the talker's encoder is told of by reports: its packets then repair each other.
    repairing: int = 0


@dataclass
class Outcome:
    score: Score
    sound: object
    decoded: int
    repaired: int
    concealed: int
    #: Milliseconds from a sample's being sent to its packet's arrival, as the median over sentences.
    delay: float


class Pair:
    """A talker and a listener in a call of one server, each behind a relay."""

    def __init__(self, server):
        self.server = server
        self.callers, self.relays = [], []

    async def join(self):
        """One more caller."""
        caller = Caller()
        self.callers.append(caller)

        async def relayed(answer):
            self.relays.append(await Relay.open(candidate(answer)))
            await caller.accept(answer, self.relays[-1].address)
        await self.server.join(caller, relayed)
        return caller

    async def open(self, others=1):
        """With so many others who are silent: with one, a server cannot just pass packets on from one to the other."""
        self.talker, self.listener = await self.join(), await self.join()
        for _ in range(others):
            await self.join()
        return self

    async def say(self, programme, conditions=Conditions(), also_visqol=False):
        """Says a programme and gives what was heard of it."""
        packets = encoded(programme.sound, bitrate=self.talker.bitrate, loss=conditions.repairing)
        self.relays[0].set(up=conditions.up)
        self.relays[1].set(down=conditions.down)
        self.listener.arrivals.clear()
        await self.talker.talk(packets, levels(programme.sound), conditions.drift)
        await self.quiet()
        for relay in self.relays:
            relay.set()
        result = await asyncio.to_thread(heard, list(self.listener.arrivals), 0.12 + conditions.down.jitter)
        score = await asyncio.to_thread(scored, programme, result.sound, also_visqol)
        delay = (result.began - self.talker.began) * 1000 + sorted(score.offsets)[len(score.offsets) // 2] * 1000 / RATE
        return Outcome(score, result.sound, result.decoded, result.repaired, result.concealed, delay)

    async def quiet(self, within=2):
        """Until the last that was said has come, or so many seconds have gone by."""
        count, still = len(self.listener.arrivals), 0
        for _ in range(int(within * 10)):
            await asyncio.sleep(0.1)
            still = still + 1 if len(self.listener.arrivals) == count else 0
            count = len(self.listener.arrivals)
            if still >= 4:
                return

    async def close(self):
        for caller in self.callers:
            await caller.close()
        for relay in self.relays:
            relay.close()
