"""Writers that keep writing through crashes, and the comparison of what they were told with what is there."""

import asyncio
import random

from websockets.exceptions import ConnectionClosed

from live import Live
from people import key

IN_FLIGHT = 16


class Writer:
    """One device that writes into several conversations and remembers what was acknowledged."""

    def __init__(self, browser, conversations, seed):
        self.live = Live(browser)
        self.conversations = conversations
        self.chance = random.Random(seed)
        self.acknowledged = {}
        self.open = {}
        self.count = 0
        self.lost = asyncio.Event()

    async def write(self, up, stop):
        """Until `stop` is set and everything is acknowledged; `up` is set while there is a server."""
        while not (stop.is_set() and not self.open):
            await up.wait()
            try:
                await self.live.resume()
                await self._session(stop)
            except (ConnectionError, ConnectionClosed, OSError, TimeoutError):
                await asyncio.sleep(0)
        await self.live.settled()

    async def _session(self, stop):
        flying = {asyncio.ensure_future(self._submit(k)) for k in list(self.open)}
        while flying or not stop.is_set():
            while len(flying) < IN_FLIGHT and not stop.is_set():
                flying.add(asyncio.ensure_future(self._submit(self._new())))
            done, flying = await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
            if errors := [t.exception() for t in done if t.exception()]:
                await asyncio.gather(*flying, return_exceptions=True)
                raise errors[0]

    def _new(self):
        k = key()
        self.count += 1
        self.open[k] = (self.chance.choice(self.conversations), f"{self.live.browser.name} {self.count}")
        return k

    async def _submit(self, k):
        c, text = self.open[k]
        answer = await self.live.do("send", c=c, key=k, text=text)
        self.acknowledged[k] = (c, answer["seq"], text)
        self.open.pop(k, None)


def whole_log(browser, c):
    """Every event of a conversation, page by page."""
    events = []
    while page := browser.events(c, after=events[-1]["seq"] if events else 0, limit=200):
        events += page
    return events


def compare(writers, readers, browser, conversations):
    """Nothing acknowledged is missing, nothing is doubled, and all saw one order: that of the log."""
    for c in conversations:
        log = whole_log(browser, c)
        assert [e["seq"] for e in log] == list(range(1, len(log) + 1))
        messages = [e for e in log if e["kind"] == "message"]
        keys = [e["key"] for e in messages]
        assert len(keys) == len(set(keys)), "doubled"
        kept = {e["key"]: (c, e["seq"], e["text"]) for e in messages}
        for writer in writers:
            mine = {k: v for k, v in writer.acknowledged.items() if v[0] == c}
            missing = [v for k, v in mine.items() if kept.get(k) != v]
            assert not missing, f"acknowledged and lost or changed: {missing[:5]}"
        by_seq = {e["seq"]: e for e in log}
        for live in [w.live for w in writers] + readers:
            seen = live.logs.get(c, [])
            assert seen == [by_seq[e["seq"]] for e in seen], "somebody was shown what is not in the log"
            assert seen[-1]["seq"] == len(log), f"{live.browser.name} did not get the end"
            numbers = [e["seq"] for e in seen]
            assert c in live.gaps or numbers == list(range(numbers[0], len(log) + 1))
