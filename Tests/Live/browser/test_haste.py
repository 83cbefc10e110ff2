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


def test_what_is_typed_right_after_sending_is_a_text_of_its_own(pair):
    ada, ben, c = pair
    ada.at(c).live()
    ben.at(c).live()
    ada.box.press_sequentially("first")
    with ada.undrawn():
        ada.page.keyboard.press("Enter")
        ada.page.keyboard.type("second")
        ada.page.keyboard.press("Enter")
        ada.page.keyboard.type("third")
    expect(ada.box).to_have_value("third")
    ben.shows("first", "second")
    expect(ben.messages).to_have_count(2)


def test_what_is_typed_right_after_choosing_to_edit_or_answer_goes_into_the_box(pair):
    ada, ben, c = pair
    ada.at(c).live().say("Lunch at noon")
    ada.shows("Lunch at noon")
    ada.message("Lunch at noon").focus()
    with ada.undrawn():
        ada.page.keyboard.type("e?")
    expect(ada.box).to_have_value("Lunch at noon?")
    ada.page.keyboard.press("Escape")
    expect(ada.box).to_have_value("")
    ada.message("Lunch at noon").focus()
    with ada.undrawn():
        ada.page.keyboard.type("rreally")
    expect(ada.box).to_have_value("really")
    expect(ada.page.locator(".composer-banner")).to_contain_text("Reply to You")


def test_an_emoji_goes_into_the_conversation_that_it_was_chosen_for(room):
    ada, ben, cleo = room.server.members("Ada", "Ben", "Cleo")
    first, last = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).at(first).live()
    desk.type("for Ben")
    desk.press("Emoji", exact=True)
    desk.page.evaluate(ROUTE, f"/c/{last}")
    expect(desk.page.get_by_role("heading", name="Cleo", level=1)).to_be_visible()
    desk.type("for Cleo")
    desk.page.evaluate("document.querySelector('.emoji-menu button').click()")
    expect(desk.box).to_have_value("for Cleo")
    desk.row("Ben").click()
    expect(desk.box).to_have_value("for Ben")


def test_a_second_click_on_sending_does_not_record(pair):
    ada, ben, c = pair
    ada.at(c).live().type("once")
    at = ada.page.get_by_role("button", name="Send", exact=True).bounding_box()
    ada.page.mouse.click(at["x"] + 9, at["y"] + 9)
    expect(ada.page.get_by_role("button", name="Record a voice message")).to_be_visible()
    ada.page.mouse.down(click_count=2)
    ada.page.mouse.up(click_count=2)
    ada.shows("once")
    expect(ada.page.get_by_role("timer")).to_have_count(0)
    ada.press("Record a voice message")
    expect(ada.page.get_by_role("timer")).to_be_visible()
    ada.press("Discard recording")


def test_no_microphone_stays_open_that_nobody_uses(room):
    ada, ben, cleo = room.server.members("Ada", "Ben", "Cleo")
    first, last = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).at(first).live()
    desk.page.evaluate(MICROPHONES)
    desk.press("Record a voice message")
    desk.press("Record a voice message")
    desk.page.evaluate("allow.forEach(f => f())")
    expect(desk.page.get_by_role("timer")).to_be_visible()
    desk.press("Discard recording")
    expect(desk.box).to_be_visible()
    assert desk.page.evaluate("[allow.length, live().length]") == [1, 0]

    desk.press("Record a voice message")
    desk.row("Cleo").click()
    expect(desk.page.get_by_role("heading", name="Cleo", level=1)).to_be_visible()
    desk.page.evaluate("allow.forEach(f => f())")
    desk.page.wait_for_function("() => mics.length === 2")
    desk.page.wait_for_function("() => live().length === 0")
    desk.row("Ben").click()
    expect(desk.box).to_be_visible()


def test_a_voice_message_goes_out_once_wherever_one_is_by_then(room):
    ada, ben, cleo = room.server.members("Ada", "Ben", "Cleo")
    first, last = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).at(first).live()
    desk.press("Record a voice message")
    expect(desk.page.get_by_role("timer")).to_have_text(re.compile("^0:0[1-9]$"))
    with desk.unanswered("**/api/v1/attachments?*") as held:
        desk.page.get_by_role("button", name="Send voice message").evaluate("b => { b.click(); b.click(); }")
        asked(desk, held)
        desk.row("Cleo").click()
        expect(desk.page.get_by_role("heading", name="Cleo", level=1)).to_be_visible()
        find = desk.page.get_by_role("searchbox", name=re.compile("^Find a conversation"))
        find.focus()
    wait(lambda: [e for e in ada.events(first) if e["kind"] == "message"])
    expect(find).to_be_focused()
    desk.row("Ben").click()
    expect(desk.page.get_by_role("group", name="Voice message")).to_have_count(1)
    assert len([e for e in ada.events(first) if e["kind"] == "message"]) == 1


def test_arrows_in_the_list_go_by_what_is_typed(room):
    ada, ben, cleo = room.server.members("Ada", "Benedikt", "Cleopatra")
    first, last = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).go("/").live()
    expect(desk.row("Cleopatra")).to_be_visible()
    desk.page.get_by_role("searchbox", name=re.compile("^Find a conversation")).focus()
    for words, path in ("cleop", f"/c/{last}"), ("bened", f"/c/{first}"):
        desk.page.keyboard.press("Control+k")
        with desk.undrawn():
            desk.page.keyboard.type(words)
            desk.page.keyboard.press("ArrowDown")
            desk.page.keyboard.press("ArrowDown")
            desk.page.keyboard.press("Enter")
        expect(desk.page).to_have_url(desk.base + path)


def test_a_message_that_is_jumped_to_while_others_load_is_loaded(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    seqs = [ada.say(c, f"line {n}.") for n in range(150)]
    desk = room.desk(ben).go("/").live()
    with desk.unanswered(re.compile(f"/conversations/{c}/events")) as held:
        desk.row("Ada").click()
        asked(desk, held)
        desk.page.evaluate(ROUTE, f"/c/{c}/{seqs[10]}")
        asked(desk, held, 2)
        assert held[1].request.url.endswith(f"around={seqs[10]}")
    expect(desk.page.locator("li.message.lit")).to_contain_text("line 10.")
    expect(desk.message("line 10.")).to_be_in_viewport()


def test_older_answers_of_a_search_are_passed_over(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    for n in range(50):
        ada.say(c, f"apple {n}.")
    ada.say(c, "pear")
    desk = room.desk(ben).go("/search").live()
    box, hits = desk.page.get_by_role("searchbox", name="Search messages"), desk.page.locator("a.hit")
    box.fill("apple")
    expect(hits).to_have_count(20)
    with desk.unanswered("**/api/v1/search?*") as held:
        desk.page.get_by_role("button", name="More", exact=True).evaluate("b => { b.click(); b.click(); }")
        asked(desk, held)
        desk.page.evaluate(ANSWERED)
        assert len(held) == 1
    expect(hits).to_have_count(40)
    with desk.unanswered("**/api/v1/search?*") as held:
        desk.press("More", exact=True)
        asked(desk, held)
        box.fill("pear")
        asked(desk, held, 2)
        held.pop().continue_()
        expect(hits).to_have_count(1)
    desk.page.evaluate(ANSWERED)
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("pear")


def test_who_leaves_before_a_conversation_has_begun_stays_away(room):
    ada, ben = room.server.members("Ada", "Ben")
    desk = room.desk(ada).go("/new").live()
    desk.page.get_by_label("To", exact=True).fill(ben.address)
    desk.page.get_by_label("Message", exact=True).fill("Hello")
    with desk.unanswered("**/api/v1/conversations") as held:
        desk.press("Send", exact=True)
        asked(desk, held)
        desk.page.evaluate(ROUTE, "/search")
        desk.page.evaluate(ROUTE, "/new")
        desk.page.get_by_label("Message", exact=True).fill("to somebody else")
    expect(desk.row("Ben")).to_be_visible()
    expect(desk.page).to_have_url(desk.base + "/new")
    expect(desk.page.get_by_label("Message", exact=True)).to_have_value("to somebody else")


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


def test_what_is_typed_while_a_profile_is_saved_stays(room):
    desk = room.desk(room.server.member("Ada")).go("/settings/profile")
    name = desk.page.get_by_label("Name", exact=True)
    name.fill("Ada L")
    with desk.unanswered("**/api/v1/me") as held:
        desk.press("Save")
        asked(desk, held)
        name.fill("Ada Lovelace")
    desk.see("Saved")
    expect(desk.page.locator(".me b")).to_have_text("Ada L")
    expect(name).to_have_value("Ada Lovelace")


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


def test_a_request_is_answered_once(room):
    ada, ben = room.server.members("Ada", "Ben")
    ada.start("direct", ben.address, text="Shall we sing?", key="in-haste-1")
    desk = room.desk(ben).go("/requests").live()
    button = desk.page.get_by_role("button", name="Accept", exact=True)
    expect(button).to_be_visible()
    with desk.unanswered("**/accept") as held:
        button.evaluate("b => { b.click(); b.click(); }")
        asked(desk, held)
    desk.shows("Shall we sing?")
    assert len(held) == 1


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
