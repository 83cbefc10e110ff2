"""A Janus with AudioBridge: its process, and a session with it."""

import secrets
import subprocess

from machine import wait_port
from ports import free_port
from websocket import WebSocket

PLUGIN = "janus.plugin.audiobridge"
PLAIN_PORTS, WEBRTC_PORTS = "20000-25999", "26000-31999"
UNUSED = ("duktape", "lua", "sip", "voicemail", "textroom", "videocall", "recordplay", "nosip", "streaming", "videoroom",
          "echotest")
TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")

MAIN = """general: {{
 configs_folder = "{folder}"
 log_to_stdout = true
 debug_level = 3
 session_timeout = 0
}}
certificates: {{ }}
media: {{ rtp_port_range = "{ports}" }}
nat: {{ {enforced} ice_lite = true }}
plugins: {{ disable = "{plugins}" }}
transports: {{ disable = "{transports}" }}
loggers: {{ disable = "libjanus_jsonlog.so" }}
events: {{ broadcast = false }}
"""


def start(folder, interface=None, **how):
    """Starts one whose files are in a folder, and that offers no candidates but an interface's if one is named.

    Its process, and the port where it takes sessions.
    """
    port = free_port()
    configure(folder, port, interface)
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(["janus", "-C", str(folder / "janus.jcfg"), "-F", str(folder)], stdout=log, stderr=log, **how)
    wait_port(port, process)
    return process, port


def configure(folder, port, interface):
    (folder / "janus.jcfg").write_text(MAIN.format(
        folder=folder, ports=WEBRTC_PORTS, enforced=f'ice_enforce_list = "{interface}"' if interface else "",
        plugins=libraries(UNUSED), transports=libraries(TRANSPORTS)))
    (folder / f"{PLUGIN}.jcfg").write_text(f'general: {{ rtp_port_range = "{PLAIN_PORTS}" local_ip = "127.0.0.1" }}\n')
    (folder / "janus.transport.websockets.jcfg").write_text(
        f'general: {{ json = "compact" ws = true ws_port = {port} ws_ip = "127.0.0.1" wss = false }}\n'
        "admin: { admin_ws = false }\n")


def libraries(names):
    return ",".join(f"libjanus_{name}.so" for name in names)


class Session:
    def __init__(self, port):
        self.socket = WebSocket(port, headers=["Sec-WebSocket-Protocol: janus-protocol"])
        self.id = None
        self.id = self._ask({"janus": "create"})["data"]["id"]

    def attach(self):
        """A handle of the AudioBridge."""
        return self._ask({"janus": "attach", "plugin": PLUGIN})["data"]["id"]

    def say(self, handle, body, later=True, jsep=None):
        """`later`: the answer comes after an acknowledgement."""
        message = {"janus": "message", "handle_id": handle, "body": body} | ({"jsep": jsep} if jsep else {})
        return self._ask(message, later)

    def create(self, handle, room, **settings):
        """A room of 48 kHz."""
        body = {"request": "create", "room": room, "sampling_rate": 48000} | settings
        answer = self.say(handle, body, later=False)
        if answer["plugindata"]["data"].get("audiobridge") != "created":
            raise RuntimeError(f"no room: {answer}")

    def join(self, handle, room, **settings):
        """What is said to who comes in."""
        data = self.say(handle, {"request": "join", "room": room, "bitrate": 32000} | settings)["plugindata"]["data"]
        if data.get("audiobridge") != "joined":
            raise RuntimeError(f"not let in: {data}")
        return data

    def offer(self, handle, sdp, muted=False):
        """The answer to an offer."""
        body = {"request": "configure", "muted": muted}
        return self.say(handle, body, jsep={"type": "offer", "sdp": sdp})["jsep"]["sdp"]

    def _ask(self, message, later=False):
        mark = secrets.token_hex(8)
        message |= {"transaction": mark} | ({"session_id": self.id} if self.id else {})
        self.socket.send(message)
        while True:
            answer = self.socket.frame()
            if answer.get("transaction") != mark or (later and answer["janus"] == "ack"):
                continue
            if answer["janus"] == "error":
                raise RuntimeError(f"Janus: {answer['error']}")
            return answer

    def close(self):
        self.socket.close()
