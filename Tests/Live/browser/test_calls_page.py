"""Calls in the page: ringing, joining, leaving, and who is in it."""

import re

from callsfake import Calls
from callspage import COUNT, call_known, ring, said, scene, seats, stage  # noqa: F401
from playwright.sync_api import expect
from waiting import wait


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
    wait(lambda: desk.page.evaluate("1") and calls.did("call"))
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


def test_a_call_on_another_page_and_back(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    desk.press("Join", exact=True)
    desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True).click()
    expect(seats(desk)).to_have_count(2)
    desk.page.get_by_role("button", name="your status and settings").click()
    desk.choose("Settings")
    bar = desk.page.get_by_role("complementary", name="Call")
    expect(bar).to_contain_text("Hiking club")
    bar.get_by_role("button", name="Mute").click()
    expect(bar.get_by_role("button", name="Unmute")).to_be_visible()
    bar.get_by_role("button", name="Back to the call").click()
    expect(bar).to_have_count(0)
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    assert calls.peers == 1 and len(calls.did("call")) == 1


def test_what_a_moderator_may_do(scene):
    desk, calls, c, ben, cleo = scene
    calls.start(c, ben.id, {"p": cleo.id, "listener": True, "hand": 5})
    call_known(desk, "Join")

    def choose(name, item):
        stage(desk).get_by_role("button", name="More about " + name).click()
        desk.choose(item)

    choose("Ben Okri", "Mute")
    expect(seats(desk).filter(has_text="Ben Okri")).to_contain_text("muted")
    choose("Cleo Mund", "Let them speak")
    expect(seats(desk).filter(has_text="Cleo Mund")).to_be_visible()
    choose("Cleo Mund", "Make a listener")
    expect(stage(desk).get_by_text("1 listener")).to_be_visible()
    choose("Ben Okri", "Remove from the call")
    desk.confirm("Remove")
    expect(seats(desk).filter(has_text="Ben Okri")).to_have_count(0)
    assert [(f["do"], f["person"], f.get("on")) for f in calls.asked if "person" in f] == [
        ("mute", ben.id, True), ("floor", cleo.id, True), ("floor", cleo.id, False), ("expel", ben.id, None)]


def test_a_recording_is_seen_with_who_began_it(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    stage(desk).get_by_role("button", name="More", exact=True).click()
    desk.choose("Record")
    desk.confirm("Record")
    expect(stage(desk).get_by_role("img", name="Recording, begun by You")).to_be_visible()
    said(desk, "You began recording")
    calls.change(c, recording={"by": ben.id, "since": 1})
    expect(stage(desk).get_by_role("img", name="Recording, begun by Ben Okri")).to_be_visible()
    stage(desk).get_by_role("button", name="More", exact=True).click()
    desk.choose("End the recording")
    expect(stage(desk).get_by_role("img", name="Recording")).to_have_count(0)


def test_the_keys_and_what_is_said(scene):
    desk, calls, c, ben, cleo = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    desk.page.keyboard.press("F6")
    expect(stage(desk).locator(":focus")).to_have_count(1)
    said(desk, "You are in the call")
    stage(desk).get_by_role("button", name="Mute", exact=True).click()
    stage(desk).get_by_role("button", name="Unmute").click()
    desk.page.keyboard.press("m")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    said(desk, "You are muted")
    desk.page.keyboard.down(" ")
    expect(stage(desk).get_by_role("button", name="Talking")).to_be_visible()
    assert calls.peer("p => p.sender.track.enabled")
    desk.page.keyboard.up(" ")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    assert not calls.peer("p => p.sender.track.enabled")
    calls.speak(c, ben.id)
    expect(seats(desk).filter(has_text="Ben Okri")).to_contain_text("speaks")
    desk.page.keyboard.press("s")
    expect(desk.page.locator("#toasts")).to_contain_text("Ben Okri speaks now")
    calls.join(c, cleo.id)
    said(desk, "Cleo Mund joined")
    calls.out(c, cleo.id)
    calls.tell(c)
    said(desk, "Cleo Mund left")
    desk.box.press_sequentially("mm s")
    expect(desk.box).to_have_value("mm s")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()


#: A microphone in which somebody speaks once `voice` is open; keeps what was copied of it.
VOICE = """() => {
  const context = new AudioContext(), voice = (window.voice = new GainNode(context, { gain: 0 }));
  const tone = new OscillatorNode(context, { frequency: 300 });
  tone.connect(voice);
  tone.start();
  navigator.mediaDevices.getUserMedia = async () => {
    const out = context.createMediaStreamDestination();
    voice.connect(out);
    return out.stream;
  };
  const clone = MediaStream.prototype.clone;
  window.copies = [];
  MediaStream.prototype.clone = function () {
    const copy = clone.call(this);
    copies.push(...copy.getTracks());
    return copy;
  };
}"""


def test_who_speaks_while_muted_is_told_and_still_not_heard(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    desk.page.evaluate(VOICE)
    call_known(desk, "Join")
    hint = desk.page.locator("#toasts .toast").filter(has_text="You are muted. Press M to be heard")
    desk.page.evaluate("document.activeElement.blur(), voice.gain.value = 0.5")
    desk.page.keyboard.press("m")
    expect(hint).to_be_visible()
    assert desk.page.evaluate("p => peers.at(-1).sender.track.enabled === false && !copies.includes(peers.at(-1).sender.track)")
    desk.page.keyboard.press("m")
    expect(hint).to_have_count(0)
    assert calls.peer("p => p.sender.track.enabled")
    stage(desk).get_by_role("button", name="Leave").click()
    expect(stage(desk)).to_have_count(0)
    assert desk.page.evaluate("copies.map(track => track.readyState)") == ["ended"]


def test_the_hint_can_be_taken_away(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    desk.page.evaluate(VOICE)
    call_known(desk, "Join")
    desk.page.evaluate("voice.gain.value = 0.5")
    stage(desk).get_by_role("button", name="Mute", exact=True).click()
    hint = desk.page.locator("#toasts .toast").filter(has_text="You are muted")
    hint.get_by_role("button", name="Dismiss").click()
    expect(hint).to_have_count(0)
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()


def test_muted_by_a_moderator(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    calls.change(c, desk.person.id, muted=True)
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()
    desk.see("A moderator muted you")
    assert not calls.peer("p => p.sender.track.enabled")


def test_hand_deafen_and_loudness(scene):
    desk, calls, c, ben, _ = scene
    calls.start(c, ben.id)
    call_known(desk, "Join")
    stage(desk).get_by_role("button", name="Raise hand").click()
    expect(stage(desk).get_by_role("button", name="Raise hand", pressed=True)).to_be_visible()
    stage(desk).get_by_role("button", name="Deafen").click()
    expect(stage(desk).get_by_role("button", name="Undeafen")).to_be_visible()
    wait(lambda: desk.page.evaluate("1") and calls.did("deafen"))
    assert calls.did("deafen")[0]["leg"] == "leg1"
    stage(desk).get_by_role("button", name="Sound").click()
    desk.page.get_by_label("Loudness of the call").fill("30")
    assert desk.page.evaluate("JSON.parse(localStorage['confab-call']).volume") == 0.3


def test_a_listener_is_not_asked_for_a_microphone_until_given_the_floor(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ben.start("announcement", ada.address, title="News")["conversation"]["id"]
    ada.accept(c)
    desk = room.desk(ada)
    calls = Calls(desk)
    desk.at(c).live()
    desk.page.evaluate(COUNT)
    calls.listens = True
    calls.start(c, ben.id)
    desk.press("Join", exact=True)
    expect(stage(desk).get_by_role("button", name="Listening")).to_be_disabled()
    assert desk.page.evaluate("window.asked") is None
    calls.change(c, ada.id, listener=None)
    desk.see("You may speak now")
    stage(desk).get_by_role("button", name="Unmute").click()
    expect(stage(desk).get_by_role("button", name="Mute", exact=True)).to_be_visible()
    assert calls.peer("p => p.sender.track.enabled")


def test_three_hundred_people(scene):
    desk, calls, c, ben, _ = scene
    crowd = [{"p": f"x{i}", "muted": True} for i in range(8)] + [{"p": f"x{i}", "listener": True} for i in range(8, 50)]
    hidden = [{"p": f"x{i}", "listener": True} for i in range(50, 298)]
    crowd[20]["hand"] = 5
    calls.start(c, ben.id, *crowd, count=299, hidden=hidden)
    call_known(desk, "Join")
    expect(seats(desk)).to_have_count(10)
    hands = stage(desk).get_by_role("list", name="Raised hands").get_by_role("listitem")
    expect(hands).to_have_count(1)
    stage(desk).get_by_text("289 listeners").click()
    expect(stage(desk).get_by_role("list", name="The others").get_by_role("listitem")).to_have_count(289)


def test_a_guest_answers_with_one_press(room):
    ada = room.server.member("Ada Lovelace")
    guest, c = ada.guest("calls@elsewhere.example")
    desk = room.desk(guest)
    calls = Calls(desk)
    desk.at(c).live()
    calls.start(c, ada.id)
    desk.press("Join", exact=True)
    expect(seats(desk)).to_have_count(2)


def test_on_a_phone_a_bar_that_opens(room):
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    desk = room.phone(ada)
    calls = Calls(desk)
    desk.at(c).live()
    calls.start(c, ben.id)
    call_known(desk, "Join")
    calls.speak(c, ben.id)
    expect(stage(desk).get_by_role("button", name="Show the call", exact=True)).to_contain_text("Ben Okri")
    expect(desk.box).to_be_visible()
    desk.press("Show the call", exact=True)
    expect(seats(desk)).to_have_count(2)
    expect(desk.box).not_to_be_visible()
    desk.press("Show the call as a bar")
    expect(desk.box).to_be_visible()
    desk.page.get_by_role("link", name="Back to conversations").click()
    expect(desk.page.get_by_role("complementary", name="Call")).to_be_visible()


#: What can be pressed and is smaller than a finger, 44 px.
SMALL = """() => [...document.querySelectorAll(".call, .ring-sheet, dialog, .menu, .back-bar, .call-banner, .toast")]
  .flatMap(place => [...place.querySelectorAll("button, a, input, select, summary")])
  .map(it => [it.ariaLabel || it.textContent || it.tagName, it.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5)).map(([name, box]) => [name, box.width, box.height])"""


def test_fingers_meet_what_they_press(room):
    ada, ben, cleo = room.server.members("Ada Lovelace", "Ben Okri", "Cleo Mund")
    c = ada.group(ben, cleo, title="Hiking club")
    desk = room.phone(ada)
    calls = Calls(desk)
    desk.at(c).live()
    wrong = []

    def look(state):
        wrong.extend((state, *it) for it in desk.page.evaluate(SMALL))

    calls.start(c, ben.id, {"p": cleo.id, "listener": True, "hand": 4}, ringing=[ada.id])
    ring(desk).get_by_role("button", name="Busy, later").click()
    expect(ring(desk).get_by_label("Your answer")).to_be_visible()
    look("ringing")
    calls.change(c, ringing=[])
    expect(ring(desk)).to_have_count(0)
    look("going on")
    desk.press("Join", exact=True)
    expect(desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True)).to_be_visible()
    look("devices")
    desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True).click()
    expect(stage(desk)).to_be_visible()
    look("bar")
    desk.press("Show the call", exact=True)
    expect(seats(desk)).to_have_count(2)
    look("call")
    stage(desk).get_by_role("button", name="More", exact=True).click()
    expect(desk.page.locator("[role^=menuitem]").first).to_be_visible()
    look("menu")
    desk.page.keyboard.press("Escape")
    desk.page.get_by_role("link", name="Back to conversations").click()
    expect(desk.page.get_by_role("complementary", name="Call")).to_be_visible()
    look("back to the call")
    assert wrong == []
