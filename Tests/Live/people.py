"""One browser or program that talks to the server over HTTP."""

import itertools
import os
import uuid

import httpx

import contract

PASSWORD = "correct horse battery staple"

_count = itertools.count(1)


def key():
    return f"k-{next(_count):06d}-{uuid.uuid4().hex[:16]}"


class Browser:
    """A cookie jar, or a bearer token, and whose it is. Every answer is held to `openapi.yaml`."""

    def __init__(self, server, token=None, headers=None, checked=True):
        self.server = server
        self.token = token
        self.checked = checked
        self.person = None
        self.address = None
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.http = httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=30, verify=False)

    @property
    def id(self):
        return self.person["id"]

    @property
    def name(self):
        return self.person["name"]

    @property
    def headers(self):
        """What makes another connection this person's."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        return {"Cookie": cookies} if cookies else {}

    def take(self, answer, address=None):
        """Becomes who the answer says."""
        self.person = answer["person"]
        self.address = address
        return answer

    def moved(self):
        """The server is at another port now."""
        self.http.base_url = f"{self.server.url}/api/v1"
        return self

    # Asking

    def ask(self, method, path, body=None, **options):
        if body is not None:
            options["json"] = body
        answer = self.http.request(method, path, **options)
        if self.checked:
            contract.check(method, path, answer)
        return answer

    def wanted(self, method, path, body=None, status=None, **options):
        answer = self.ask(method, path, body, **options)
        right = answer.is_success if status is None else answer.status_code == status
        assert right, f"{method} {path}: {answer.status_code} {answer.text[:600]}"
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer

    def get(self, path, **options):
        return self.wanted("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.wanted("POST", path, body, **options)

    def put(self, path, body=None, **options):
        return self.wanted("PUT", path, body, **options)

    def patch(self, path, body=None, **options):
        return self.wanted("PATCH", path, body, **options)

    def delete(self, path, **options):
        return self.wanted("DELETE", path, **options)

    def refused(self, status, kind, method, path, body=None, field=None, **options):
        """The problem document of a request that must not succeed."""
        answer = self.ask(method, path, body, **options)
        said = f"{method} {path}: {answer.status_code} {answer.text[:600]}"
        assert answer.status_code == status, said
        problem = answer.json()
        assert problem["type"] == f"urn:confab:{kind}", said
        if field is not None:
            assert problem.get("field") == field, said
        return problem

    # Doing what people do

    def sign_in(self, address, password=PASSWORD):
        self.take(self.post("/session", {"address": address, "password": password}), address)
        return self

    def another(self):
        """Another device of the same person."""
        return Browser(self.server).sign_in(self.address)

    def bot(self, name="a program"):
        program = Browser(self.server, token=self.post("/tokens", {"name": name})["token"])
        program.person, program.address = self.person, self.address
        return program

    def start(self, kind, *others, **fields):
        people = [o.id for o in others if isinstance(o, Browser)]
        to = [o for o in others if isinstance(o, str)]
        body = {"kind": kind} | ({"people": people} if people else {}) | ({"to": to} if to else {}) | fields
        if "text" in fields:
            body.setdefault("key", key())
        return self.post("/conversations", body)

    def direct(self, other, **fields):
        """A direct conversation that both have accepted."""
        c = self.start("direct", other, **fields)["conversation"]["id"]
        if isinstance(other, Browser):
            other.accept(c)
        return c

    def group(self, *others, kind="group", title="A group"):
        """A conversation in which everybody has joined."""
        c = self.start(kind, *others, title=title)["conversation"]["id"]
        for other in others:
            if isinstance(other, Browser):
                other.accept(c)
        return c

    def accept(self, c):
        if self.summary(c)["my"]["state"] != "joined":
            self.post(f"/conversations/{c}/accept")

    def summary(self, c):
        return self.get(f"/conversations/{c}")["conversation"]

    def roles(self, c):
        return {m["person"]: m["role"] for m in self.get(f"/conversations/{c}")["members"]}

    def write(self, c, do, **fields):
        return self.post(f"/conversations/{c}/events", {"do": do, "key": key()} | fields)

    def say(self, c, text, **fields):
        return self.write(c, "send", text=text, **fields)["seq"]

    def events(self, c, **query):
        return self.get(f"/conversations/{c}/events", params=query)["events"]

    def texts(self, c, **query):
        return [e["text"] for e in self.events(c, **query) if e["kind"] == "message"]

    def search(self, q, **query):
        return self.get("/search", params={"q": q} | query)["hits"]

    def upload(self, name, data, media="application/octet-stream", **query):
        return self.post("/attachments", content=data, params={"name": name} | query,
                         headers={"Content-Type": media}, status=201)

    def guest(self, address=None, name="Greta Guest", c=None):
        """A stranger by address, who has opened the link: the guest and the conversation."""
        address = address or f"guest.{os.urandom(5).hex()}@elsewhere.example"
        if c is None:
            answer = self.start("direct", address)
            c = answer["conversation"]["id"]
        else:
            answer = self.post(f"/conversations/{c}/members", {"to": [address]})
        return self.open(answer["invitations"][0]["link"], name, address), c

    def open(self, link, name="Greta Guest", address=None):
        """A fresh browser that follows an invitation link."""
        guest = Browser(self.server)
        guest.take(guest.post("/invitations/accept", {"token": link.split("#", 1)[1], "name": name}), address)
        return guest
