"""The offer of a participant that `rtpload` is, and what the answer says."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
PASSWORD = "passwordofaloadgenerator"


class Certificate:
    """One for all participants."""

    def __init__(self, folder):
        self.pem = Path(folder) / "participants.pem"
        key = self.pem.with_suffix(".key")
        line = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-subj", "/CN=load", "-days", "30", "-keyout", key, "-out", self.pem]
        subprocess.run(line, check=True, capture_output=True)
        with open(self.pem, "ab") as file:
            file.write(key.read_bytes())
        text = subprocess.run(["openssl", "x509", "-in", self.pem, "-noout", "-fingerprint", "-sha256"],
                              check=True, capture_output=True, text=True).stdout
        self.fingerprint = text.split("=")[1].strip()


def ssrc(i):
    return 0x10000000 + i


def offer(i, certificate, source, setup="actpass"):
    return "\r\n".join((
        "v=0", f"o=- {i + 1} 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0", "a=extmap-allow-mixed",
        f"a=msid-semantic: WMS s{i}", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0",
        f"a=ice-ufrag:load{i:05}", f"a=ice-pwd:{PASSWORD}",
        f"a=fingerprint:sha-256 {certificate.fingerprint}", f"a=setup:{setup}", "a=mid:0",
        f"a=extmap:1 {LEVEL}", f"a=extmap:4 {MID}", "a=sendrecv", f"a=msid:s{i} t{i}", "a=rtcp-mux", "a=rtcp-rsize",
        "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1",
        f"a=candidate:1 1 udp 2130706431 {source[0]} {source[1]} typ host", "a=end-of-candidates",
        f"a=ssrc:{ssrc(i)} cname:load{i}", f"a=ssrc:{ssrc(i)} msid:s{i} t{i}", ""))


@dataclass
class Answer:
    address: str
    port: int
    ufrag: str
    password: str
    payload_type: int
    level: int
    mid: int

    def fields(self, i):
        """Of the plan's line of participant i."""
        text = f"to={self.address}:{self.port} user={self.ufrag}:load{i:05} pwd={self.password} own={PASSWORD}"
        text += f" pt={self.payload_type} ssrc={ssrc(i)}"
        return text + (f" level={self.level}" if self.level else "") + (f" mid={self.mid}:0" if self.mid else "")


def read_answer(text):
    def one(pattern, what):
        found = re.search(pattern, text, re.M)
        if not found:
            raise ValueError(f"the answer has no {what}:\n{text}")
        return found

    def extension(uri):
        found = re.search(rf"^a=extmap:(\d+)(?:/\w+)? {re.escape(uri)}\s*$", text, re.M)
        return int(found[1]) if found else 0

    candidate = one(r"^a=candidate:\S+ 1 (?:udp|UDP) \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", "candidate by UDP over IPv4")
    if not re.search(r"^a=setup:passive", text, re.M):
        raise ValueError("the answer's side of DTLS is not passive")
    return Answer(
        candidate[1], int(candidate[2]), one(r"^a=ice-ufrag:(\S+)", "ufrag")[1], one(r"^a=ice-pwd:(\S+)", "password")[1],
        int(one(r"^a=rtpmap:(\d+) opus/48000/2", "Opus")[1]), extension(LEVEL), extension(MID))
