"""A moderator takes somebody out of a call."""

from calling import all_hear, choose, heard_just, in_call, present, ring, stage
from playwright.sync_api import expect


def test_who_is_removed_is_out_and_cannot_come_back(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    choose(ada, "Ben Okri", "Remove from the call")
    ada.confirm("Remove")
    expect(stage(ben)).to_have_count(0)
    ben.see("You were removed from the call")
    heard_just(cleo, ada, within=5)
    heard_just(ben, within=5)
    expect(present(ada)).to_have_count(2)
    ben.press("Join", exact=True)
    panel = ben.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True)
    panel.click()
    ben.see("taken you out of this call")
    expect(stage(ben)).to_have_count(0)
    expect(present(ada)).to_have_count(2)
    expect(ring(ben)).to_have_count(0)
    ben.say("Why?")
    ada.shows("Why?")
