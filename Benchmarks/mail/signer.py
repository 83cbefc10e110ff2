"""DKIM signatures as a sender's server makes them (RFC 6376, relaxed/relaxed, RSA-2048), by OpenSSL's library."""

import base64
import ctypes
import ctypes.util
import hashlib
import re
import subprocess

FIELDS = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version")


class Signer:
    def __init__(self, domain, selector="s1"):
        self.domain, self.selector = domain, selector
        pem = subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                             check=True, capture_output=True).stdout
        public = subprocess.run(["openssl", "pkey", "-pubout", "-outform", "DER"], input=pem, check=True, capture_output=True).stdout
        self.record = f"{selector}._domainkey.{domain}\tv=DKIM1; k=rsa; p={base64.b64encode(public).decode()}\n"
        self._load(pem)

    def _load(self, pem):
        self.lib = lib = ctypes.CDLL(ctypes.util.find_library("crypto"))
        for name in ("BIO_new_mem_buf", "PEM_read_bio_PrivateKey", "EVP_MD_CTX_new", "EVP_sha256"):
            getattr(lib, name).restype = ctypes.c_void_p
        bio = ctypes.c_void_p(lib.BIO_new_mem_buf(pem, len(pem)))
        self.key = ctypes.c_void_p(lib.PEM_read_bio_PrivateKey(bio, None, None, None))

    def sign(self, mail):
        """The field to put before a mail whose lines end by CR LF."""
        head, _, body = mail.partition(b"\r\n\r\n")
        fields = {name.lower(): value for name, value in re.findall(r"(?m)^([\w-]+):((?:.*(?:\r\n[ \t].*)*))", head.decode())}
        digest = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
        own = (f" v=1; a=rsa-sha256; c=relaxed/relaxed; d={self.domain}; s={self.selector};\r\n"
               f"        h={':'.join(FIELDS).lower()};\r\n        bh={digest};\r\n        b=")
        signed = "".join(f"{name.lower()}:{relaxed(fields[name.lower()])}\r\n" for name in FIELDS)
        signature = base64.b64encode(self._rsa((signed + f"dkim-signature:{relaxed(own)}").encode())).decode()
        return f"DKIM-Signature:{own}{signature}\r\n".encode()

    def _rsa(self, data):
        lib, context = self.lib, ctypes.c_void_p(self.lib.EVP_MD_CTX_new())
        size, out = ctypes.c_size_t(512), ctypes.create_string_buffer(512)
        kind = ctypes.c_void_p(lib.EVP_sha256())
        ok = lib.EVP_DigestSignInit(context, None, kind, None, self.key) == 1
        ok = ok and lib.EVP_DigestSign(context, out, ctypes.byref(size), data, ctypes.c_size_t(len(data))) == 1
        lib.EVP_MD_CTX_free(context)
        if not ok:
            raise RuntimeError("OpenSSL does not sign")
        return out.raw[:size.value]


def relaxed(value):
    return re.sub(r"[ \t]+", " ", value.replace("\r\n", "")).strip()


def relaxed_body(body):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)
