"""Our server's process."""

import os
import re
import subprocess
import time
from pathlib import Path

#: A benchmark does in a second what people do in an hour.
RELAXED = {
    "limits.messages_per_minute": 0, "limits.sign_ins_per_minute": 0, "limits.new_conversations_per_hour": 0,
    "limits.connections_per_address": 0,
}
ROOT = Path(__file__).resolve().parents[2]


def find_binary(given):
    """The program that was named, or else the one of the environment, or that was built here."""
    binary = Path(given or os.environ.get("CONFAB", ROOT / ".build/release/confab"))
    if not binary.exists():
        raise SystemExit(f"there is no {binary}: build it first, or say --binary")
    return binary.resolve()


def start(binary, data, settings, log, **how):
    """Starts it on a free port of loopback; what it says goes to the end of a file."""
    line = [str(binary), "serve", "--data", str(data), "--listen", "127.0.0.1:0"]
    for name, value in settings.items():
        line += ["--set", f"{name}={value}"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CONFAB")}
    with open(log, "ab") as file:
        return subprocess.Popen(line, stdout=file, stderr=file, env=environment, **how)


def said(process, log, pattern, longest=60):
    """What it has said of a pattern, waited for."""
    deadline = time.monotonic() + longest
    while time.monotonic() < deadline:
        text = log.read_text(errors="replace")
        if found := re.search(pattern, text, re.M):
            return found[1]
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{text[-2000:]}")
        time.sleep(0.002)
    raise RuntimeError(f"the server does not come up:\n{log.read_text(errors='replace')[-2000:]}")


def listening(process, log):
    """The port, when it listens."""
    return int(said(process, log, r"^Listening on https?://\S+?:(\d+)/?\s*$"))
