"""Calls in the page: ringing, joining, leaving, who is in it, and healing; with a server that plays its part as told."""

import re

import pytest
from callsfake import Calls
from playwright.sync_api import expect
from waiting import wait


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


def test_call_choose_devices_and_leave(scene):
    desk, calls, c, ben, _ = scene
    desk.press("Call", exact=True)
    panel = desk.page.get_by_role("dialog")
    expect(panel.get_by_label("Microphone")).to_have_count(1)
    expect(panel.get_by_label("Speaker")).to_have_count(1)
    meter = panel.get_by_role("img", name="Your loudness")
    wait(lambda: float(meter.evaluate("m => m.style.getPropertyValue('--level') || 0")) > 0.05)
    panel.get_by_role("button", name="Call muted").click()
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    assert calls.did("call")[0]["muted"] and calls.did("call")[0]["ring"]
    calls.join(c, ben.id)
    expect(seats(desk)).to_have_count(2)
    stage(desk).get_by_role("button", name="Unmute").click()
    wait(lambda: calls.did("mute") and desk.page.evaluate("1") and calls.did("mute")[-1]["on"] is False)
    assert calls.peer("p => p.sender.track.enabled") is True
    desk.say("text goes on")
    desk.shows("text goes on")
    stage(desk).get_by_role("button", name="Leave").click()
    expect(stage(desk)).to_have_count(0)
    wait(lambda: desk.page.evaluate("1") and calls.did("hangup"))
    assert calls.did("hangup")[0]["leg"] == "leg1" and calls.peer("p => p.connectionState") == "closed"
    # The second time nothing is asked; the call goes on without us until then.
    expect(desk.page.get_by_text("Call going on")).to_be_visible()
    expect(desk.row("Hiking club").get_by_role("img", name="Call with 1")).to_be_visible()
    desk.press("Join", exact=True)
    expect(seats(desk)).to_have_count(2)


def test_ringing_anywhere_accept(scene):
    desk, calls, c, ben, _ = scene
    desk.page.goto("/settings/profile")
    expect(desk.page.locator(".pane h1")).to_be_visible()
    calls.start(c, ben.id, ringing=[desk.person.id])
    expect(ring(desk)).to_contain_text("Ben Okri")
    expect(ring(desk)).to_contain_text("Hiking club")
    expect(desk.page).to_have_title(re.compile("Ben Okri is calling"))
    ring(desk).get_by_role("button", name="Accept").click()
    expect(desk.page).to_have_url(re.compile(f"/c/{c}$"))
    expect(seats(desk)).to_have_count(2)
    expect(ring(desk)).to_have_count(0)


def test_ringing_above_a_dialog_and_answered_elsewhere(scene):
    desk, calls, c, ben, _ = scene
    desk.page.keyboard.press("Escape")
    desk.page.get_by_role("button", name="Members").focus()
    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    calls.start(c, ben.id, ringing=[desk.person.id])
    expect(ring(desk).get_by_role("button", name="Accept")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(0)
    expect(ring(desk)).to_be_visible()
    calls.change(c, ringing=[])
    calls.join(c, desk.person.id)
    expect(ring(desk)).to_have_count(0)
    expect(desk.page.get_by_role("button", name="Join here too")).to_be_visible()


def test_decline_with_a_word(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id, ringing=[desk.person.id])
    ring(desk).get_by_role("button", name="Busy, later").click()
    ring(desk).get_by_label("Your answer").fill("after lunch")
    desk.page.keyboard.press("Enter")
    expect(ring(desk)).to_have_count(0)
    desk.shows("after lunch")
    assert len(calls.did("decline")) == 1
