"""Debian packages of the peers."""

import os
import subprocess
from pathlib import Path

PACKAGES = ["ejabberd", "erlang-p1-sqlite3", "prosody", "lua-event", "lua-dbi-sqlite3", "lua-sec", "lua-unbound", "sqlite3"]
#: Present for as long as packages are installed, this keeps them from starting services.
POLICY = Path("/usr/sbin/policy-rc.d")


def _missing():
    def there(name):
        text = subprocess.run(["dpkg-query", "-W", "-f=${Status}", name], capture_output=True, text=True).stdout
        return text.endswith("ok installed")

    return [name for name in PACKAGES if not there(name)]


def install():
    names = _missing()
    if not names:
        return
    if os.geteuid() != 0:
        raise SystemExit(f"please install {' '.join(names)}, or run as root, or say --ours-only")
    made = not POLICY.exists()
    if made:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        line = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", *names]
        subprocess.run(line, check=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
    finally:
        if made:
            POLICY.unlink()


def versions():
    names = ["ejabberd", "prosody"]
    text = subprocess.run(["dpkg-query", "-W", "-f=${Package} ${Version}\n", *names], capture_output=True, text=True).stdout
    return dict(line.split() for line in text.splitlines())
