"""What the benchmark says to our server over HTTP, and a live connection, with nothing but the standard library."""

import http.client
import json
import uuid

from websocket import WebSocket

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


class Live(WebSocket):
    """A live connection that has said hello."""

    def __init__(self, person):
        super().__init__(person.port, f"{ORIGIN}/live", [f"Cookie: {person.cookie}"])
        self.send({"do": "hello", "id": 1, "v": 1})
        while self.frame().get("id") != 1:
            pass
