"""Pictures of every view, desktop and phone, light and dark, of a little world made for them.

    screenshots.py [FOLDER] [--readme]      (--readme also renews the pictures of the documentation)
"""

import base64
import io
import math
import sys
import tempfile
from email import message_from_bytes, policy
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "browser")]

import mails  # noqa: E402
from confab import Server  # noqa: E402
from desk import DESKTOP, PHONE, Desk, chromium  # noqa: E402
from PIL import Image, ImageDraw, ImageFilter  # noqa: E402
from waiting import wait  # noqa: E402


def landscape(size=(1200, 800)):
    """A valley at dusk, in a few strokes."""
    image = Image.new("RGB", size)
    pen = ImageDraw.Draw(image)
    for y in range(size[1]):
        t = y / size[1]
        pen.line([(0, y), (size[0], y)], fill=(int(250 - 110 * t), int(190 - 60 * t), int(150 + 40 * t)))
    for i, shade in enumerate([(120, 120, 160), (84, 96, 130), (48, 66, 92), (22, 40, 56)]):
        base = size[1] * (0.45 + 0.13 * i)
        ridge = [(x, base + 60 * math.sin(x / (170 - 25 * i) + i * 2) + 20 * math.sin(x / 37 + i)) for x in range(0, size[0] + 8, 8)]
        pen.polygon([(0, size[1]), *ridge, (size[0], size[1])], fill=shade)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=88)
    return out.getvalue()


class World:
    def __init__(self, server):
        self.owner = server.owner()
        self.mira, self.tomas, self.yuki, self.sam = server.members("Mira Hansen", "Tomás Ferreira", "雪子 Tanaka", "Sam Okafor")
        self.owner.patch("/me", {"name": "Ada Lovelace"})
        for person in (self.mira, self.tomas, self.yuki):
            self.owner.direct(person)
        self.club = self.owner.group(self.mira, self.tomas, self.yuki, title="Hiking club")
        self.talk()
        self.mira.say(self.owner.direct(self.mira), "See you at the station at eight?")
        self.sam.start("direct", self.owner.address, text="Hello Ada, Mira gave me your address. May I join the club?",
                       key="request-1234")
        news = self.owner.group(self.mira, self.tomas, kind="announcement", title="Club news")
        self.owner.say(news, "The hut is booked for the **first weekend of December**.")
        self.guest, self.outside = self.owner.guest("hut@alpine.example", "Refuge Bellevue")
        self.guest.say(self.outside, "The keys are at the bakery, as always.")
        self.far = self.owner.start("direct", "cleo@mund.example", text="Dear Cleo, can the choir use the hall on Friday?",
                                    key="mailed-12345")["conversation"]["id"]

    def talk(self):
        c = self.club
        self.mira.say(c, "Found this from last year. Same valley again?")
        photo = self.mira.upload("valley.jpg", landscape(), "image/jpeg")
        self.mira.say(c, "", attachments=[photo["id"]])
        here = self.owner.get(f"/conversations/{c}/events")["head"]
        self.tomas.write(c, "react", target=here, emoji="😍", on=True)
        self.yuki.write(c, "react", target=here, emoji="😍", on=True)
        self.owner.write(c, "react", target=here, emoji="🏔️", on=True)
        self.tomas.say(c, "Yes! I can bring:\n\n- the big tent\n- a stove\n- *too much* chocolate")
        asked = self.owner.get(f"/conversations/{c}/events")["head"]
        self.owner.say(c, "@Tomás Ferreira perfect – and a rope, please", reply=asked, mentions=[self.tomas.id])
        peaks = bytes(int(40 + 200 * abs(math.sin(i / 5) * math.sin(i / 17))) for i in range(90))
        voice = self.yuki.upload("voice.webm", b"\x1a\x45\xdf\xa3" + b"\0" * 400, "audio/webm", duration=9400,
                                 wave=base64.b64encode(peaks).decode())
        self.yuki.say(c, "", attachments=[voice["id"]])
        self.yuki.say(c, "土曜日の天気は晴れです ☀️")
        self.owner.say(c, "Wonderful. Train at `08:12`, platform 4.")
        self.owner.put(f"/conversations/{c}/read", {"seq": self.owner.get(f"/conversations/{c}/events")["head"]})


def views(world):
    """Name, person, path, and what has to be there."""
    return [
        ("conversation", world.owner, f"/c/{world.club}", "li.message"), ("list", world.owner, "/", ".list a.row"),
        ("requests", world.owner, "/requests", ".request"), ("new", world.owner, "/new", "#to"),
        ("search", world.owner, "/search?q=valley", ".hit"), ("guest", world.guest, f"/c/{world.outside}", "li.message"),
        ("settings", world.owner, "/settings", "main"), ("devices", world.owner, "/settings/devices", "main"),
        ("mailed", world.owner, f"/c/{world.far}", "li.message"), ("mails", world.owner, "/admin/mails", "text=@mund.example >> visible=true"),
        ("admin", world.owner, "/admin", "main"), ("sessions", world.owner, "/admin/sessions", "main"),
        ("signin", None, "/signin", "input"),
    ]


def shoot(browser, server, world, folder):
    for size, screen in (("desktop", DESKTOP), ("phone", PHONE)):
        for scheme in ("light", "dark"):
            for name, person, path, wanted in views(world):
                desk = Desk(browser, server, person, screen, color_scheme=scheme)
                desk.go(path)
                desk.page.locator(wanted).first.wait_for(state="visible")
                desk.page.wait_for_load_state("networkidle")
                desk.page.wait_for_function("[...document.images].every(i => i.complete || i.loading === 'lazy' && !i.checkVisibility())")
                desk.page.screenshot(path=str(folder / f"{name}-{size}-{scheme}.png"))
                for fault in desk.close():
                    print(name, size, scheme, fault)


def shoot_mails(browser, data, folder):
    """What somebody outside gets: one person's first words, and a group's."""
    server = Server(data, {"public_url": "http://chat.example.org", "mail.lmtp": "127.0.0.1:0", "mail.invitation_pause": 0}).start()
    try:
        owner = server.owner()
        owner.patch("/me", {"name": "Ada Lovelace"})
        mira, tomas = server.members("Mira Hansen", "Tomás Ferreira")
        owner.start("direct", "ben@outside.example", key="direct-12345",
                    text="Lunch at noon? I found a new place by the river, and they have **your** soup.")
        club = owner.group(mira, tomas, title="Hiking club")
        mira.say(club, "Found this from last year. Same valley again?")
        photo = mira.upload("valley.jpg", landscape(), "image/jpeg")
        mira.say(club, "", attachments=[photo["id"]])
        tomas.say(club, "Yes! I can bring:\n\n- the big tent\n- a stove")
        owner.post(f"/conversations/{club}/members", {"to": ["cleo@mund.example"]})
        for number, name in ((1, "mail-invitation"), (2, "mail-group")):
            path = wait(lambda: next(data.glob(f"mail/out/{number}.eml"), None), 20)
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            mails.shoot(browser, mails.shown(mail), folder / name)
    finally:
        server.stop()


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    root = HERE.parent.parent
    folder = Path(words[0]) if words else root / ".build/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data").start()
        try:
            world = World(server)
            with chromium() as browser:
                shoot(browser, server, world, folder)
                shoot_mails(browser, Path(data) / "mails", folder)
        finally:
            server.stop()
    if "--readme" in sys.argv:
        pictures = root / "Documentation/pictures"
        pictures.mkdir(exist_ok=True)
        for source, target in (("conversation-desktop-light", "conversation-desktop"), ("conversation-phone-dark", "conversation-phone-dark"),
                               ("mail-invitation-375-light", "mail-invitation"), ("mail-group-375-light", "mail-group")):
            image = Image.open(folder / f"{source}.png")
            image.quantize(192).save(pictures / f"{target}.png", optimize=True)
    print("pictures are in", folder)


if __name__ == "__main__":
    main()
