"""Mail by hand: a relay that does as it is told, mails brought to a server, and the reading of both."""

import email
import email.policy
import re
import smtplib
import socket
import socketserver
import ssl
import struct
import threading
import time
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from datetime import datetime, timezone

from ports import free_port
from waiting import wait

DOMAIN = "chat.example"
OUTSIDE = "outside.example"


def read(data):
    return email.message_from_bytes(data, policy=email.policy.default)


class Taken:
    """A mail that somebody took."""

    def __init__(self, sender, recipient, data):
        self.sender, self.recipient, self.data = sender, recipient, data
        self.at = time.monotonic()
        self.secure = False
        self.mail = read(data)

    def __getitem__(self, name):
        return self.mail[name]

    @property
    def text(self):
        return self.mail.get_body(("plain",)).get_content()

    @property
    def html(self):
        return self.mail.get_body(("html",)).get_content()

    @property
    def link(self):
        return re.search(r"https?://\S+/i#[\w-]+", self.text)[0]

    @property
    def stop(self):
        return re.search(r"https?://\S+/stop/(\w+)", self.text)[1]

    @property
    def reply_to(self):
        return self.mail["From"].addresses[0].addr_spec

    @property
    def id(self):
        return str(self.mail["Message-ID"]).strip()

    @property
    def thread(self):
        return str(self.mail["References"] or "").split()


class Relay:
    """A mail server that takes everything, except where the next `plan` says otherwise.

    Plans, each for one mail: "450 words" or "550 words" after RCPT, "data 452 words" after the content, "cut" inside the
    content, "lose" the answer to the content that was kept, "stall" instead of that answer.
    """

    def __init__(self, tls=None, refuses_tls=False):
        self.tls, self.refuses_tls = tls, refuses_tls
        self.plans, self.always = [], None
        self.taken, self.seen = [], []
        self.open = set()
        self.lock = threading.Lock()
        self.hold = threading.Event()
        #: Called with each mail when it is kept and not yet answered.
        self.on_taken = None
        self.server = None
        self.port = free_port()
        self.up()

    def up(self):
        relay = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                with relay.lock:
                    relay.open.add(self.request)
                try:
                    Dialogue(relay, self.request).run()
                except (OSError, ssl.SSLError, ValueError):
                    pass
                finally:
                    with relay.lock:
                        relay.open.discard(self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

        self.server = Server(("127.0.0.1", self.port), Handler, bind_and_activate=True)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def down(self):
        """Nobody listens any more, and who talked is cut off."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None
        self.hold.set()
        with self.lock:
            for s in self.open:
                reset(s)

    def plan(self, *plans):
        with self.lock:
            self.plans += plans

    def next_plan(self):
        with self.lock:
            return self.plans.pop(0) if self.plans else self.always

    def keep(self, taken):
        with self.lock:
            self.taken.append(taken)

    def to(self, address):
        return [m for m in list(self.taken) if m.recipient == address]

    def mail(self, address, n=1, within=15):
        """The nth mail to somebody, waited for."""
        return wait(lambda: self.to(address)[n - 1:n], within)[0]

    def tries(self, n, within=15):
        """Waits until a mail was offered so many times."""
        return wait(lambda: len(self.seen) >= n and self.seen, within)


def reset(s):
    """Ends a connection without a good-bye."""
    try:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


class Dialogue:
    """One connection to the relay (RFC 5321)."""

    def __init__(self, relay, connection):
        self.relay, self.connection = relay, connection
        self.file = connection.makefile("rb")
        self.sender = self.recipient = self.plan = None

    def say(self, *lines):
        self.connection.sendall(b"".join(line.encode() + b"\r\n" for line in lines))

    def run(self):
        self.say("220 relay.example ESMTP")
        while line := self.file.readline(4_000):
            word = line.decode("utf-8", "replace").strip()
            if self.command(word, word.upper()) is False:
                return

    def command(self, line, upper):
        if upper.startswith("EHLO"):
            offers = ["STARTTLS"] if self.relay.tls or self.relay.refuses_tls else []
            offers += ["SIZE 50000000", "8BITMIME", "ENHANCEDSTATUSCODES"]
            self.say("250-relay.example", *[f"250-{o}" for o in offers[:-1]], f"250 {offers[-1]}")
        elif upper.startswith("STARTTLS"):
            return self.start_tls()
        elif upper.startswith("MAIL"):
            self.sender, self.recipient = line.split("<", 1)[1].split(">")[0], None
            self.say("250 2.1.0 Ok")
        elif upper.startswith("RCPT"):
            return self.to(line.split("<", 1)[1].split(">")[0])
        elif upper.startswith("DATA"):
            return self.data()
        elif upper.startswith("QUIT"):
            self.say("221 2.0.0 Bye")
            return False
        else:
            self.say("250 2.0.0 Ok")

    def start_tls(self):
        if self.relay.refuses_tls:
            return self.say("454 4.7.0 TLS not available")
        self.say("220 2.0.0 Go ahead")
        self.connection = self.relay.tls.wrap_socket(self.connection, server_side=True)
        self.file = self.connection.makefile("rb")

    def to(self, recipient):
        self.relay.seen.append(recipient)
        self.plan = self.relay.next_plan()
        if self.plan and self.plan[0] in "45":
            return self.say(self.plan)
        self.recipient = recipient
        self.say("250 2.1.5 Ok")

    def data(self):
        if not self.recipient:
            return self.say("554 5.5.1 No valid recipients")
        self.say("354 Go ahead")
        if self.plan == "cut":
            self.file.readline()
            reset(self.connection)
            return False
        lines = []
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        return self.end(b"".join(lines))

    def end(self, data):
        if self.plan and self.plan.startswith("data "):
            return self.say(self.plan[5:])
        if self.plan == "stall":
            self.relay.hold.wait(60)
            return False
        taken = Taken(self.sender, self.recipient, data)
        taken.secure = isinstance(self.connection, ssl.SSLSocket)
        self.relay.keep(taken)
        if self.relay.on_taken:
            self.relay.on_taken(taken)
        if self.plan == "lose":
            reset(self.connection)
            return False
        self.say("250 2.0.0 Ok: queued")


# Mails brought to a server


def write(to, text="Hello", sender=f"ben@{OUTSIDE}", name="", subject="Hello", html=None, files=(), headers=None):
    """A new mail as a mail program writes it."""
    mail = EmailMessage()
    mail["From"] = f"{name} <{sender}>" if name else sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(datetime.now(timezone.utc))
    mail["Message-ID"] = make_msgid(domain=sender.split("@")[-1])
    for key, value in (headers or {}).items():
        mail[key] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for file, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    return mail


def answer(mail, text, sender, **options):
    """An answer to a mail as a mail program writes it: above the quoted mail, in its thread."""
    if isinstance(mail, Taken):
        mail = mail.mail
    of = mail["From"].addresses[0]
    quoted = "".join(f"> {line}\n" for line in mail.get_body(("plain",)).get_content().splitlines())
    subject = str(mail["Subject"])
    subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    body = f"{text}\n\nOn Sat, 21 Nov 2026 at 10:00, {of.display_name or of.addr_spec} <{of.addr_spec}> wrote:\n{quoted}"
    thread = " ".join([*str(mail["References"] or "").split(), str(mail["Message-ID"]).strip()])
    headers = {"In-Reply-To": str(mail["Message-ID"]).strip(), "References": thread} | options.pop("headers", {})
    return write(of.addr_spec, body, sender, subject=subject, headers=headers, **options)


def wire(mail):
    """The bytes of a mail on the way."""
    return mail if isinstance(mail, bytes) else mail.as_bytes(policy=email.policy.SMTP)


def bring(port, mail, to=None, sender=None, lmtp=False, helo="mx.outside.example"):
    """Hands a mail over; the code and words of the last reply."""
    to = to or mail["To"].addresses[0].addr_spec
    sender = sender if sender is not None else mail["From"].addresses[0].addr_spec
    kind = smtplib.LMTP if lmtp else smtplib.SMTP
    with kind("127.0.0.1", port, local_hostname=helo, timeout=20) as client:
        client.ehlo_or_helo_if_needed()
        for step in (lambda: client.mail(sender), lambda: client.rcpt(to), lambda: client.data(wire(mail))):
            try:
                code, words = step()
            except smtplib.SMTPResponseException as refused:
                code, words = refused.smtp_code, refused.smtp_error
            if code >= 400:
                break
        return code, words.decode()
