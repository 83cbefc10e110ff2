"""Janus with AudioBridge: over WebRTC, or with plain RTP participants."""

import fcntl
import re
import secrets
import shutil
import socket
import struct
import subprocess
import tempfile
from pathlib import Path

import load
import priority
import sdp
from machine import end, rss_kb, wait_port
from websocket import WebSocket

SIOCGIFADDR = 0x8915
PLUGIN = "janus.plugin.audiobridge"
PLAIN_PORTS, WEBRTC_PORTS = "20000-25999", "26000-31999"
UNUSED = ("duktape", "lua", "sip", "voicemail", "textroom", "videocall", "recordplay", "nosip", "streaming", "videoroom",
          "echotest")
TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")


def outer_interface():
    """Janus offers no loopback candidate: the name and the address of another interface."""
    rows = [row.split() for row in Path("/proc/net/route").read_text().splitlines()[1:]]
    if not rows:
        raise SystemExit("Janus over WebRTC needs an interface besides loopback")
    name = rows[0][0]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        asked = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", name.encode()))
    return name, socket.inet_ntoa(asked[20:24])


def libraries(names, kind=""):
    return ",".join(f"libjanus_{kind}{name}.so" for name in names)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Janus:
    def __init__(self, transport="webrtc", realtime=False, prebuffer=None):
        self.transport, self.realtime, self.prebuffer = transport, realtime, prebuffer
        self.interface, self.address = outer_interface() if transport == "webrtc" else ("lo", "127.0.0.1")
        self.name = "janus" if transport == "webrtc" else "janus plain"

    def start(self, case, certificate):
        self.certificate = certificate
        self.folder = Path(tempfile.mkdtemp(prefix="media-bench-"))
        port = free_port()
        self._configure(port)
        line = ["janus", "-C", str(self.folder / "janus.jcfg"), "-F", str(self.folder)]
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(line, stdout=log, stderr=log, preexec_fn=priority.of("server", self.realtime))
        wait_port(port, self.process)
        self.pid, self.idle_kb = self.process.pid, rss_kb(self.process.pid)
        self.socket = WebSocket(port, headers=["Sec-WebSocket-Protocol: janus-protocol"])
        self.session = None
        self.session = self._ask({"janus": "create"})["data"]["id"]
        self.handle = self._attach()
        for room in range(case.rooms):
            self._create(room)

    def _configure(self, port):
        (self.folder / "janus.jcfg").write_text(f"""general: {{
 configs_folder = "{self.folder}"
 log_to_stdout = true
 debug_level = 3
 session_timeout = 0
}}
certificates: {{ }}
media: {{ rtp_port_range = "{WEBRTC_PORTS}" }}
nat: {{ ice_enforce_list = "{self.interface}" ice_lite = true }}
plugins: {{ disable = "{libraries(UNUSED)}" }}
transports: {{ disable = "{libraries(TRANSPORTS)}" }}
loggers: {{ disable = "libjanus_jsonlog.so" }}
events: {{ broadcast = false }}
""")
        (self.folder / f"{PLUGIN}.jcfg").write_text(f'general: {{ rtp_port_range = "{PLAIN_PORTS}" local_ip = "127.0.0.1" }}\n')
        (self.folder / "janus.transport.websockets.jcfg").write_text(
            f'general: {{ json = "compact" ws = true ws_port = {port} ws_ip = "127.0.0.1" wss = false }}\n'
            "admin: { admin_ws = false }\n")

    def _create(self, room):
        body = {"request": "create", "room": 1000 + room, "sampling_rate": 48000, "allow_rtp_participants": True,
                "audiolevel_ext": False}
        if self.prebuffer is not None:
            body["default_prebuffering"] = self.prebuffer
        answer = self._say(self.handle, body, later=False)
        if answer["plugindata"]["data"].get("audiobridge") != "created":
            raise RuntimeError(f"no room: {answer}")

    def join(self, i, room, muted=False):
        """Lets participant i in; what `rtpload` must know."""
        handle, source = self._attach(), load.own(i, self.address)
        own = f" from={source[0]}:{source[1]}"
        body = {"request": "join", "room": 1000 + room, "id": i + 1, "muted": muted, "bitrate": 32000}
        if self.transport == "plain":
            body["rtp"] = {"ip": source[0], "port": source[1], "payload_type": 100}
        data = self._say(handle, body)["plugindata"]["data"]
        if data.get("audiobridge") != "joined":
            raise RuntimeError(f"not let in: {data}")
        if self.transport == "plain":
            return f"to=127.0.0.1:{data['rtp']['port']} pt=100 ssrc={sdp.ssrc(i)}{own}"
        # Told `actpass` it would be the client of DTLS.
        offered = {"type": "offer", "sdp": sdp.offer(i, self.certificate, source, "active")}
        answer = self._say(handle, {"request": "configure", "muted": muted}, jsep=offered)
        return sdp.read_answer(answer["jsep"]["sdp"]).fields(i) + own

    def _attach(self):
        return self._ask({"janus": "attach", "plugin": PLUGIN})["data"]["id"]

    def _say(self, handle, body, later=True, jsep=None):
        message = {"janus": "message", "handle_id": handle, "body": body} | ({"jsep": jsep} if jsep else {})
        return self._ask(message, later)

    def _ask(self, message, later=False):
        """`later`: the answer comes after an acknowledgement."""
        mark = secrets.token_hex(8)
        message |= {"transaction": mark} | ({"session_id": self.session} if self.session else {})
        self.socket.send(message)
        while True:
            answer = self.socket.frame()
            if answer.get("transaction") != mark or (later and answer["janus"] == "ack"):
                continue
            if answer["janus"] == "error":
                raise RuntimeError(f"Janus: {answer['error']}")
            return answer

    def threads(self):
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def stop(self):
        self.socket.close()
        end(self.process, 10)
        shutil.rmtree(self.folder, ignore_errors=True)


def version():
    text = subprocess.run(["janus", "--version"], capture_output=True, text=True)
    found = re.search(r"[\d.]+", text.stdout + text.stderr)
    return found[0] if found else "?"
