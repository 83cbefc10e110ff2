"""A member asks another: nothing is seen of them before they accept; presence after."""

import pytest
from playwright.sync_api import expect


def ask(room, text="Shall we sing?"):
    """Ada asks Ben, who sits at his desk: (ada, ben, c)."""
    ada, ben = room.server.members("Ada", "Ben")
    asker, asked = room.desk(ada).go("/new"), room.desk(ben).go("/").live()
    asker.page.get_by_label("To", exact=True).fill(ben.address)
    asker.page.get_by_label("Message", exact=True).fill(text)
    asker.press("Send", exact=True)
    asker.shows(text)
    c = asker.page.url.rsplit("/", 1)[1]
    return asker, asked, c


def status(desk):
    return desk.page.locator(".talk-who p")


def test_accepting_opens_presence_and_text(room):
    ada, ben, c = ask(room)
    expect(status(ada)).to_have_text("Not known")
    row = ben.page.get_by_role("link", name="Requests")
    expect(row).to_be_visible()
    row.click()
    ben.see("Shall we sing?")
    expect(status(ada)).to_have_text("Not known")
    ben.press("Accept", exact=True)
    expect(ben.page).to_have_url(f"{ben.base}/c/{c}")
    expect(status(ada)).to_have_text("Here now · text, voice, video")
    expect(status(ben)).to_have_text("Here now · text, voice, video")
    ben.say("Always")
    ada.shows("Always")


def devices(desk, kinds):
    """Plugs in just these."""
    desk.page.evaluate("""kinds => {
        navigator.mediaDevices.enumerateDevices = async () => kinds.map(kind => ({kind, deviceId: "x", label: "", groupId: ""}));
        navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    }""", kinds)


def test_presence_and_usable_media_follow(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    dot = ada.row("Ben").locator(".dot")
    expect(status(ada)).to_have_text("Here now · text, voice, video")
    expect(dot).to_have_class("dot available")
    devices(ben, ["audioinput"])
    expect(status(ada)).to_have_text("Here now · text, voice")
    devices(ben, [])
    expect(status(ada)).to_have_text("Here now · text")
    ben.press("Ben Okri: your status and settings")
    ben.choose("Do not disturb")
    expect(status(ada)).to_contain_text("Do not disturb")
    expect(dot).to_have_class("dot dnd")
    ben.press("Ben Okri: your status and settings")
    ben.choose("Set a status")
    ben.page.get_by_label("Status", exact=True).fill("at the bakery")
    ben.confirm("Set")
    expect(status(ada)).to_contain_text("at the bakery")
    ben.page.close()
    expect(status(ada)).to_contain_text("Not here")
    expect(dot).to_have_class("dot offline")


@pytest.mark.parametrize("how", ["Decline", "Block"])
def test_refusing_leaves_nothing_behind(room, how):
    ada, ben, c = ask(room)
    ben.go(f"/c/{c}").see("Shall we sing?")
    ben.press(how, exact=True)
    if how == "Block":
        ben.confirm("Block")
    expect(ben.page).to_have_url(ben.base + "/")
    expect(ben.page.get_by_role("link", name="Requests")).to_have_count(0)
    expect(status(ada)).to_have_text("Not known")
    ben.go("/settings/contacts")
    if how == "Block":
        expect(ben.page.get_by_role("heading", name="Blocked", exact=True)).to_be_visible()
        ben.press("Unblock Ada")
        ben.see("Nobody yet.")
    else:
        ben.see("Nobody yet.")
