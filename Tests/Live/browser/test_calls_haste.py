"""People who are faster than a call."""

import re

from callsfake import Calls
from callspage import MICROPHONES, call_known, ring, scene, seats, stage  # noqa: F401
from playwright.sync_api import expect
from waiting import wait


def did(desk, calls, verb, count=1):
    wait(lambda: desk.page.evaluate("1") and len(calls.did(verb)) >= count)
    return calls.did(verb)


def test_who_leaves_before_the_server_answers_may_call_again(scene):
    desk, calls, c, ben, _ = scene
    desk.page.evaluate("localStorage.setItem('confab-call', '{\"known\": true}')")
    calls.silent.add("call")
    desk.press("Call", exact=True)
    did(desk, calls, "call")
    stage(desk).get_by_role("button", name="Leave").click()
    expect(stage(desk)).to_have_count(0)
    calls.silent.clear()
    desk.press("Call", exact=True)
    expect(seats(desk)).to_have_count(1)
    assert len(calls.did("call")) == 2


def test_whoever_unmutes_while_space_is_held_is_muted_when_they_say_so(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    desk.page.evaluate("document.activeElement.blur()")
    desk.page.keyboard.press("m")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    desk.page.keyboard.down(" ")
    expect(stage(desk).get_by_role("button", name="Talking")).to_be_visible()
    desk.page.keyboard.press("m")
    desk.page.keyboard.up(" ")
    expect(stage(desk).get_by_role("button", name="Mute", exact=True)).to_be_visible()
    desk.page.keyboard.press("m")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    assert not calls.peer("p => p.sender.track.enabled")


def test_an_answer_to_a_ring_is_said_once(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id, ringing=[desk.person.id])
    ring(desk).get_by_role("button", name="Busy, later").click()
    ring(desk).get_by_role("button", name="I will call you back").evaluate("b => { b.click(); b.click(); }")
    expect(ring(desk)).to_have_count(0)
    desk.shows("I will call you back")
    assert len(calls.did("decline")) == 1


def test_the_microphone_that_was_chosen_last_is_used(scene):
    desk, calls, c, ben, _ = scene
    desk.press("Call", exact=True)
    panel = desk.page.get_by_role("dialog")
    choice = panel.get_by_label("Microphone", exact=True)
    expect(panel.get_by_role("button", name="Call", exact=True)).to_be_visible()
    names = choice.evaluate("select => [...select.options].map(o => o.value)")
    desk.page.evaluate(MICROPHONES)
    choice.select_option(names[1])
    choice.select_option(names[2])
    desk.page.wait_for_function("() => allow.length === 2")
    desk.page.evaluate("allow[1]()")
    desk.page.wait_for_function("() => mics.length === 1")
    desk.page.evaluate("allow[0]()")
    desk.page.wait_for_function("() => mics.length === 2 && live().length === 1")
    panel.get_by_role("button", name="Call", exact=True).click()
    expect(stage(desk)).to_be_visible()
    assert desk.page.evaluate("live()[0].getAudioTracks()[0].getSettings().deviceId") == names[2]


def test_whose_session_ends_has_left_the_call(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    desk.allow("40[13]|WebSocket")
    calls.start(desk.person.direct(ben), ben.id, ringing=[desk.person.id])
    expect(ring(desk)).to_be_visible()
    desk.person.another().delete("/sessions")
    expect(desk.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(ring(desk)).to_have_count(0)
    expect(desk.page.get_by_role("complementary", name="Call")).to_have_count(0)
    assert calls.peer("p => p.connectionState") == "closed"


def accept(desk):
    ring(desk).get_by_role("button", name="ccept").click()


def test_who_accepts_while_choosing_devices_is_in_the_call_at_once(scene):
    desk, calls, c, ben, _ = scene
    desk.press("Call", exact=True)
    panel = desk.page.get_by_role("dialog")
    expect(panel.get_by_role("button", name="Call", exact=True)).to_be_visible()
    calls.start(c, ben.id, ringing=[desk.person.id])
    accept(desk)
    expect(panel).to_have_count(0)
    expect(seats(desk)).to_have_count(2)
    assert len(calls.did("call")) == 1


def test_who_accepts_while_choosing_devices_for_another_call_comes_into_the_one_that_rang(scene):
    desk, calls, c, ben, _ = scene
    other = desk.person.direct(ben)
    desk.press("Call", exact=True)
    panel = desk.page.get_by_role("dialog")
    expect(panel.get_by_role("button", name="Call", exact=True)).to_be_visible()
    calls.start(other, ben.id, ringing=[desk.person.id])
    accept(desk)
    expect(panel).to_have_count(0)
    expect(desk.page).to_have_url(re.compile(f"/c/{other}$"))
    expect(seats(desk)).to_have_count(2)
    stage(desk).get_by_role("button", name="More", exact=True).click()
    desk.choose("Microphone and speaker")
    expect(panel).to_be_visible()
    calls.start(c, ben.id, ringing=[desk.person.id])
    accept(desk)
    expect(panel).to_have_count(0)
    expect(desk.page).to_have_url(re.compile(f"/c/{c}$"))
    expect(seats(desk)).to_have_count(2)
    assert [f["c"] for f in calls.did("call")] == [other, c]


def test_who_accepts_while_the_microphone_is_waited_for_is_in_the_call_that_rang(scene):
    desk, calls, c, ben, _ = scene
    other = desk.person.direct(ben)
    desk.page.evaluate("localStorage.setItem('confab-call', '{\"known\": true}')")
    desk.page.evaluate(MICROPHONES)
    desk.press("Call", exact=True)
    desk.page.wait_for_function("() => allow.length === 1")
    calls.start(other, ben.id, ringing=[desk.person.id])
    accept(desk)
    desk.page.wait_for_function("() => allow.length === 2")
    desk.page.evaluate("allow[1]()")
    expect(desk.page).to_have_url(re.compile(f"/c/{other}$"))
    expect(seats(desk)).to_have_count(2)
    desk.page.evaluate("allow[0]()")
    desk.page.wait_for_function("() => mics.length === 2 && live().length === 1")
    assert [f["c"] for f in calls.did("call")] == [other]


def test_an_offer_that_was_taken_is_gone_before_anything_opens(room):
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    desk = room.desk(ada)
    calls = Calls(desk)
    desk.at(c).live()
    calls.send(t="free", c=c, **{"with": ben.id})
    expect(ring(desk)).to_contain_text("both free now")
    with desk.undrawn():
        ring(desk).get_by_role("button", name="Call", exact=True).click()
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        expect(ring(desk)).to_have_count(0, timeout=2000)
