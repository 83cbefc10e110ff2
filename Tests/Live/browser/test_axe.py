"""No view has anything that axe finds wrong, in either size and theme."""

from pathlib import Path

import axe_playwright_python
import pytest
from desk import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page, **rules):
    """Content security keeps axe out of the page, so its context goes without."""
    page.evaluate(AXE)
    options = RULES | {"rules": {name.replace("_", "-"): {"enabled": on} for name, on in rules.items()}}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


@pytest.fixture(scope="module")
def world(server):
    ada, ben, cleo = server.members("Ada Lovelace", "Ben Okri", "Cleo Mund")
    ada.direct(ben)
    c = ada.group(ben, title="Hiking club")
    ben.say(c, "A list:\n\n- one\n- two\n\n`code` and [a link](https://example.org)")
    seq = ada.get(f"/conversations/{c}/events")["head"]
    ada.write(c, "react", target=seq, emoji="👍", on=True)
    ada.say(c, "@Ben Okri yes", reply=seq, mentions=[ben.id])
    cleo.start("direct", ada.address, text="May I join?", key="a-request-1")
    guest, outside = ada.guest("axe@elsewhere.example")
    link = ada.start("direct", "later@elsewhere.example")["invitations"][0]["link"].split("/", 3)[3]
    return {"ada": ada, "owner": server.owner(), "guest": guest, "c": c, "outside": outside, "link": "/" + link}


MEMBER = [
    ("/", ".list a.row"), ("/c/{c}", "li.message"), ("/requests", ".request"), ("/new", "#to"), ("/search?q=list", ".hit"),
    *[(f"/settings/{name}", ".pane h1") for name in (
        "profile", "password", "notifications", "appearance", "devices", "contacts", "invites", "tokens", "data")],
]
OWNER = [(f"/admin/{name}", ".pane h1") for name in ("people", "sessions", "invites", "server")]
STRANGER = [("/signin", "#address"), ("/register", ".card h1"), ("/join#nosuchinvitelink1", ".card h1"), ("{link}", "#name")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_view_has_violations(room, world, screen, scheme):
    wrong = []
    for who, views in (("ada", MEMBER), ("owner", OWNER), ("guest", [("/c/{outside}", "li.system")]), (None, STRANGER)):
        desk = room.desk(world.get(who), screen, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce", allow=["404", "410"])
        for path, wanted in views:
            desk.go(path.format(**{k: v for k, v in world.items() if isinstance(v, str)}))
            desk.page.locator(wanted).first.wait_for(state="visible")
            wrong += [(path, *v) for v in violations(desk.page)]
    assert wrong == []


def test_the_panel_menus_and_dialogs_have_none(room, world):
    desk = room.desk(world["ada"], bypass_csp=True, reduced_motion="reduce").at(world["c"])
    desk.panel()
    wrong = violations(desk.page)
    desk.press("Add people")
    wrong += violations(desk.page)
    desk.page.keyboard.press("Escape")
    desk.page.locator("li.message").first.press("m")
    # A menu that is open stands above the page and its regions.
    wrong += violations(desk.page, region=False)
    assert wrong == []
