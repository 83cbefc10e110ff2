"""The server's part in calls, played between a page and a server, and a connection that does as it is told.

For what no real network does on demand: three hundred people, a lost call, a connection that fails. Calls that are real are in `calls/`.
"""

import json
import re
import time

PEER = """(() => {
  const all = (window.peers = []);
  window.peersConnect = true;
  window.RTCPeerConnection = class {
    constructor() { Object.assign(this, { connectionState: "new", signalingState: "stable", restarts: 0, answers: [] }); all.push(this); }
    addTransceiver(track) {
      this.sender = { track: track instanceof MediaStreamTrack ? track : null, replaceTrack: async (t) => { this.sender.track = t; } };
      return { sender: this.sender };
    }
    async createOffer(options) {
      if (options?.iceRestart) this.restarts += 1;
      return { type: "offer", sdp: `v=0 offer ${all.indexOf(this)} ${this.restarts}` };
    }
    async setLocalDescription(d) { this.signalingState = d.type === "rollback" ? "stable" : "have-local-offer"; this.localDescription = d; }
    async setRemoteDescription(d) {
      this.signalingState = "stable";
      this.answers.push(d.sdp);
      const track = new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0];
      this.ontrack?.({ track });
      if (window.peersConnect) setTimeout(() => this.become("connected"), 0);
    }
    become(state) {
      if (this.connectionState === "closed") return;
      this.connectionState = state;
      this.onconnectionstatechange?.();
    }
    close() { this.connectionState = "closed"; }
  };
})();"""


def now():
    return int(time.time() * 1000)


class Calls:
    """Calls of one desk's page. To be made before the page goes anywhere."""

    VERBS = {"call", "hangup", "decline", "ring", "mute", "deafen", "hand", "floor", "expel", "record", "free"}

    def __init__(self, desk):
        self.desk, self.me = desk, desk.person.id
        self.calls, self.asked, self.refusals, self.silent = {}, [], {}, set()
        self.socket, self.legs, self.listens = None, 0, False
        #: Of whom the server's own word does not count.
        self.feigned = set()
        desk.page.add_init_script(PEER)
        desk.page.route_web_socket(re.compile("/api/v1/live$"), self._connect)
        desk.page.route(re.compile("/api/v1/conversations/[^/]+/call$"), self._get)

    # Between the page and the server

    def _connect(self, socket):
        self.socket = socket
        server = socket.connect_to_server()
        socket.on_message(lambda text: self._from_page(socket, server, text))
        server.on_message(lambda text: self._from_server(socket, text))

    def _from_server(self, socket, text):
        frame = json.loads(text)
        if frame.get("t") == "presence" and frame["p"] in self.feigned:
            return
        if frame.get("t") == "snapshot":
            frame["calls"] = [{"c": c, "call": call} for c, call in self.calls.items() if call]
        socket.send(json.dumps(frame))

    def _from_page(self, socket, server, text):
        frame = json.loads(text)
        if frame["do"] not in self.VERBS:
            return server.send(text)
        self.asked.append(frame)
        if frame["do"] in self.silent:
            return None
        if problem := self.refusals.get(frame["do"]):
            return socket.send(json.dumps({"t": "no", "id": frame["id"], "problem": problem}))
        getattr(self, "_" + frame["do"], lambda _: None)(frame)
        answer = {"t": "ok", "id": frame["id"]}
        if frame["do"] == "call":
            answer |= {"call": self.calls[frame["c"]]["id"], "leg": frame["leg"], "answer": "v=0 answer"}
        socket.send(json.dumps(answer))
        if frame["c"] in self.calls:
            self.tell(frame["c"])

    def _get(self, route):
        c = route.request.url.rsplit("/", 2)[1]
        call = self.calls.get(c)
        route.fulfill(json={"call": call and {**call, "people": call["people"] + call.get("hidden", [])}})

    # What the server would do

    def _call(self, frame):
        call = self.calls.setdefault(frame["c"], new_call(self.me))
        self.legs += not frame.get("leg")
        frame["leg"] = frame.get("leg") or f"leg{self.legs}"
        if not any(s["p"] == self.me for s in call["people"]):
            call["people"].append({"p": self.me} | ({"listener": True} if self.listens else {"muted": frame.get("muted", False)}))
            call["count"] += 1
        call["ringing"] = [p for p in call["ringing"] if p != self.me]

    def _hangup(self, frame):
        self.out(frame["c"], self.me)

    def _decline(self, frame):
        self.calls[frame["c"]]["ringing"] = [p for p in self.calls[frame["c"]]["ringing"] if p != self.me]

    def _mute(self, frame):
        self._seat(frame)["muted"] = frame["on"]

    def _hand(self, frame):
        self._seat(frame)["hand"] = now() if frame["on"] else None

    def _floor(self, frame):
        self._seat(frame).update(listener=not frame["on"], hand=None)

    def _expel(self, frame):
        self.out(frame["c"], frame["person"])

    def _record(self, frame):
        self.calls[frame["c"]]["recording"] = {"by": self.me, "since": now()} if frame["on"] else None

    def _seat(self, frame):
        return next((s for s in self.calls[frame["c"]]["people"] if s["p"] == frame.get("person", self.me)), {})

    # What the test says

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def tell(self, c):
        self.send(t="call", c=c, call=self.calls.get(c))

    def start(self, c, by, *people, **more):
        """A call that others began."""
        seats = [s if isinstance(s, dict) else {"p": s} for s in (by, *people)]
        self.calls[c] = new_call(seats[0]["p"], seats) | more
        if self.socket:
            self.tell(c)
        return self.calls[c]

    def join(self, c, person, **seat):
        self.calls[c]["people"].append({"p": person, **seat})
        self.calls[c]["count"] += 1
        self.tell(c)

    def out(self, c, person):
        call = self.calls[c]
        call["people"] = [s for s in call["people"] if s["p"] != person]
        call["count"] = len(call["people"])

    def change(self, c, person=None, **fields):
        call = self.calls[c]
        (call if person is None else next(s for s in call["people"] if s["p"] == person)).update(fields)
        self.tell(c)

    def speak(self, c, *people):
        self.send(t="speaking", c=c, p=list(people))

    def did(self, verb):
        return [f for f in self.asked if f["do"] == verb]

    def peer(self, script="p => 1"):
        """Asks the page's newest connection, or makes it do something."""
        return self.desk.page.evaluate(f"({script})(peers.at(-1))")

    @property
    def peers(self):
        return self.desk.page.evaluate("peers.length")


def new_call(by, people=()):
    return {"id": "call000000001", "by": by, "since": now(), "count": len(people), "people": list(people), "ringing": []}
