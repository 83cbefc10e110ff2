"""Who is muted is heard by nobody, who is deaf is sent nothing."""

from calling import all_hear, choose, heard_just, in_call, mute, press, seat, stage, unmute
from playwright.sync_api import expect
from sound import cheat, counts
from waiting import wait


def test_mute_and_unmute(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    mute(ben)
    heard_just(ada, cleo)
    heard_just(cleo, ada)
    heard_just(ben, ada, cleo)
    expect(seat(ada, "Ben Okri")).to_contain_text("muted")
    unmute(ben)
    all_hear(ada, ben, cleo)
    expect(seat(ada, "Ben Okri")).not_to_contain_text("muted")


def sends_more(desk):
    """Waits until the desk has sent its tone for a second."""
    wait(lambda: counts(desk)["level"] > 0.05, 15)
    before = counts(desk)["sent"]
    wait(lambda: counts(desk)["sent"] > before + 50, 15)


def test_who_only_claims_to_be_muted_is_not_heard(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    mute(ben)
    heard_just(ada, cleo)
    cheat(ben)
    sends_more(ben)
    heard_just(ada, cleo)
    heard_just(cleo, ada)


def test_a_moderator_mutes_and_only_oneself_unmutes(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    choose(ada, "Ben Okri", "Mute")
    heard_just(cleo, ada)
    expect(stage(ben).get_by_role("button", name="Unmute")).to_be_visible()
    ben.see("A moderator muted you")
    cheat(ben)
    sends_more(ben)
    heard_just(ada, cleo)
    heard_just(cleo, ada)
    expect(stage(ben).get_by_role("button", name="More about")).to_have_count(0)
    unmute(ben)
    heard_just(cleo, ada, ben)


def test_the_deaf_are_sent_nothing(two):
    ada, ben, _ = two
    all_hear(*in_call([ada, ben]))
    press(ben, "Deafen")
    expect(seat(ada, "Ben Okri")).to_contain_text("hears nothing")
    heard_just(ben)
    before = counts(ben)["got"]
    sends_more(ben)
    assert counts(ben)["got"] == before
    heard_just(ada, ben)
    press(ben, "Undeafen")
    all_hear(ada, ben)
