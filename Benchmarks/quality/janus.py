"""A Janus of our own with one AudioBridge room, on loopback or this machine's own address."""

import shutil
from asyncio import to_thread
from pathlib import Path

import janusd
from machine import end

ROOM = 1


class Janus:
    """The process, one session with it, and a room. `loss` is what its encoders are told to expect, in percent."""

    name = "Janus"

    def __init__(self, work, loss=10):
        self.folder = Path(work) / "janus"
        self.loss = loss
        self.process = self.session = None

    @staticmethod
    def there():
        return bool(shutil.which("janus"))

    async def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process, port = await to_thread(janusd.start, self.folder)
        self.session = await to_thread(janusd.Session, port)
        handle = await to_thread(self.session.attach)
        await to_thread(self.session.create, handle, ROOM, audiolevel_ext=True)
        return self

    async def join(self, caller, relay):
        """Brings a caller into the room by a relay."""
        handle = await to_thread(self.session.attach)
        await to_thread(self.session.join, handle, ROOM, **({"expected_loss": self.loss} if self.loss else {}))
        return await relay(await to_thread(self.session.offer, handle, await caller.offer()))

    async def close(self):
        if self.session:
            self.session.close()
        if self.process:
            end(self.process, 10)
