"""Those who write by the web and by mail through every crash, and remember what they were told."""

import smtplib
import threading

import httpx

from mailroom import answer, bring, wire
from people import key


class Courier(threading.Thread):
    """Does one thing after another until told to end, each again until it is acknowledged."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self.name, self.done, self.ending, self.error, self.again = name, [], threading.Event(), None, 0

    def run(self):
        try:
            while not self.ending.is_set():
                item = self.make(len(self.done))
                while not self.attempt(item):
                    self.again += 1
                    self.ending.wait(0.005)
                self.done.append(item)
        except BaseException as error:
            self.error = error
            raise

    def end(self):
        self.ending.set()
        self.join(60)
        assert self.error is None and not self.is_alive(), f"{self.name}: {self.error!r}"


class Correspondent(Courier):
    """Answers a mail over and over, as a mail server does: the same bytes until they are taken."""

    def __init__(self, port, taken, lmtp=False):
        super().__init__(f"mails of {taken.recipient}")
        self.port, self.taken, self.lmtp = port, taken, lmtp

    def make(self, n):
        text = f"in-{self.taken.recipient.split('@')[0]}-{n}."
        return text, wire(answer(self.taken, text, self.taken.recipient))

    def attempt(self, item):
        try:
            code, words = bring(self.port, item[1], to=self.taken.reply_to, sender=self.taken.recipient, lmtp=self.lmtp)
        except (OSError, smtplib.SMTPException):
            return False
        assert code == 250 or 400 <= code < 500, f"{code} {words}"
        return code == 250

    @property
    def acknowledged(self):
        return [text for text, _ in self.done]


class Writer(Courier):
    """Writes into conversations by HTTP."""

    def __init__(self, browser, conversations):
        super().__init__(f"messages of {browser.name}")
        self.browser, self.conversations = browser, conversations

    def make(self, n):
        return self.conversations[n % len(self.conversations)], f"out-{n}.", key()

    def attempt(self, item):
        c, text, k = item
        try:
            answered = self.browser.http.post(f"/conversations/{c}/events", json={"do": "send", "key": k, "text": text})
        except httpx.TransportError:
            return False
        assert answered.status_code < 500, answered.text
        return answered.is_success
