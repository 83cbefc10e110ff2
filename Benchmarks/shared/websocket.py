"""A WebSocket (RFC 6455) with nothing but the standard library: text, one side waits for the other."""

import base64
import json
import os
import socket


class WebSocket:
    def __init__(self, port, path="/", headers=()):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", *headers]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        status = self.file.readline()
        if b" 101 " not in status:
            raise RuntimeError(f"no WebSocket: {status.decode().strip()}")
        while self.file.readline() != b"\r\n":
            pass

    def send(self, value):
        text, mask = json.dumps(value).encode(), bytes(4)
        length = len(text)
        if length < 126:
            size = bytes([0x80 | length])
        else:
            size = b"\xfe" + length.to_bytes(2, "big") if length < 65536 else b"\xff" + length.to_bytes(8, "big")
        self.socket.sendall(b"\x81" + size + mask + text)

    def frame(self):
        """The next text, as JSON."""
        text = b""
        while True:
            first, second = self.file.read(2)
            length = second & 127
            if length >= 126:
                length = int.from_bytes(self.file.read(2 if length == 126 else 8), "big")
            content = self.file.read(length)
            kind = first & 15
            if kind == 8:
                raise RuntimeError(f"the server has closed: {content[2:].decode(errors='replace')}")
            if kind in (0, 1):
                text += content
                if first & 0x80:
                    return json.loads(text)

    def close(self):
        self.file.close()
        self.socket.close()
