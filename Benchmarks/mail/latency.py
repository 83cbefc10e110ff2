"""How long an answer takes from the end of its content to its text in front of somebody."""

import socket
import threading
import time

import letters
from common import until
from machine import wait_for_quiet
from ours import Ours

PAGE = """(() => {
  window.seen = {};
  const look = (text, now) => { for (const n of text.matchAll(/number (\\d+)\\./g)) window.seen[n[1]] ??= now; };
  new MutationObserver((records) => {
    const now = performance.timeOrigin + performance.now();
    for (const r of records) for (const n of r.type === "childList" ? r.addedNodes : [r.target]) look(n.textContent, now);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})()"""


class Bringer:
    """One connection that brings mails, as a mail server does."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")
        self.hear()
        self.say("EHLO mx.outside.example")

    def hear(self):
        while True:
            line = self.file.readline()
            if line[3:4] != b"-":
                if line[:1] not in b"23":
                    raise RuntimeError(line.decode())
                return line

    def say(self, text):
        self.socket.sendall(f"{text}\r\n".encode())
        return self.hear()

    def bring(self, sender, to, mail):
        """When its content was out, and when 250 came."""
        self.say(f"MAIL FROM:<{sender}>")
        self.say(f"RCPT TO:<{to}>")
        self.say("DATA")
        self.socket.sendall(letters.stuffed(mail) + b".\r\n")
        out = time.time()
        self.hear()
        return out, time.time()


def quantiles(values):
    values = sorted(v * 1e3 for v in values)
    return {f"p{q}_ms": values[int(q / 100 * (len(values) - 1))] for q in (50, 99)} | {"max_ms": values[-1]}


class Latency:
    def __init__(self, binary, data, names, signer, places, count, pause=0.05):
        self.binary, self.data, self.names, self.signer, self.count, self.pause = binary, data, names, signer, count, pause
        self.sender, self.to, self.conversation = places[0]

    def run(self, with_page):
        wait_for_quiet()
        ours = Ours(self.binary, self.data, names=self.names).start()
        try:
            out, kept, seen = self.page(ours) if with_page else self.client(ours)
        finally:
            ours.stop()
        where = "page" if with_page else "client"
        shown = [seen[n] for n in out if n in seen]
        rows = [("answered", [kept[n] - out[n] for n in out]), ("seen", [seen[n] - out[n] for n in out if n in seen]),
                ("after250", [seen[n] - kept[n] for n in out if n in seen])]
        return [{"scenario": "latency", "server": "ours", "at": where, "what": what, "answers": len(shown),
                 "lost": self.count - len(shown)} | quantiles(values) for what, values in rows]

    def bring_all(self, ours, seen):
        """One after the other, each when the last has been seen."""
        bringer, out, kept = Bringer(ours.smtp), {}, {}
        for n in range(100_000, 100_000 + self.count):
            mail = letters.letter(n, self.sender, self.to)
            out[n], kept[n] = bringer.bring(self.sender, self.to, self.signer.sign(mail) + mail)
            seen(n)
            time.sleep(self.pause)
        return out, kept

    def client(self, ours):
        live, seen, came = ours.owner().live(), {}, threading.Condition()

        def read():
            try:
                while True:
                    frame = live.frame()
                    at, text = time.time(), frame.get("e", {}).get("text", "") if frame.get("t") == "event" else ""
                    if "number " in text:
                        with came:
                            seen[int(text.split("number ")[1].split(".")[0])] = at
                            came.notify_all()
            except (OSError, ValueError, RuntimeError):
                pass

        def wait(n):
            with came:
                came.wait_for(lambda: n in seen, 5)

        threading.Thread(target=read, daemon=True).start()
        return *self.bring_all(ours, wait), seen

    def page(self, ours):
        from playwright.sync_api import sync_playwright

        owner = ours.owner()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            context = browser.new_context(locale="en-GB")
            name, value = owner.cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": f"http://localhost:{ours.port}", "httpOnly": True}])
            page = context.new_page()
            page.goto(f"http://localhost:{ours.port}/c/{self.conversation}")
            page.get_by_role("region", name="Messages").wait_for()
            page.wait_for_timeout(1_500)
            page.evaluate(PAGE)
            out, kept = self.bring_all(ours, lambda n: until(lambda: page.evaluate(f"window.seen[{n}]"), 5))
            seen = {int(n): at / 1e3 + self.drift(page) for n, at in page.evaluate("window.seen").items()}
            browser.close()
        return out, kept, seen

    @staticmethod
    def drift(page):
        """What to add to the page's clock for ours, by the quickest of some questions."""
        best = None
        for _ in range(20):
            before = time.time()
            there = page.evaluate("performance.timeOrigin + performance.now()") / 1e3
            after = time.time()
            if best is None or after - before < best[0]:
                best = (after - before, (before + after) / 2 - there)
        return best[1]
