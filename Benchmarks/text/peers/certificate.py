"""The self-signed certificate that all servers use: ECDSA P-256."""

import subprocess
from pathlib import Path


def make(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "cert.pem").exists():
        return folder
    line = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=localhost".split()
    line += ["-addext", "subjectAltName=DNS:localhost,DNS:conference.localhost"]
    line += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "crt.pem")]
    subprocess.run(line, check=True, stderr=subprocess.DEVNULL)
    (folder / "cert.pem").write_text((folder / "crt.pem").read_text() + (folder / "key.pem").read_text())
    for file in folder.glob("*.pem"):
        file.chmod(0o600)
    return folder
