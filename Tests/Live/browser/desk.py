"""One person at one browser: a context of their own, and words for what is done in it."""

import contextlib
import os
import re
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Page, expect, sync_playwright

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}

FLAGS = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
         "--autoplay-policy=no-user-gesture-required", "--no-sandbox"]

#: What Chromium itself says of a network that was taken away on purpose.
AWAY = r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|WebSocket connection to|ERR_FAILED|ERR_NETWORK"

WATCH = """addEventListener("securitypolicyviolation",
  (e) => console.error("CSP", e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber));"""

#: How `CONFAB_SLOW_PAGE` slows every page, to find what leans on luck: what is drawn, what is answered, or all of it.
SLOW = {
    "draw": """{ const draw = requestAnimationFrame; window.requestAnimationFrame = f => setTimeout(() => draw(f), 250); }""",
    "fetch": """{ const ask = fetch; window.fetch = async (...all) => { const answer = await ask(...all);
      await new Promise(done => setTimeout(done, 200 + 200 * Math.random())); return answer; }; }""",
}
SLOWED = [how for how in os.environ.get("CONFAB_SLOW_PAGE", "").split(",") if how]

#: Nothing more is drawn until `draw()`; what had been asked to be drawn before is.
FREEZE = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const draw = requestAnimationFrame, held = [];
  window.requestAnimationFrame = f => held.push(f);
  window.draw = () => { window.requestAnimationFrame = draw; held.forEach(f => draw(f)); };
  done();
})))"""

expect.set_options(timeout=30_000 if SLOWED else 10_000)


@contextlib.contextmanager
def chromium(*flags):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *flags])
        yield browser
        browser.close()


def gauge(server, name):
    """A number of /metrics."""
    text = httpx.get(server.url + "/metrics", timeout=10).text
    return sum(float(n) for n in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", text, re.M))


class Desk:
    def __init__(self, browser, server, person=None, screen=None, allow=(), **options):
        self.server = server
        self.person = person
        self.phone = bool((screen or {}).get("is_mobile"))
        self.allowed = list(allow)
        self.faults = []
        self.base = f"http://localhost:{server.port}"
        options = {"permissions": ["microphone", "camera", "notifications", "clipboard-read", "clipboard-write"],
                   "locale": "en-GB"} | (screen or DESKTOP) | options
        self.context = browser.new_context(base_url=self.base, **options)
        self.context.add_init_script(WATCH)
        for how in SLOWED:
            self.context.add_init_script(SLOW.get(how, ""))
        self.context.on("page", self._watch)
        if person:
            self.enter(person)
        self.page: Page = self.context.new_page()

    def enter(self, person):
        """Has the cookie of somebody who signed in over HTTP."""
        self.person = person
        for cookie in person.http.cookies.jar:
            self.context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": self.base,
                                       "httpOnly": True, "sameSite": "Strict"}])

    # What must not happen

    def _watch(self, page):
        if "cpu" in SLOWED:
            self.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.on("console", lambda m: m.type == "error" and self._fault(f"console: {m.text} {m.location.get('url', '')}"))
        page.on("pageerror", lambda e: self._fault(f"page error: {e}\n{getattr(e, 'stack', '')}"))
        page.on("response", lambda r: r.status >= 500 and self._fault(f"{r.status} of {r.url}"))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog):
        self._fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _fault(self, text):
        self.faults.append(text)

    def allow(self, *patterns):
        """Faults that this test brings about."""
        self.allowed += patterns
        return self

    def close(self):
        """The faults there were."""
        self.context.close()
        name = self.person.name if self.person else "somebody"
        return [f"{name}: {f}" for f in self.faults if not any(re.search(a, f) for a in self.allowed)]

    # Going

    def go(self, path="/"):
        self.page.goto(path)
        return self

    def follow(self, link):
        """Opens a link that the server made."""
        at = urlsplit(link)
        return self.go(at.path + ("#" + at.fragment if at.fragment else ""))

    def at(self, c, seq=None):
        """Opens a conversation and waits until it can be written in."""
        self.go(f"/c/{c}" + (f"/{seq}" if seq else ""))
        expect(self.timeline).to_be_visible()
        return self

    def live(self):
        """Waits for the live connection: the banner of the list is gone."""
        expect(self.page.locator(".list-pane")).to_be_attached()
        expect(self.page.locator(".link-banner")).to_have_count(0)
        return self

    # Seeing

    def see(self, text, **options):
        expect(self.page.get_by_text(text, **options).first).to_be_visible()

    @property
    def timeline(self):
        return self.page.get_by_role("region", name="Messages")

    @property
    def messages(self):
        return self.page.locator("li.message:not(.pending)")

    def message(self, text):
        return self.page.locator("li.message").filter(has_text=text)

    def shows(self, *texts):
        """Each of these stands on screen as a kept message, exactly once."""
        for text in texts:
            expect(self.messages.filter(has_text=text)).to_have_count(1)
        return self

    def order(self):
        """Numbers and texts of the messages on screen, from above: the same for everybody."""
        return self.page.locator("li.message:not(.pending)").evaluate_all(
            "lines => lines.map(l => [l.id, l.querySelector('.rich')?.innerText ?? ''])")

    def row(self, name):
        return self.page.get_by_role("list", name="Conversations").get_by_role("link").filter(has_text=name)

    # Doing

    @property
    def box(self):
        return self.page.get_by_role("textbox", name="Message")

    def type(self, text):
        self.box.fill(text)
        return self

    def say(self, *texts):
        for text in texts:
            self.box.fill(text)
            self.send()
        return self

    def send(self):
        self.page.get_by_role("button", name="Send", exact=True).click()
        expect(self.box).to_have_value("")

    def press(self, name, **options):
        self.page.get_by_role("button", name=name, **options).click()
        return self

    def menu(self, text, item):
        """Chooses from the menu of a message."""
        self.message(text).press("m")
        self.choose(item)

    def choose(self, item):
        self.page.locator("[role^=menuitem]").filter(has_text=item).click()

    def confirm(self, name):
        """Presses a button of the dialog that asks."""
        self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()

    def look_away(self):
        """Leaves the open conversation for another view."""
        self.page.get_by_role("link", name="New conversation").click()
        expect(self.timeline).to_have_count(0)

    def panel(self):
        """Opens the people of the conversation."""
        panel = self.page.get_by_role("complementary", name="People and settings")
        if not panel.is_visible():
            self.press("Members")
        expect(panel).to_be_visible()
        return panel

    def member(self, name, item):
        """Chooses from the menu of a member."""
        self.panel().get_by_role("button", name="More about " + name).click()
        self.choose(item)

    # In haste

    @contextlib.contextmanager
    def undrawn(self):
        """What is done meanwhile is done before the page is drawn again."""
        self.page.evaluate(FREEZE)
        yield
        self.page.evaluate("draw()")

    @contextlib.contextmanager
    def unanswered(self, pattern):
        """What is asked meanwhile is answered afterwards, in the order in which it was asked: the list of it."""
        held = []
        self.context.route(pattern, lambda route: held.append(route))
        yield held
        for route in held:
            route.continue_()
        self.context.unroute(pattern)

    def offline(self, away=True):
        self.allow(AWAY)
        self.context.set_offline(away)
        return self
