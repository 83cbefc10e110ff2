"""An authority made by openssl, and certificates of it."""

import subprocess


def openssl(*arguments, cwd):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=cwd, timeout=60)


def authority(folder, name="ca"):
    folder.mkdir(parents=True, exist_ok=True)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", 30, "-subj",
            f"/CN=Test authority {name}", "-keyout", f"{name}.key", "-out", f"{name}.pem", cwd=folder)
    return folder / f"{name}.pem"


def certificate(folder, names, ca="ca", name="server"):
    """Paths of a certificate for these names, and of its key."""
    (folder / f"{name}.ext").write_text("subjectAltName=" + ",".join(names) + "\n")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=Test server",
            "-keyout", f"{name}.key", "-out", f"{name}.csr", cwd=folder)
    openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{ca}.pem", "-CAkey", f"{ca}.key", "-CAcreateserial", "-days", 30,
            "-extfile", f"{name}.ext", "-out", f"{name}.pem", cwd=folder)
    return folder / f"{name}.pem", folder / f"{name}.key"
