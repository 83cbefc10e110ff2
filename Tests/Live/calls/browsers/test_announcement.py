"""In an announcement listeners hear and are not heard, until a moderator lets them."""

from calling import begin, choose, heard_just, join, press, stage, unmute
from playwright.sync_api import expect
from sound import cheat, counts
from waiting import wait


def test_a_listener_is_given_the_floor_and_set_back(party):
    [ada, ben, cleo], _ = party(3, kind="announcement", title="News")
    begin(ada)
    join(ben)
    join(cleo)
    for listener in ben, cleo:
        expect(stage(listener).get_by_role("button", name="Listening")).to_be_disabled()
        heard_just(listener, ada)
    # A page that is not as it should be is not heard either.
    cheat(ben)
    wait(lambda: counts(ben)["level"] > 0.05, 15)
    before = counts(ben)["sent"]
    wait(lambda: counts(ben)["sent"] > before + 50, 15)
    heard_just(cleo, ada)
    press(ben, "Raise hand")
    hands = stage(ada).get_by_role("list", name="Raised hands")
    expect(hands).to_contain_text("Ben Okri")
    choose(ada, "Ben Okri", "Let them speak")
    ben.see("You may speak now")
    expect(hands).to_have_count(0)
    unmute(ben)
    heard_just(cleo, ada, ben, within=5)
    heard_just(ada, ben, within=5)
    choose(ada, "Ben Okri", "Make a listener")
    heard_just(cleo, ada, within=5)
    heard_just(ada, within=5)
    heard_just(ben, ada)
