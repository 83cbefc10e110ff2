"""A port of one's own."""

import os
import random
import socket

#: Of this process alone: what seeds the common one would give the same ports to all who run at once.
_chance = random.Random(os.getpid())


def free_port():
    """Below those that the system hands out itself, so that nobody takes it meanwhile."""
    while True:
        port = _chance.randrange(10_000, 32_000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
