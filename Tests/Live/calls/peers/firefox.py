"""Firefox by WebDriver BiDi, which it speaks itself: no driver in between."""

import asyncio
import json
import re
from contextlib import asynccontextmanager

from websockets.asyncio.client import connect

PROGRAM = "firefox-esr"

#: The tone of its pretended microphone. Without a sound card its AudioContext stands still, so pages cannot make one.
TONE = 1610

PREFERENCES = {
    "media.navigator.audio.fake_frequency": TONE,
    "media.navigator.permission.disabled": True, "media.navigator.streams.fake": True, "media.peerconnection.ice.loopback": True,
    "media.autoplay.default": 0, "media.autoplay.blocking_policy": 0, "permissions.default.microphone": 1,
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
}


class Firefox:
    def __init__(self, socket):
        self.socket = socket
        self.last = 0

    async def do(self, method, **parameters):
        self.last += 1
        await self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while (answer := json.loads(await self.socket.recv())).get("id") != self.last:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    async def begin(self):
        await self.do("session.new", capabilities={})
        self.context = (await self.do("browsingContext.getTree"))["contexts"][0]["context"]
        return self

    async def before_pages(self, script):
        await self.do("script.addPreloadScript", functionDeclaration="() => {" + script + "}")

    async def go(self, url):
        await self.do("browsingContext.navigate", context=self.context, url=url, wait="complete")

    async def cookie(self, name, value):
        await self.do("storage.setCookie", cookie={
            "name": name, "value": {"type": "string", "value": value}, "domain": "localhost", "httpOnly": True,
            "sameSite": "strict"})

    async def ask(self, script):
        """What a script says, by way of JSON."""
        result = await self.do("script.evaluate", expression=f"(async () => JSON.stringify((await ({script})) ?? null))()",
                               target={"context": self.context}, awaitPromise=True)
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    async def press(self, name, inside="body", within=20):
        """Presses a button by its words, once it is there."""
        named = f"!b.disabled && (b.ariaLabel || b.innerText).trim() === {name!r}"
        find = f"[...document.querySelectorAll('{inside} button')].find((b) => {named})"
        async with asyncio.timeout(within):
            while not await self.ask(f"(() => {{ const b = {find}; b?.click(); return !!b; }})()"):
                await asyncio.sleep(0.1)


@asynccontextmanager
async def firefox(profile):
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines))
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"BiDi listening on (ws://\S+)", await process.stderr.readline())):
                assert process.returncode is None
        drain = asyncio.ensure_future(process.stderr.read())
        async with connect(found[1].decode() + "/session", max_size=None, proxy=None, ping_interval=None) as socket:
            yield await Firefox(socket).begin()
        drain.cancel()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
