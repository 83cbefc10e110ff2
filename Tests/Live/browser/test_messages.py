"""Writing, and what can be done with what was written."""

import re

from playwright.sync_api import expect

from waiting import wait

DRAFTS = """() => new Promise(done => { indexedDB.open("confab").onsuccess = ({target: {result: db}}) => {
    db.transaction("kept").objectStore("kept").get("drafts").onsuccess = ({target}) => { db.close(); done(JSON.stringify(target.result ?? "")); };
}; })"""


def test_markdown_link_emoji_and_mention(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    ada.say("**bold** and _soft_ and `code`\n\n- one\n- two\n\n> said\n\n```\nlet x = 1\n```\nhttps://example.org/a?b=c")
    line = ben.message("bold")
    for tag in ("strong", "em", "code", "ul > li >> nth=1", "blockquote", "pre"):
        expect(line.locator(f".rich {tag}").first).to_be_visible()
    link = line.get_by_role("link", name="https://example.org/a?b=c")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")

    ada.box.press_sequentially("hello @be")
    expect(ada.page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    ada.box.press("Enter")
    expect(ada.box).to_have_value("hello @Ben Okri ")
    ada.box.press_sequentially(":tada")
    expect(ada.page.get_by_role("option").first).to_contain_text("🎉")
    ada.box.press("Tab")
    ada.box.press("Enter")
    expect(ben.message("hello").locator(".mention.me")).to_have_text("@Ben Okri")
    ben.shows("🎉")
    ada.press("Emoji", exact=True)
    ada.page.get_by_role("searchbox", name="Find an emoji").fill("rocket")
    ada.page.get_by_role("button", name="rocket ship").click()
    ada.send()
    ben.shows("🚀")


def test_reply_edit_history_retract_react(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    ada.say("Lunch at noon?")
    ben.menu("Lunch at noon?", "Reply")
    ben.say("Make it one")
    quote = ada.message("Make it one").locator("button.quote")
    expect(quote).to_contain_text("Lunch at noon?")
    quote.click()
    expect(ada.page.locator("li.message.lit")).to_contain_text("Lunch at noon?")

    asked = ada.messages.first
    asked.press("e")
    expect(ada.box).to_have_value("Lunch at noon?")
    ada.box.fill("Lunch at half past?")
    ada.press("Save")
    edited = ben.page.locator("li.message").first
    expect(edited.locator(".rich")).to_have_text("Lunch at half past?")
    edited.get_by_role("button", name="edited").click()
    versions = ben.page.get_by_role("dialog", name=re.compile("^Versions"))
    expect(versions.get_by_role("listitem")).to_have_count(2)
    expect(versions).to_contain_text("Lunch at noon?")
    ben.page.keyboard.press("Escape")
    expect(versions).to_have_count(0)

    edited.press("+")
    ben.page.get_by_role("button", name="❤️").click()
    expect(ada.page.get_by_role("button", name="❤️, 1: Ben Okri")).to_be_visible()
    ada.page.get_by_role("button", name="❤️, 1: Ben Okri").click()
    expect(ben.page.get_by_role("button", name=re.compile("❤️, 2: "))).to_have_attribute("aria-pressed", "true")
    ben.page.get_by_role("button", name=re.compile("❤️, 2: ")).click()
    expect(ada.page.get_by_role("button", name="❤️, 1: You")).to_be_visible()

    ben.menu("Make it one", "Take back")
    ben.confirm("Take back")
    for desk in (ada, ben):
        desk.see("Message taken back")
        expect(desk.page.locator(".timeline").get_by_text("Make it one")).to_have_count(0)


def test_typing_and_read_marker(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    ada.box.press_sequentially("wa")
    ben.see("Ada Lovelace is typing")
    ada.box.fill("")
    expect(ben.page.get_by_text("Ada Lovelace is typing")).to_have_count(0)
    ada.say("are you there?")
    ben.page.bring_to_front()
    expect(ada.message("are you there?").get_by_role("img", name="Read by Ben Okri")).to_be_visible()


def test_unread_count_and_where_the_new_begins(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    ben.say(c, "old news")
    desk = room.desk(ada).at(c)
    desk.shows("old news")
    expect(desk.row("Ben").get_by_label(re.compile("unread"))).to_have_count(0)
    desk.look_away()
    for n in range(3):
        ben.say(c, f"fresh {n}")
    expect(desk.row("Ben").get_by_label("3 unread")).to_be_visible()
    expect(desk.page).to_have_title(re.compile(r"^\(3\) "))
    desk.row("Ben").click()
    first = desk.page.locator(".new-line + li.message")
    expect(first).to_contain_text("fresh 0")
    expect(desk.row("Ben").get_by_label(re.compile("unread"))).to_have_count(0)
    expect(desk.page).not_to_have_title(re.compile(r"^\("))


def test_a_draft_outlives_a_reload(pair):
    ada, ben, c = pair
    ada.at(c).type("half a thought")
    wait(lambda: "half a thought" in ada.page.evaluate(DRAFTS))
    ada.page.reload()
    expect(ada.box).to_have_value("half a thought")
    ada.send()
    expect(ada.messages).to_have_count(1)
