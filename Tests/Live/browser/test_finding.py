"""Search, jumping to a day, permalinks, and a long history."""

import re
from datetime import date

from playwright.sync_api import expect

from waiting import wait


def search(desk, words):
    desk.page.get_by_role("searchbox", name="Search messages").fill(words)
    return desk.page.locator("a.hit")


def lit(desk):
    return desk.page.locator("li.message.lit")


def test_search_in_any_language_and_jump(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    for n in range(80):
        ada.say(c, f"filler {n}")
    ada.say(c, "今日は東京で会いましょう")
    ben.say(c, "Größenordnung der Äpfel")
    for n in range(80):
        ada.say(c, f"more {n}")
    desk = room.desk(ben).go("/search")
    hits = search(desk, "東京")
    expect(hits).to_have_count(1)
    expect(hits.locator("mark")).to_have_text("東京")
    expect(search(desk, "grössenordnung").or_(search(desk, "größenordnung"))).to_have_count(1)
    hits = search(desk, "東京")
    expect(hits.locator("mark")).to_have_text("東京")
    hits.click()
    expect(lit(desk)).to_contain_text("今日は東京で会いましょう")
    expect(lit(desk)).to_be_in_viewport()
    desk.page.get_by_role("button", name=re.compile("Latest")).click()
    expect(desk.message("more 79")).to_be_in_viewport()
    search(desk.go(f"/search?c={c}"), "nothing like it")
    desk.see("Nothing found.")


def test_a_permalink_opens_and_marks(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    seqs = [ada.say(c, f"line {n}") for n in range(200)]
    desk = room.desk(ben).at(c, seqs[20])
    expect(lit(desk)).to_have_id(f"m-{seqs[20]}")
    expect(lit(desk)).to_be_in_viewport()
    desk.menu("line 21", "Copy link")
    desk.see("Link copied")
    assert desk.page.evaluate("navigator.clipboard.readText()") == f"{desk.base}/c/{c}/{seqs[21]}"


def test_scrolling_back_reaches_the_beginning(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    for n in range(180):
        ada.say(c, f"line {n}.")
    ben.put(f"/conversations/{c}/read", {"seq": ben.summary(c)["head"]})
    desk = room.desk(ben).at(c)
    expect(desk.message("line 179.")).to_be_in_viewport()
    first = desk.message("line 0.")
    while not first.count():
        top = desk.page.locator("li.message").first.get_attribute("id")
        desk.timeline.evaluate("box => { box.scrollTop = 0; }")
        wait(lambda: first.count() or desk.page.locator("li.message").first.get_attribute("id") != top)
    numbers = [text for _, text in desk.order()]
    assert numbers == [f"line {n}." for n in range(180)]


def test_jumping_to_a_day(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    ada.say(c, "the first of today")
    for n in range(100):
        ada.say(c, f"line {n}")
    desk = room.desk(ben).at(c)
    desk.shows("line 99").press("More", exact=True)
    desk.choose("Go to a day")
    desk.page.get_by_label("Day", exact=True).fill(date.today().isoformat())
    desk.confirm("Go")
    expect(desk.message("the first of today")).to_be_in_viewport()
