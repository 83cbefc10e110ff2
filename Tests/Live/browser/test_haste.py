"""People who are faster than the page: what they press and type before it is drawn, or before an answer has come."""

import re

from playwright.sync_api import expect

from callspage import MICROPHONES
from waiting import wait

ROUTE = "(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"

#: What was asked before has been answered.
ANSWERED = "fetch('/api/v1/server').then(answer => answer.text())"


def asked(desk, held, count=1):
    """Waits until so much was asked of the server."""
    wait(lambda: desk.page.evaluate("1") and len(held) >= count)


def test_a_page_that_is_still_loading_leaves_the_one_before_as_it_is(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    desk = room.desk(ada, service_workers="block").at(c).live()
    with desk.unanswered("**/settings.js") as held:
        desk.page.evaluate(ROUTE, "/settings/devices")
        asked(desk, held)
        ben.say(c, "meanwhile")
        desk.shows("meanwhile")
    expect(desk.page.locator(".pane h1")).to_have_text("Devices")
    expect(desk.timeline).to_have_count(0)


def test_an_older_answer_does_not_undo_what_is_known_of_the_members(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.group(ben, title="Choir")
    desk = room.desk(ada).at(c).live()
    row = desk.panel().get_by_role("listitem").filter(has_text="Ben")
    expect(row).to_be_visible()
    with desk.unanswered(f"**/api/v1/conversations/{c}") as held:
        ada.patch(f"/conversations/{c}/members/{ben.id}", {"role": "moderator"})
        asked(desk, held)
        old = held[0].fetch()
        ada.patch(f"/conversations/{c}/members/{ben.id}", {"role": "reader"})
        asked(desk, held, 2)
        held[1].continue_()
        expect(row).to_contain_text("Reader")
        held[0].fulfill(response=old)
        held.clear()
    desk.page.evaluate(ANSWERED)
    expect(row).to_contain_text("Reader")


def test_whose_session_ends_while_they_type_signs_in_again(pair):
    ada, ben, c = pair
    ben.at(c).live()
    ada.at(c).live()
    ada.box.press_sequentially("half a thought")
    ben.see("is typing")
    other = ada.person.another()
    other.delete("/sessions")
    expect(ada.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(ada.timeline).to_have_count(0)
