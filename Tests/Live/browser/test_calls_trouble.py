"""Calls in the page when something is wrong: no microphone, no network, nobody there; and no state with violations."""

import pytest
from callsfake import Calls
from callspage import call_known, ring, said, scene, seats, stage  # noqa: F401
from playwright.sync_api import expect
from test_axe import violations
from waiting import wait


DENY = "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError'); }; }"
NONE = "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotFoundError'); }; }"


@pytest.mark.parametrize("how, words", [(DENY, "The microphone is not allowed here"), (NONE, "No microphone was found")], ids=["denied", "none"])
def test_without_a_microphone_one_listens(scene, how, words):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    desk.page.evaluate(how)
    desk.press("Join", exact=True)
    panel = desk.page.get_by_role("dialog")
    expect(panel.get_by_role("alert")).to_contain_text(words)
    panel.get_by_role("button", name="Try again").click()
    expect(panel.get_by_role("alert")).to_contain_text(words)
    panel.get_by_role("button", name="Join to listen").click()
    expect(seats(desk)).to_have_count(2)
    assert calls.did("call")[0]["muted"] and calls.peer("p => p.sender.track") is None
    stage(desk).get_by_role("button", name="Unmute").click()
    expect(desk.page.locator("#toasts")).to_contain_text(words)


def test_an_unplugged_microphone_gives_way_to_another(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    before = calls.peer("p => p.sender.track.id")
    calls.peer("p => { p.sender.track.stop(); p.sender.track.onended(); }")
    expect(desk.page.locator("#toasts")).to_contain_text("is gone")
    assert calls.peer("p => p.sender.track.enabled && p.sender.track.readyState") == "live"
    assert calls.peer("p => p.sender.track.id") != before
    desk.page.evaluate(NONE)
    calls.peer("p => p.sender.track.onended()")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    assert calls.peer("p => p.sender.track") is None


def test_another_network_and_a_failed_connection(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    wait(lambda: calls.peer("p => p.connectionState") == "connected")
    desk.page.evaluate("dispatchEvent(new Event('online'))")
    wait(lambda: calls.peer("p => p.answers.length") == 2)
    wait(lambda: calls.peer("p => p.restarts") == 1)
    assert calls.did("call")[-1]["leg"] == "leg1" and calls.peers == 1
    desk.page.evaluate("peersConnect = false")
    calls.peer("p => p.become('disconnected')")
    expect(stage(desk)).to_contain_text("Reconnecting…")
    wait(lambda: calls.peer("p => p.restarts") == 2)
    desk.page.evaluate("peersConnect = true")
    calls.peer("p => p.become('connected')")
    wait(lambda: calls.peer("p => p.connectionState") == "connected")
    calls.peer("p => p.become('failed')")
    wait(lambda: calls.peers == 2 and calls.peer("p => p.connectionState") == "connected")
    expect(stage(desk)).not_to_contain_text("Reconnecting…")
    assert calls.did("call")[-1]["leg"] == "leg1" and not calls.did("call")[-1]["ring"]


#: Waits between attempts are short.
FASTER = "() => { const wait = setTimeout; window.setTimeout = (f, ms, ...a) => wait(f, ms > 250 && ms < 16_000 && ms !== 10_000 ? 5 : ms, ...a); }"


def test_says_why_when_no_sound_gets_through(scene):
    desk, calls, c, ben, _ = scene
    desk.page.evaluate(FASTER)
    calls.start(c, ben.id)
    desk.page.evaluate("peersConnect = false")
    call_known(desk, "Join")
    for n in range(1, 9):
        wait(lambda: calls.peers == n)
        calls.peer("p => p.become('failed')")
    expect(stage(desk).get_by_role("alert")).to_contain_text("No sound gets through")
    desk.page.evaluate("peersConnect = true")
    stage(desk).get_by_role("button", name="Try again").click()
    expect(stage(desk).get_by_role("alert")).to_have_count(0)


def test_the_live_connection_breaks_and_the_sound_stays(scene):
    desk, calls, c, ben, _ = scene
    desk.allow(".*")
    calls.start(c, ben.id)
    call_known(desk, "Join")
    wait(lambda: calls.peer("p => p.connectionState") == "connected")
    first = calls.socket
    first.close()
    wait(lambda: desk.page.evaluate("1") and calls.socket is not first)
    desk.live()
    said(desk, "")
    expect(seats(desk)).to_have_count(2)
    assert calls.peers == 1 and len(calls.did("call")) == 1


def test_a_server_that_lost_the_call_is_joined_anew_and_one_that_ended_is_left(scene):
    desk, calls, c, ben, _ = scene
    desk.allow(".*")
    calls.start(c, ben.id)
    call_known(desk, "Join")
    wait(lambda: calls.peer("p => p.connectionState") == "connected")
    first = calls.socket
    calls.out(c, desk.person.id)
    first.close()
    wait(lambda: calls.peers == 2)
    expect(seats(desk)).to_have_count(2)
    assert not calls.did("call")[-1]["ring"]
    stage(desk).get_by_role("button", name="Deafen").click()
    calls.send(t="leg", c=c, leg="leg1", state="lost")
    wait(lambda: calls.peers == 3)
    calls.send(t="leg", c=c, leg="leg1", state="ended", why="expelled")
    desk.see("You were removed from the call")
    expect(stage(desk)).to_have_count(0)
    assert calls.peer("p => p.connectionState") == "closed"


def test_missed_calls_and_both_free(room):
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    desk = room.desk(ada)
    calls = Calls(desk)
    desk.at(c).live()
    head = ada.get(f"/conversations/{c}/events")["head"]
    calls.send(t="event", c=c, e={"seq": head + 1, "at": 1_800_000_000_000, "kind": "call", "state": "ended", "call": "k",
                                  "by": ben.id, "seconds": 40, "people": 1, "missed": [ada.id]})
    line = desk.page.locator("li.call-line")
    expect(line).to_contain_text("Missed call from Ben Okri")
    line.get_by_role("button", name="Tell me when we are both free").click()
    wait(lambda: desk.page.evaluate("1") and calls.did("free"))
    assert calls.did("free")[0]["on"] is True
    calls.send(t="free", c=c, **{"with": ben.id})
    expect(ring(desk)).to_contain_text("both free now")
    ring(desk).get_by_role("button", name="Call", exact=True).click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Call", exact=True).click()
    expect(stage(desk)).to_be_visible()
    expect(ring(desk)).to_have_count(0)


def test_calling_somebody_away_is_asked_about(room):
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    desk = room.desk(ada)
    calls = Calls(desk)
    calls.feigned.add(ben.id)
    desk.at(c).live()
    calls.send(t="presence", p=ben.id, state="away", media=["text"])
    desk.see("Away")
    desk.press("Call", exact=True)
    desk.see("Ben Okri is away")
    desk.choose("Tell me when we are both free")
    wait(lambda: desk.page.evaluate("1") and calls.did("free"))
    assert not calls.did("call")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_no_state_of_a_call_has_violations(room, size, scheme):
    ada, ben, cleo = room.server.members("Ada Lovelace", "Ben Okri", "Cleo Mund")
    c, other = ada.group(ben, cleo, title="Hiking club"), ada.direct(ben)
    desk = getattr(room, size)(ada, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    calls = Calls(desk)
    desk.at(c).live()
    wrong = []

    def look(state, **rules):
        wrong.extend((state, *v) for v in violations(desk.page, **rules))

    calls.start(c, ben.id, {"p": cleo.id, "muted": True, "hand": 4}, ringing=[ada.id], recording={"by": ben.id, "since": 1})
    ring(desk).get_by_role("button", name="Busy, later").click()
    look("ringing")
    calls.change(c, ringing=[])
    desk.press("Join", exact=True)
    expect(desk.page.get_by_role("dialog").get_by_label("Microphone")).to_be_visible()
    look("devices")
    desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True).click()
    expect(stage(desk)).to_be_visible()
    if desk.phone:
        look("bar")
        desk.press("Show the call", exact=True)
        expect(desk.box).not_to_be_visible()
    calls.change(c, cleo.id, away=True)
    calls.speak(c, ben.id)
    expect(seats(desk).filter(has_text="Ben Okri")).to_contain_text("speaks")
    expect(seats(desk).filter(has_text="Cleo Mund")).to_contain_text("reconnecting")
    look("call")
    stage(desk).get_by_role("button", name="Mute", exact=True).click()
    stage(desk).get_by_role("button", name="Deafen").click()
    calls.change(c, ben.id, poor=True)
    look("muted and deaf")
    stage(desk).get_by_role("button", name="Sound").click()
    look("sound", region=False)
    desk.page.keyboard.press("Escape")
    desk.page.evaluate("peersConnect = false")
    calls.peer("p => p.become('failed')")
    expect(stage(desk)).to_contain_text("Reconnecting…")
    look("reconnecting")
    desk.page.evaluate("history.pushState(null, '', '/'), dispatchEvent(new PopStateEvent('popstate'))")
    expect(desk.page.get_by_role("complementary", name="Call")).to_be_visible()
    look("back to the call")
    calls.send(t="free", c=other, **{"with": ben.id})
    expect(ring(desk)).to_be_visible()
    look("both free")
    desk.allow("404")
    assert wrong == []
