"""A push service that keeps what it is sent, and a browser's side of Web Push (RFC 8030, 8188, 8291, 8292)."""

import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def derive(secret, salt, info, length):
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


class Subscription:
    """The keys of one browser."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.public = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.secret = os.urandom(16)

    def body(self):
        return {"endpoint": self.endpoint, "keys": {"p256dh": b64(self.public), "auth": b64(self.secret)}}

    def decrypt(self, body):
        """One aes128gcm record (RFC 8188 §2, RFC 8291 §3.4)."""
        salt, size, n = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21:21 + n], body[21 + n:]
        assert n == 65 and len(record) <= size and len(body) <= 4096
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private.exchange(ec.ECDH(), public)
        secret = derive(shared, self.secret, b"WebPush: info\0" + self.public + sender, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
        assert plain[-1] == 2, "the last record ends with a 2"
        return plain[:-1]


def verify_vapid(authorization, push_key, origin):
    """The claims of `vapid t=…, k=…` (RFC 8292 §3), once the signature is right."""
    scheme, _, rest = authorization.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme.lower() == "vapid" and parts["k"].rstrip("=") == push_key.rstrip("=")
    signed, _, signature = parts["t"].rpartition(".")
    head, claims = (json.loads(unb64(p)) for p in signed.split("."))
    assert head["alg"] == "ES256"
    raw = unb64(signature)
    assert len(raw) == 64
    der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(push_key))
    key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    assert claims["aud"] == origin
    return claims


class PushService:
    def __init__(self):
        self.received = []
        self.status = {}
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                service.received.append((self.path, dict(self.headers), body))
                self.send_response(service.status.get(self.path, 201))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def subscribe(self, person, path):
        subscription = Subscription(f"{self.origin}{path}")
        person.put("/push", subscription.body(), status=204)
        return subscription

    def at(self, path):
        return [(headers, body) for p, headers, body in self.received if p == path]

    def close(self):
        self.http.shutdown()
        self.http.server_close()
