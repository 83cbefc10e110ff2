"""Ringing at every device, until somebody answers, declines, or the caller gives up."""

from calling import accept, all_hear, begin, heard_just, in_call, leave, log, ring, seats, stage
from playwright.sync_api import expect
from sound import equip


def test_answered_at_one_device_the_other_is_quiet(room, two):
    ada, ben, c = two
    second = equip(room.desk(ben.person.another()), 1130).at(c).live()
    begin(ada)
    expect(ring(ben)).to_contain_text("Ada Lovelace")
    expect(ring(second)).to_contain_text("Ada Lovelace")
    accept(second)
    expect(ring(ben)).to_have_count(0)
    ben.see("You, at another device")
    all_hear(ada, second)
    # Both devices at once: the person is there once, and speaks from either.
    ben.press("Join here too")
    ben.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True).click()
    heard_just(ada, ben, second)
    expect(seats(ada)).to_have_count(2)
    leave(second)
    heard_just(ada, ben)
    expect(stage(ben)).to_be_visible()


def test_declined_at_one_device_the_other_is_quiet_and_the_call_ends(room, two):
    ada, ben, c = two
    second = equip(room.desk(ben.person.another()), 1130).at(c).live()
    begin(ada)
    expect(ring(second)).to_be_visible()
    ring(ben).get_by_role("button", name="Decline").click()
    expect(ring(ben)).to_have_count(0)
    expect(ring(second)).to_have_count(0)
    expect(seats(ada).filter(has_text="Declined")).to_have_count(1)
    expect(stage(ada)).to_have_count(0)
    ada.see("no answer")
    expect(ben.page.get_by_role("button", name="Call back")).to_have_count(0)


def test_who_hangs_up_too_soon_is_called_back(two):
    ada, ben, c = two
    begin(ada)
    expect(ring(ben)).to_be_visible()
    leave(ada)
    expect(ring(ben)).to_have_count(0)
    ben.see("Missed call from Ada Lovelace")
    ben.press("Call back")
    ben.page.get_by_role("dialog").get_by_role("button", name="Call", exact=True).click()
    accept(ada)
    all_hear(ada, ben)
    assert [e["state"] for e in log(ada, c, "call")] == ["started", "ended", "started"]


def test_a_direct_call_ends_when_one_of_the_two_has_left(two):
    ada, ben, c = two
    all_hear(*in_call([ada, ben]))
    leave(ben)
    expect(stage(ada)).to_have_count(0)
    _, ended = log(ada, c, "call")
    assert ended["state"] == "ended" and ended["people"] == 2 and ended["missed"] == []
