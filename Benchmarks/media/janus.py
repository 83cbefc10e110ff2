"""Janus with AudioBridge: over WebRTC, or with plain RTP participants."""

import fcntl
import shutil
import socket
import struct
import tempfile
from pathlib import Path

import janusd
import load
import priority
import sdp
from machine import end, rss_kb

SIOCGIFADDR = 0x8915


def outer_interface():
    """Janus offers no loopback candidate: the name and the address of another interface."""
    rows = [row.split() for row in Path("/proc/net/route").read_text().splitlines()[1:]]
    if not rows:
        raise SystemExit("Janus over WebRTC needs an interface besides loopback")
    name = rows[0][0]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        asked = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", name.encode()))
    return name, socket.inet_ntoa(asked[20:24])


class Janus:
    def __init__(self, transport="webrtc", realtime=False):
        self.transport, self.realtime = transport, realtime
        self.interface, self.address = outer_interface() if transport == "webrtc" else ("lo", "127.0.0.1")
        self.name = "janus" if transport == "webrtc" else "janus plain"

    def start(self, case, certificate):
        self.certificate = certificate
        self.folder = Path(tempfile.mkdtemp(prefix="media-bench-"))
        self.process, port = janusd.start(self.folder, self.interface, preexec_fn=priority.of("server", self.realtime))
        self.pid, self.idle_kb = self.process.pid, rss_kb(self.process.pid)
        self.session = janusd.Session(port)
        handle = self.session.attach()
        for room in range(case.rooms):
            self.session.create(handle, 1000 + room, allow_rtp_participants=True, audiolevel_ext=False)

    def join(self, i, room, muted=False):
        """Lets participant i in; what `rtpload` must know."""
        handle, source = self.session.attach(), load.own(i, self.address)
        own = f" from={source[0]}:{source[1]}"
        plain = {"rtp": {"ip": source[0], "port": source[1], "payload_type": 100}} if self.transport == "plain" else {}
        data = self.session.join(handle, 1000 + room, id=i + 1, muted=muted, **plain)
        if plain:
            return f"to=127.0.0.1:{data['rtp']['port']} pt=100 ssrc={sdp.ssrc(i)}{own}"
        # Told `actpass` it would be the client of DTLS.
        answer = self.session.offer(handle, sdp.offer(i, self.certificate, source, "active"), muted)
        return sdp.read_answer(answer).fields(i) + own

    def stop(self):
        self.session.close()
        end(self.process, 10)
        shutil.rmtree(self.folder, ignore_errors=True)
