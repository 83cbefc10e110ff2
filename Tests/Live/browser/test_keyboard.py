"""Everything a person needs, without a pointer."""

import re

from playwright.sync_api import expect

from people import PASSWORD


def tab_to(desk, role, name, most=40, key="Tab"):
    """Presses Tab until this has the focus."""
    wanted = desk.page.get_by_role(role, name=name)
    expect(wanted.first).to_be_attached()
    for _ in range(most):
        if wanted.count() and wanted.first.evaluate("e => e === document.activeElement"):
            return wanted.first
        desk.page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {role} {name!r}")


def test_from_signing_in_to_a_sent_message(room):
    ada, ben = room.server.members("Ada", "Benedikt")
    c = ada.direct(ben)
    watcher = room.desk(ben).at(c).live()
    desk = room.desk().go("/")
    keys = desk.page.keyboard
    expect(desk.page.get_by_label("Email address")).to_be_focused()
    keys.type(ada.address)
    tab_to(desk, "textbox", re.compile("^Password"))
    keys.type(PASSWORD)
    keys.press("Enter")
    desk.live()
    find = tab_to(desk, "searchbox", re.compile("^Find a conversation"))
    keys.press("ArrowDown")
    expect(desk.row("Benedikt")).to_be_focused()
    keys.press("Enter")
    expect(desk.box).to_be_focused()
    keys.type("by keyboard")
    keys.press("Enter")
    watcher.shows("by keyboard")
    keys.press("Control+k")
    expect(find).to_be_focused()
    keys.press("Escape")

    watcher.say("answer me")
    desk.shows("answer me")
    desk.box.focus()
    tab_to(desk, "region", "Messages", key="Shift+Tab")
    keys.press("ArrowUp")
    expect(desk.message("answer me")).to_be_focused()
    keys.press("r")
    expect(desk.box).to_be_focused()
    keys.type("here is one")
    keys.press("Enter")
    expect(watcher.message("here is one").locator(".quote")).to_contain_text("answer me")
    desk.shows("here is one")
    keys.press("ArrowUp")
    expect(desk.box).to_have_value("here is one")
    keys.type(", edited")
    keys.press("Enter")
    watcher.shows("here is one, edited")


def test_beginning_a_conversation_with_two_people(room):
    ada = room.server.member("Ada")
    desk = room.desk(ada).go("/").live()
    keys = desk.page.keyboard
    tab_to(desk, "link", "New conversation")
    keys.press("Enter")
    tab_to(desk, "textbox", "To")
    for address in ("one@elsewhere.example", "two@elsewhere.example"):
        keys.type(address)
        keys.press("Enter")
        expect(desk.page.get_by_role("button", name=f"Remove {address}")).to_be_visible()
    tab_to(desk, "textbox", "Message")
    keys.type("Hello both")
    keys.press("Control+Enter")
    desk.shows("Hello both")
    expect(desk.page.get_by_role("region", name=re.compile("^Link for"))).to_have_count(2)


def test_the_focus_comes_back_from_menus_and_dialogs(pair):
    ada, ben, c = pair
    ada.at(c).live()
    more = tab_to(ada, "button", re.compile("^More$"))
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("menu")).to_be_visible()
    ada.page.keyboard.press("Escape")
    expect(more).to_be_focused()
    own = tab_to(ada, "button", re.compile("your status"))
    ada.page.keyboard.press("Enter")
    ada.choose("Keyboard shortcuts")
    expect(ada.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    ada.page.keyboard.press("Escape")
    expect(ada.page.get_by_role("dialog")).to_have_count(0)
    expect(own).to_be_focused()


def test_enter_goes_where_the_words_say_though_nothing_is_drawn_yet(room):
    """Typed and entered within one frame: what stands in the list is still that of before."""
    ada, ben, cleo = room.server.members("Ada", "Benedikt", "Cleopatra")
    first, last = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).go("/").live()
    expect(desk.row("Cleopatra")).to_be_visible()
    enter = """(box, words) => { box.value = words; box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })); }"""
    find = desk.page.get_by_role("searchbox", name=re.compile("^Find a conversation"))
    for words, path in ("bened", f"/c/{first}"), ("cleopatra", f"/c/{last}"), ("no such words", "/search?q=no%20such%20words"), \
            ("new@elsewhere.example", "/new?to=new%40elsewhere.example"):
        find.evaluate(enter, words)
        expect(desk.page).to_have_url(desk.base + path)
        expect(find).to_have_value("")
