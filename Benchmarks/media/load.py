"""Runs `rtpload`: participants are added as they are let in."""

import json
import subprocess

import priority

#: Where `rtpload` is bound, below the ports that a kernel gives away: what is shared, and the first of their own.
PORT, FIRST_PORT = 19000, 12000


def own(i, address="127.0.0.1"):
    """Where participant i with a socket of its own sends from."""
    return address, FIRST_PORT + i


def shared(i):
    """Where participant i without one sends from; see `wire.h`."""
    return f"127.64.{i >> 8}.{i & 255}", PORT


class Load:
    def __init__(self, tool, sounds, certificate, pids, options=()):
        line = [tool, "-k", ",".join(map(str, pids)), "-e", certificate.pem, "-b", str(PORT), *map(str, options)]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        preexec_fn=priority.of("generator"))
        self.count = 0
        for name in sounds.names():
            self._write(f"V {name} {sounds.path(name)}")

    def _write(self, text):
        try:
            self.process.stdin.write(text + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            ended = self.process.wait()
            raise RuntimeError(f"rtpload ended with {ended}: is port {PORT} or one from {FIRST_PORT} on in use?") from None

    def add(self, target, voice, offset=0, phase=0, more=""):
        """`target`: the fields that the server's answer gave."""
        self._write(f"P {target} voice={voice} offset={offset} phase={phase}{more}")
        self.count += 1

    def finish(self, longest):
        """Lets all speak, waits for the end and returns what was measured."""
        self._write("go")
        text, _ = self.process.communicate(timeout=longest)
        if not text.startswith("{"):
            raise RuntimeError(f"rtpload ended with {self.process.returncode} and said nothing")
        return json.loads(text)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

