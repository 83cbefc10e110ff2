"""A client of the live protocol: commands with ids, and each conversation's log as this device saw it."""

import asyncio
import json
import socket
import ssl

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

import contract
from people import key


def unverified():
    """For certificates that the tests signed themselves."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Refused(Exception):
    """A command was answered with `no`."""

    def __init__(self, problem):
        super().__init__(json.dumps(problem))
        self.problem = problem

    @property
    def kind(self):
        return self.problem["type"].removeprefix("urn:confab:")


class Live:
    """One device. Events must arrive in order, without doubles and without holes but where a `gap` says so."""

    def __init__(self, browser):
        self.browser = browser
        self.frames = []
        self.logs = {}
        self.cursors = {}
        self.gaps = {}
        self.snapshot = None
        self.waiting = {}
        self.last = 0
        self.changed = asyncio.Condition()
        self.socket = self.reader = self.broken = None
        self.reading = asyncio.Event()
        self.reading.set()

    @classmethod
    async def open(cls, browser, **hello):
        live = cls(browser)
        await live.resume(**hello)
        return live

    async def connect(self, receive_buffer=None):
        """The WebSocket, before any `hello`."""
        server = self.browser.server
        options = {"ssl": unverified()} if server.url.startswith("https") else {}
        if receive_buffer:
            options["sock"] = socket.socket()
            options["sock"].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            options["sock"].connect(("127.0.0.1", server.port))
        self.socket = await connect(
            server.url.replace("http", "ws", 1) + "/api/v1/live", additional_headers=self.browser.headers,
            max_size=None, max_queue=4, compression=None, proxy=None, ping_interval=None, **options)
        self.reader = asyncio.create_task(self._read(self.socket))

    async def resume(self, receive_buffer=None, **hello):
        """Connects, saying what this device already holds."""
        await self.connect(receive_buffer)
        if self.cursors:
            hello.setdefault("cursors", dict(self.cursors))
        await self.do("hello", v=1, **hello)
        return self.snapshot

    async def _read(self, ws):
        try:
            async for text in ws:
                await self.reading.wait()
                frame = json.loads(text)
                contract.frame(frame)
                self._take(frame)
                async with self.changed:
                    self.changed.notify_all()
        except ConnectionClosed:
            pass
        except Exception as error:  # a broken promise of the server's fails whoever waits
            self.broken = error
        finally:
            for future in self.waiting.values():
                if not future.done():
                    future.set_exception(self.broken or ConnectionError("the connection ended"))
            async with self.changed:
                self.changed.notify_all()

    def _take(self, frame):
        self.frames.append(frame)
        match frame["t"]:
            case "snapshot":
                self._begin(frame)
            case "event":
                self._event(frame["c"], frame["e"])
            case "gap":
                self.gaps.setdefault(frame["c"], []).append(frame["to"])
                self.cursors[frame["c"]] = frame["to"]
            case "gone":
                self.cursors.pop(frame["c"], None)
            case "ok" | "no":
                future = self.waiting.pop(frame["id"], None)
                if future and not future.done():
                    future.set_result(frame)

    def _begin(self, frame):
        self.snapshot = frame
        for summary in frame["conversations"]:
            self.cursors.setdefault(summary["id"], summary["head"])

    def _event(self, c, event):
        expected = self.cursors.get(c)
        if expected is not None:
            assert event["seq"] == expected + 1, f"{c}: {event['seq']} came after {expected}"
        self.cursors[c] = event["seq"]
        self.logs.setdefault(c, []).append(event)

    # Commands

    async def send_raw(self, value):
        await self.socket.send(value if isinstance(value, (str, bytes)) else json.dumps(value, ensure_ascii=False))

    def begin(self, do, **fields):
        """The future of the answer, and the command to send."""
        self.last += 1
        future = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda f: f.cancelled() or f.exception())
        self.waiting[self.last] = future
        return future, {"do": do, "id": self.last} | fields

    async def do(self, do, within=20, **fields):
        future, command = self.begin(do, **fields)
        await self.send_raw(command)
        answer = await asyncio.wait_for(future, within)
        if answer["t"] == "no":
            raise Refused(answer["problem"])
        return answer

    async def refused(self, status, kind, do, field=None, **fields):
        try:
            answer = await self.do(do, **fields)
        except Refused as refused:
            problem = refused.problem
            assert (problem["status"], refused.kind) == (status, kind), problem
            assert field is None or problem.get("field") == field, problem
            return problem
        raise AssertionError(f"{do} {fields} was answered {answer}")

    async def say(self, c, text, **fields):
        return (await self.do("send", c=c, text=text, **({"key": key()} | fields)))["seq"]

    # Watching

    def mark(self):
        """A place in what was heard, to look only at what comes after."""
        return len(self.frames)

    def heard(self, t, since=0, **fields):
        return [f for f in self.frames[since:] if f["t"] == t and all(f.get(k) == v for k, v in fields.items())]

    async def until(self, condition, within=10):
        """What `condition` returns, once that is true."""
        async def found():
            async with self.changed:
                while not (value := condition()):
                    if self.broken:
                        raise self.broken
                    if self.reader.done():
                        raise ConnectionError("the connection ended")
                    await self.changed.wait()
                return value
        try:
            return await asyncio.wait_for(found(), within)
        except TimeoutError:
            raise AssertionError(f"not within {within} s; heard last: {self.frames[-5:]}") from None

    async def hear(self, t, since=0, within=10, **fields):
        return (await self.until(lambda: self.heard(t, since, **fields), within))[0]

    async def reaches(self, c, seq, within=20):
        await self.until(lambda: self.cursors.get(c, 0) >= seq, within)
        return self.logs.get(c, [])

    def seqs(self, c):
        return [e["seq"] for e in self.logs.get(c, [])]

    def texts(self, c):
        return [e["text"] for e in self.logs.get(c, []) if e["kind"] == "message"]

    async def settled(self):
        """Everything the server had said before now has been heard: an answer comes after it."""
        await self.do("presence")

    # Ending

    async def closed(self, within=10):
        """The close code."""
        await asyncio.wait_for(asyncio.shield(self.reader), within)
        if self.broken:
            raise self.broken
        return self.socket.close_code

    async def close(self):
        await self.socket.close()
        await self.reader

    async def cut(self):
        """The network goes away in the middle of whatever there was."""
        self.socket.transport.abort()
        await self.reader
