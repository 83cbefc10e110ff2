"""WebSocket frames by hand (RFC 6455), right ones and wrong ones."""

import base64
import json
import os
import socket
import struct

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


def frame(opcode, payload=b"", fin=True, masked=True, reserved=0, length=None, size=None):
    """One frame; `length` lies about the payload, `size` chooses the form of the length (7, 16 or 64 bits)."""
    n = len(payload) if length is None else length
    size = size or (7 if n < 126 else 16 if n < 65536 else 64)
    head = bytes([(0x80 if fin else 0) | reserved << 4 | opcode])
    bit = 0x80 if masked else 0
    head += {7: lambda: bytes([bit | n]), 16: lambda: struct.pack(">BH", bit | 126, n),
             64: lambda: struct.pack(">BQ", bit | 127, n)}[size]()
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


def text(value, **options):
    return frame(TEXT, value if isinstance(value, bytes) else json.dumps(value).encode(), **options)


def closing(code, reason=b""):
    return frame(CLOSE, struct.pack(">H", code) + reason)


class RawSocket:
    def __init__(self, server, headers, greeted=False):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=15)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.status, self.answer = self.upgrade(headers)
        if greeted:
            self.send(text({"do": "hello", "id": 1, "v": 1}))
            while self.message().get("t") != "ok":
                pass

    def upgrade(self, headers):
        lines = {"Host": "localhost", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
                 "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode()} | headers
        asked = "".join(f"{k}: {v}\r\n" for k, v in lines.items() if v is not None)
        self.socket.sendall(f"GET /api/v1/live HTTP/1.1\r\n{asked}\r\n".encode())
        while b"\r\n\r\n" not in self.buffer:
            part = self.socket.recv(65536)
            if not part:
                break
            self.buffer += part
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]), head.decode()

    def send(self, data, bytewise=False):
        for part in ([data[i:i + 1] for i in range(len(data))] if bytewise else [data]):
            self.socket.sendall(part)

    def take(self, n):
        while len(self.buffer) < n:
            part = self.socket.recv(65536)
            if not part:
                raise EOFError
            self.buffer += part
        taken, self.buffer = self.buffer[:n], self.buffer[n:]
        return taken

    def frame(self):
        """(opcode, payload) of the next frame; whatever a server must not send fails."""
        first, second = self.take(2)
        assert first & 0x70 == 0 and second & 0x80 == 0, "a server neither masks nor uses reserved bits"
        n = second & 0x7F
        if n == 126:
            n = struct.unpack(">H", self.take(2))[0]
        elif n == 127:
            n = struct.unpack(">Q", self.take(8))[0]
        assert first & 0x80, "this server does not fragment"
        return first & 0x0F, self.take(n)

    def message(self):
        """The next text message."""
        while True:
            opcode, payload = self.frame()
            if opcode == TEXT:
                return json.loads(payload)
            assert opcode != CLOSE, f"closed: {payload!r}"

    def until(self, opcode):
        while True:
            got, payload = self.frame()
            if got == opcode:
                return payload

    def closed(self):
        """The close code, or None when the connection just ended."""
        try:
            payload = self.until(CLOSE)
            return struct.unpack(">H", payload[:2])[0] if payload else 1005
        except (EOFError, ConnectionError):
            return None

    def ended(self):
        """Whether the server ends the connection in the end."""
        try:
            while self.socket.recv(65536):
                pass
        except ConnectionError:
            pass
        return True

    def close(self):
        self.socket.close()
