"""Our own server, as the trials of quality want one: `join` brings a caller into its one call."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from confab import Server  # noqa: E402
from live import Live  # noqa: E402

SETTINGS = {"media.port": 0}


class House:
    """A server of its own on a data folder, with a group of so many members, who call one after the other."""

    name = "Confab"

    def __init__(self, work, members=3):
        self.server = Server(Path(work) / "confab", SETTINGS)
        self.members = members
        self.lives = []

    async def start(self):
        self.server.start()
        people = self.server.members(*(f"Member {number}" for number in range(self.members)))
        self.conversation = people[0].group(*people[1:])
        self.lives = [await Live.open(person) for person in people]
        self.waiting = iter(self.lives)
        return self

    async def join(self, caller, relay):
        """Brings a caller in as the next member, by a relay."""
        live = next(self.waiting)
        answer = await live.do("call", c=self.conversation, offer=await caller.offer(), ring=False)
        return await relay(answer["answer"])

    async def close(self):
        for live in self.lives:
            await live.close()
        self.server.kill()
