"""One run: a fresh server, its participants, and a row of what was measured."""

import fcntl
import json
import os
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from load import Load


class Tools:
    """The generator, the limit and the sounds."""

    def __init__(self, build, sounds, certificate):
        self.load, self.limit = str(Path(build) / "rtpload"), str(Path(build) / "limit")
        self.sounds, self.certificate = sounds, certificate

    def calibrate(self):
        """What an encode and a packet sent take now."""
        line = ["nice", "-n", "-10", self.limit, str(self.sounds.folder), "calibrate"]
        return json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)

    def limits(self):
        line = ["nice", "-n", "-10", self.limit, str(self.sounds.folder)]
        return json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)


def fill(server, case, feed, voice=None, marks=None):
    """Lets everybody in, one after the other; seconds it took."""
    began = time.monotonic()
    for i in range(case.total):
        target = server.join(i, i // case.people, muted=case.voice(i) == "-")
        chosen = voice(i) if voice else case.voice(i)
        more = marks(i) if marks else ""
        offset = 0 if chosen.startswith("burst") else i * 37 % 400
        feed.add(target, chosen, offset, phase(i, chosen), more)
    return time.monotonic() - began


def phase(i, voice):
    """Frames of participants are spread over 20 ms; bursts over five parts of it."""
    return int(voice.removeprefix("burst")) * 4 if voice.startswith("burst") else i * 7919 % 20000 // 1000


def cpu(pid):
    """Seconds of user and system time of a process, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def threads(pid):
    return len(os.listdir(f"/proc/{pid}/task"))


@contextmanager
def alone():
    """Two runs at once would measure each other, and want the same ports."""
    with open(Path(tempfile.gettempdir()) / "confab-media-bench.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def measure(server, case, tools, options=(), voice=None, marks=None):
    """Puts a case on a server that is not running yet."""
    with alone():
        return measure_alone(server, case, tools, options, voice, marks)


def measure_alone(server, case, tools, options, voice, marks):
    before = tools.calibrate()
    server.start(case, tools.certificate)
    feed = None
    try:
        settings = ["-w", case.warm, "-t", case.seconds, *options]
        feed = Load(tools.load, tools.sounds, tools.certificate, [server.pid], settings)
        spent = cpu(server.pid)
        joining = fill(server, case, feed, voice, marks)
        spent = cpu(server.pid) - spent
        row = feed.finish(longest=case.total * 0.1 + 120 + case.warm + case.seconds)
        row |= {"threads": threads(server.pid), "join_cpu_ms_each": round(spent * 1000 / case.total, 2)}
    finally:
        if feed:
            feed.stop()
        server.stop()
    return row | about(server, case, row, joining) | beside(before, tools.calibrate(), row)


def about(server, case, row, joining):
    return {
        "server": server.name, "case": case.name, "people": case.people, "rooms": case.rooms, "talkers": case.talkers,
        "others": case.others, "join_s": round(joining, 2), "rss_idle_kb": server.idle_kb, "realtime": server.realtime,
        "rss_per_participant_kb": round((row["rss_kb"] - server.idle_kb) / case.total, 1), "load1": round(os.getloadavg()[0], 1),
    }


def beside(before, after, row):
    """What the machine's speed was, and the cost of a packet that went out, in encodes of that speed."""
    encode, send = ((before[name] + after[name]) / 2 for name in ("encode_us", "send_us"))
    speed = {"calib_encode_us": round(encode, 1), "calib_send_us": round(send, 2)}
    if row["received_per_s"] < 1:
        return speed
    packet = row["server_cpu_s"] * 1e6 / row["received"]
    return speed | {"us_per_packet": round(packet, 2), "cpu_in_encodes": round(packet / encode, 3)}
