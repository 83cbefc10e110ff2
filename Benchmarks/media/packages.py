"""Debian packages that this benchmark needs."""

from importlib.util import find_spec

import debian

TOOLS = ["gcc", "make", "openssl", "libssl-dev", "libopus-dev", "libsrtp2-dev", "espeak-ng", "sox"]
PEER = ["janus"]


def install(peer):
    debian.install(TOOLS + ([] if find_spec("numpy") else ["python3-numpy"]) + (PEER if peer else []))


def versions():
    return debian.versions([*PEER, "libopus0", "libsrtp2-1"])
