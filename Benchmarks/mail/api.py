"""What the benchmark says to our server over HTTP, and a live connection, with nothing but the standard library."""

import base64
import http.client
import json
import os
import socket
import uuid

ORIGIN = "/api/v1"
PASSWORD = "correct horse battery staple"


class Person:
    def __init__(self, port):
        self.port, self.cookie = port, None
        self.http = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Cookie": self.cookie} if self.cookie else {})
        self.http.request(method, ORIGIN + path, json.dumps(body) if body is not None else None, headers)
        answer = self.http.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]}")
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.split(";")[0]
        return json.loads(content) if content else None

    def set_up(self, token):
        self.ask("POST", "/setup", {"token": token, "name": "Olga Owner", "address": "olga@example.org", "password": PASSWORD})
        return self

    def sign_in(self):
        self.ask("POST", "/session", {"address": "olga@example.org", "password": PASSWORD})
        return self

    def write_to(self, address, text):
        """A new conversation with a stranger; its id."""
        body = {"kind": "direct", "to": [address], "text": text, "key": uuid.uuid4().hex}
        return self.ask("POST", "/conversations", body)["conversation"]["id"]

    def live(self):
        return Live(self)


class Live:
    """One WebSocket (RFC 6455), read frame by frame."""

    def __init__(self, person):
        self.socket = socket.create_connection(("127.0.0.1", person.port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET {ORIGIN}/live HTTP/1.1\r\nHost: 127.0.0.1:{person.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: {person.cookie}\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        status = self.file.readline()
        if b" 101 " not in status:
            raise RuntimeError(status.decode())
        while self.file.readline() != b"\r\n":
            pass
        self.send({"do": "hello", "id": 1, "v": 1})
        while self.frame().get("id") != 1:
            pass

    def send(self, value):
        """A short command."""
        text, mask = json.dumps(value).encode(), bytes(4)
        self.socket.sendall(bytes([0x81, 0x80 | len(text)]) + mask + text)

    def frame(self):
        while True:
            first, second = self.file.read(2)
            length = second & 127
            if length >= 126:
                length = int.from_bytes(self.file.read(2 if length == 126 else 8), "big")
            content = self.file.read(length)
            if first & 15 == 1:
                return json.loads(content)
            if first & 15 == 8:
                raise RuntimeError("the server has closed the live connection")

    def close(self):
        self.file.close()
        self.socket.close()
