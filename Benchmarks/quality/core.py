"""The mixing core in virtual time: what a listener gets of packets that were sent over a bad road."""

import os
import struct
import subprocess
from pathlib import Path

from libopus import FRAME, encoded
from listening import Arrival

ROOT = Path(__file__).resolve().parents[2]
#: Bits a second that the server asks callers for.
ASKED = 48_000
PACKET = struct.Struct("<dHIH")


def build():
    """The path of the program, built when it is older than its sources, or what QUALITY_CORE names."""
    if "QUALITY_CORE" in os.environ:
        return Path(os.environ["QUALITY_CORE"])
    subprocess.run([ROOT / "scripts/build", "--product", "QualityCore"], check=True, stdout=subprocess.DEVNULL)
    return ROOT / ".build/release/QualityCore"


def sent(sound, road, loss=0, drift=0.0):
    """The packets of a sound as they arrive by a road; the sender's clock is so many millionths too fast."""
    fates = road.fates()
    return [
        Arrival(number * 0.02 / (1 + drift * 1e-6) + delay, number % 65536, number * FRAME, payload)
        for number, payload in enumerate(encoded(sound, bitrate=ASKED, loss=loss)) for delay in next(fates)]


def through(program, arrivals, work, **settings):
    """What the core makes of packets."""
    went, came = Path(work) / "in", Path(work) / "out"
    went.write_bytes(b"".join(
        PACKET.pack(packet.at, packet.sequence, packet.timestamp % (1 << 32), len(packet.payload)) + packet.payload
        for packet in arrivals))
    line = [str(program), str(went), str(came), *(f"{name}={value}" for name, value in settings.items())]
    subprocess.run(line, check=True)
    return read(came.read_bytes())


def read(data):
    result, at = [], 0
    while at < len(data):
        seconds, sequence, timestamp, length = PACKET.unpack_from(data, at)
        at += PACKET.size
        result.append(Arrival(seconds, sequence, timestamp, data[at:at + length]))
        at += length
    return result


def again(arrivals, road):
    """The same packets over another road."""
    fates = road.fates()
    return sorted(
        (Arrival(packet.at + delay, packet.sequence, packet.timestamp, packet.payload)
         for packet in arrivals for delay in next(fates)), key=lambda packet: packet.at)
