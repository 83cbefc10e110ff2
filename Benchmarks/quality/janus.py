"""A Janus of our own with one AudioBridge room of 48 kHz, on loopback or this machine's own address."""

import asyncio
import json
import shutil
import socket
import subprocess
import time
import uuid
from pathlib import Path

from websockets.asyncio.client import connect

PLUGINS = Path("/usr/lib/x86_64-linux-gnu/janus")
MAIN = """general: {{
	configs_folder = "{folder}"
	plugins_folder = "{plugins}/plugins"
	transports_folder = "{plugins}/transports"
	log_to_stdout = true
	debug_level = 3
	session_timeout = 0
}}
nat: {{ ice_lite = true }}
media: {{ rtp_port_range = "26000-27999" }}
plugins: {{ disable = "{others}" }}
transports: {{ disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }}
events: {{ broadcast = false }}
"""
OTHERS = (
    "duktape", "lua", "sip", "voicemail", "textroom", "videocall", "recordplay", "nosip", "streaming", "videoroom", "echotest")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Janus:
    """The process, one session with it, and a room. `loss` is what its encoders are told to expect, in percent."""

    name = "Janus"

    def __init__(self, work, loss=10):
        self.folder = Path(work) / "janus"
        self.loss = loss
        self.port = free_port()
        self.process = self.socket = None

    @staticmethod
    def there():
        return shutil.which("janus") and (PLUGINS / "plugins/libjanus_audiobridge.so").exists()

    async def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        others = ",".join(f"libjanus_{name}.so" for name in OTHERS)
        (self.folder / "janus.jcfg").write_text(MAIN.format(folder=self.folder, plugins=PLUGINS, others=others))
        (self.folder / "janus.plugin.audiobridge.jcfg").write_text("general: { }\n")
        (self.folder / "janus.transport.websockets.jcfg").write_text(
            f'general: {{ ws = true\n ws_port = {self.port}\n ws_ip = "127.0.0.1"\n wss = false }}\nadmin: {{ admin_ws = false }}\n')
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                ["janus", "-C", str(self.folder / "janus.jcfg"), "-F", str(self.folder)], stdout=log, stderr=log)
        await self._connect(time.monotonic() + 20)
        self.session = (await self._ask({"janus": "create"}))["data"]["id"]
        handle = await self._attach()
        await self._say(handle, {"request": "create", "room": 1, "sampling_rate": 48000, "audiolevel_ext": True}, "success")
        return self

    async def _connect(self, deadline):
        while True:
            try:
                self.socket = await connect(f"ws://127.0.0.1:{self.port}", subprotocols=["janus-protocol"], proxy=None)
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                await asyncio.sleep(0.1)

    async def join(self, caller, relay):
        """Brings a caller into the room by a relay."""
        handle = await self._attach()
        joining = {"request": "join", "room": 1, "bitrate": 32_000} | ({"expected_loss": self.loss} if self.loss else {})
        await self._say(handle, joining, "event")
        answer = await self._say(handle, {"request": "configure", "muted": False}, "event", await caller.offer())
        return await relay(answer["jsep"]["sdp"])

    async def _attach(self):
        return (await self._ask({"janus": "attach", "plugin": "janus.plugin.audiobridge"}))["data"]["id"]

    async def _say(self, handle, body, until, offer=None):
        jsep = {"jsep": {"type": "offer", "sdp": offer}} if offer else {}
        return await self._ask({"janus": "message", "handle_id": handle, "body": body} | jsep, until)

    async def _ask(self, request, until="success"):
        transaction = uuid.uuid4().hex
        session = {"session_id": self.session} if hasattr(self, "session") else {}
        await self.socket.send(json.dumps(request | session | {"transaction": transaction}))
        async with asyncio.timeout(20):
            async for text in self.socket:
                answer = json.loads(text)
                if answer.get("transaction") == transaction and answer["janus"] in (until, "error"):
                    assert answer["janus"] == until, answer
                    return answer

    async def close(self):
        if self.socket:
            await self.socket.close()
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
