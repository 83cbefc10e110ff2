"""Leaving, coming late, coming back, and another microphone in between."""

from calling import all_hear, heard_just, in_call, join, leave, present, press
from playwright.sync_api import expect
from sound import LOUD, OTHER_DEVICE, SILENT, hears
from waiting import wait

MICROPHONES = "select => [...select.options].map(o => o.value).filter(v => v && v !== 'default')"


def test_come_late_leave_and_come_back(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben]))
    cleo.page.get_by_role("alertdialog").get_by_role("button", name="Decline").click()
    join(cleo)
    all_hear(ada, ben, cleo)
    leave(ben)
    heard_just(ada, cleo, within=5)
    heard_just(cleo, ada, within=5)
    heard_just(ben, within=5)
    expect(present(ada)).to_have_count(2)
    join(ben)
    all_hear(ada, ben, cleo)
    expect(present(cleo)).to_have_count(3)


def test_a_closed_tab_has_left(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    ben.page.close(run_before_unload=True)
    expect(present(ada)).to_have_count(2)
    heard_just(ada, cleo)


def test_another_microphone_without_a_new_connection(two):
    ada, ben, _ = two
    all_hear(*in_call([ada, ben]))
    press(ada, "Sound")
    ada.press("Microphone and speaker…")
    choice = ada.page.get_by_role("dialog").get_by_label("Microphone", exact=True)
    choice.select_option(choice.evaluate(MICROPHONES)[0])
    wait(lambda: hears(ben, ada.tone, OTHER_DEVICE)[1] > LOUD, 10)
    wait(lambda: hears(ben, ada.tone, OTHER_DEVICE)[0] < SILENT, 10)
    assert ada.page.evaluate("window.lines.length") == 1
    heard_just(ada, ben)


def test_text_goes_on_beside_the_call(two):
    ada, ben, _ = two
    in_call([ada, ben])
    ada.say("Do you hear me?")
    ben.shows("Do you hear me?").say("Yes, and read you")
    ada.shows("Yes, and read you")
    all_hear(ada, ben)
