"""Our server: conversations of so many members, and a call in each."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import load
import priority
import sdp
import serving
from drain import Drain
from machine import end, rss_kb
from websocket import WebSocket

SETTINGS = serving.RELAXED | {"media.port": 0, "media.addresses": "127.0.0.1"}


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

    def __init__(self, binary, work, realtime=False, own_sockets=True, stay=True):
        self.binary, self.work, self.realtime, self.own_sockets = binary, work, realtime, own_sockets
        #: Whether everybody's live connection is held while they are in the call.
        self.stay = stay

    def start(self, case, certificate):
        self.certificate, self.case, self.held = certificate, case, Drain()
        self.seed = Seed(self.binary, self.work / f"seed-{case.rooms}x{case.people}", case.people, [case.people] * case.rooms)
        self.folder = Path(tempfile.mkdtemp(prefix="media-bench-"))
        shutil.copytree(self.seed.data, self.folder / "data")
        self.process = serving.start(
            self.binary, self.folder / "data", SETTINGS, self.folder / "log", preexec_fn=priority.of("server", self.realtime))
        self.port = serving.listening(self.process, self.folder / "log")
        self.pid, self.idle_kb = self.process.pid, rss_kb(self.process.pid)

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

    def stop(self):
        self.held.close()
        end(self.process, 20)
        shutil.rmtree(self.folder, ignore_errors=True)
