"""What people see and press of calls, with a server that plays its part as told."""

import pytest
from callsfake import Calls
from playwright.sync_api import expect

#: Tells whether the page asks for a microphone.
COUNT = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (what) => { window.asked = true; return ask(what); };
}"""

#: Microphones come when the test says so, and are counted.
MICROPHONES = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.mics = [];
  window.allow = [];
  navigator.mediaDevices.getUserMedia = async (what) => {
    await new Promise(done => allow.push(done));
    const stream = await ask(what);
    mics.push(stream);
    return stream;
  };
  window.live = () => mics.filter(m => m.getTracks().some(t => t.readyState === "live"));
}"""


@pytest.fixture
def scene(room):
    """Ada at her desk in a group with Ben and Cleo: (desk, calls, c, ben, cleo)."""
    ada, ben, cleo = room.server.members("Ada Lovelace", "Ben Okri", "Cleo Mund")
    c = ada.group(ben, cleo, title="Hiking club")
    desk = room.desk(ada)
    calls = Calls(desk)
    return desk.at(c).live(), calls, c, ben, cleo


def stage(desk):
    return desk.page.get_by_role("region", name="Call", exact=True)


def seats(desk):
    return stage(desk).get_by_role("list", name="In the call").get_by_role("listitem")


def ring(desk):
    return desk.page.get_by_role("alertdialog")


def call(desk):
    """Calls for the first time: through the panel of devices."""
    desk.press("Call", exact=True)
    desk.page.get_by_role("dialog").get_by_role("button", name="Call", exact=True).click()
    expect(stage(desk)).to_be_visible()


def call_known(desk, name):
    """Joins as somebody who has chosen devices before."""
    desk.page.evaluate("localStorage.setItem('confab-call', '{\"known\": true, \"hold\": true}')")
    desk.press(name, exact=True)
    expect(stage(desk)).to_be_visible()
    expect(stage(desk).get_by_role("button", name="Mute", exact=True)).to_be_visible()


def said(desk, text):
    expect(desk.page.locator(".call-said")).to_contain_text(text)
