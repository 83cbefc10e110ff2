"""Our server: conversations of so many members, and a call in each."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import load
import priority
import sdp
from drain import Drain
from machine import end, rss_kb
from websocket import WebSocket

#: A benchmark does in a second what people do in an hour.
RELAXED = {
    "limits.messages_per_minute": 0, "limits.sign_ins_per_minute": 0, "limits.new_conversations_per_hour": 0,
    "limits.connections_per_address": 0, "media.port": 0, "media.addresses": "127.0.0.1",
}
LONGEST_START = 60


class Seed:
    """People, and groups of the first so many of them; made once."""

    def __init__(self, binary, folder, people, groups):
        self.data = Path(folder) / "data"
        tokens = Path(folder) / "tokens.tsv"
        if not tokens.exists():
            shutil.rmtree(folder, ignore_errors=True)
            Path(folder).mkdir(parents=True)
            line = [str(binary), "bench-seed", "--data", str(self.data), "--out", str(tokens), "--people", str(people)]
            for count in groups:
                line += ["--room", str(count)]
            subprocess.run(line, check=True)
        self.tokens = [row.split("\t")[1] for row in tokens.read_text().splitlines()]
        rows = (row.split("\t") for row in (Path(folder) / "conversations.tsv").read_text().splitlines())
        self.groups = [(c, len(members.split(","))) for c, _, members in rows]


class Ours:
    name, transport = "ours", "webrtc"

    def __init__(self, binary, work, realtime=False, own_sockets=True, stay=True, settings=None):
        self.binary, self.work, self.realtime, self.own_sockets = binary, work, realtime, own_sockets
        #: Whether everybody's live connection is held while they are in the call.
        self.stay = stay
        self.settings = RELAXED | (settings or {})

    def start(self, case, certificate):
        self.certificate, self.case, self.held = certificate, case, Drain()
        self.seed = Seed(self.binary, self.work / f"seed-{case.rooms}x{case.people}", case.people, [case.people] * case.rooms)
        self.folder = Path(tempfile.mkdtemp(prefix="media-bench-"))
        shutil.copytree(self.seed.data, self.folder / "data")
        line = [str(self.binary), "serve", "--data", str(self.folder / "data"), "--listen", "127.0.0.1:0"]
        for name, value in self.settings.items():
            line += ["--set", f"{name}={value}"]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CONFAB")}
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log, env=environment,
                                            preexec_fn=priority.of("server", self.realtime))
        self.port = self._listening()
        self.pid, self.idle_kb = self.process.pid, rss_kb(self.process.pid)

    def _listening(self):
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            text = (self.folder / "log").read_text(errors="replace")
            if found := re.search(r"^Listening on https?://\S+?:(\d+)/?\s*$", text, re.M):
                return int(found[1])
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{text[-2000:]}")
            time.sleep(0.01)
        raise RuntimeError("the server does not listen")

    def join(self, i, room, muted=False):
        """Lets participant i in; what `rtpload` must know."""
        live = WebSocket(self.port, "/api/v1/live", [f"Authorization: Bearer {self.seed.tokens[i % self.case.people]}"])
        source = load.own(i) if self.own_sockets else load.shared(i)
        live.send({"do": "hello", "id": 1, "v": 1})
        self._answer(live, 1)
        live.send({"do": "call", "id": 2, "c": self.seed.groups[room][0], "ring": False, "muted": muted,
                   "offer": sdp.offer(i, self.certificate, source)})
        answer = self._answer(live, 2)
        if self.stay:
            self.held.add(live)
        else:
            live.close()
        return sdp.read_answer(answer["answer"]).fields(i) + (f" from={source[0]}:{source[1]}" if self.own_sockets else "")

    @staticmethod
    def _answer(live, number):
        while True:
            frame = live.frame()
            if frame.get("id") != number:
                continue
            if frame["t"] == "no":
                raise RuntimeError(f"refused: {frame['problem']}")
            return frame

    def threads(self):
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def stop(self):
        self.held.close()
        end(self.process, 20)
        shutil.rmtree(self.folder, ignore_errors=True)


def find_binary(given, root):
    binary = Path(given or os.environ.get("CONFAB", root / ".build/release/confab"))
    if not binary.exists():
        raise SystemExit(f"there is no {binary}: build it first, or say --binary")
    return binary.resolve()
