"""Debian packages that a benchmark needs."""

import os
import subprocess
from pathlib import Path

#: Present for as long as packages are installed, this keeps them from starting services.
POLICY = Path("/usr/sbin/policy-rc.d")


def is_there(name):
    line = ["dpkg-query", "-W", "-f=${Status}", name]
    return subprocess.run(line, capture_output=True, text=True).stdout.endswith("ok installed")


def install(names, otherwise=""):
    """Installs what is missing; `otherwise` is what may be done instead."""
    missing = [name for name in names if not is_there(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        raise SystemExit(f"please install {' '.join(missing)}, or run as root{otherwise}")
    made = not POLICY.exists()
    if made:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        line = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", *missing]
        subprocess.run(line, check=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
    finally:
        if made:
            POLICY.unlink()


def versions(names):
    text = subprocess.run(["dpkg-query", "-W", "-f=${Package} ${Version}\n", *names], capture_output=True, text=True).stdout
    return dict(line.split() for line in text.splitlines())
