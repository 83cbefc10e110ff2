"""From an address that nobody here has to a conversation with a stranger."""

import re

import pytest
from playwright.sync_api import expect

from desk import DESKTOP, PHONE


def write_to_stranger(desk, address, text):
    """Types an address and a message; the link that comes of it."""
    find = desk.page.get_by_role("searchbox", name="Find a conversation or type an email address")
    find.fill(address)
    find.press("Enter")
    desk.page.get_by_label("Message", exact=True).fill(text)
    desk.press("Send", exact=True)
    card = desk.page.get_by_role("region", name=f"Link for {address}")
    expect(card).to_be_visible()
    expect(card.get_by_role("button", name="Copy link")).to_be_visible()
    desk.shows(text.replace("*", ""))
    return card.get_by_label("Link", exact=True).input_value()


def join(desk, link, name):
    desk.follow(link)
    expect(desk.page.get_by_role("textbox")).to_have_count(1)
    expect(desk.page.get_by_role("main").get_by_role("button")).to_have_count(1)
    desk.page.get_by_label("Your name").fill(name)
    desk.press("Join the conversation")
    expect(desk.page).to_have_url(re.compile(r"/c/\w+$"))


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_stranger_joins_with_one_field_and_one_button(room, screen):
    address = f"pia.{'phone' if screen is PHONE else 'desk'}@elsewhere.example"
    ada = room.desk(room.server.member("Ada"), screen).go("/").live()
    link = write_to_stranger(ada, address, "Are you **in** on Sunday?")
    stranger = room.desk(screen=screen)
    join(stranger, link, "Pia Stranger")
    stranger.shows("Are you in on Sunday?").say("Gladly!")
    ada.shows("Gladly!").say("Ten o'clock then")
    stranger.shows("Ten o'clock then")
    ada.see("Pia Stranger joined")
    expect(ada.page.get_by_role("region", name=f"Link for {address}")).to_have_count(0)


def test_the_link_belongs_to_the_browser_that_opened_it(room):
    ada = room.desk(room.server.member("Ada")).go("/").live()
    link = write_to_stranger(ada, "quinn@elsewhere.example", "Hello Quinn")
    quinn = room.desk()
    join(quinn, link, "Quinn")
    quinn.shows("Hello Quinn")
    quinn.go("/").live()
    quinn.row("Ada").click()
    quinn.shows("Hello Quinn")
    quinn.follow(link)
    quinn.press("Open the conversation")
    quinn.shows("Hello Quinn")

    other = room.desk(allow=["410"]).follow(link)
    other.see("This link was opened somewhere else")
    expect(other.page.get_by_role("textbox")).to_have_count(0)

    ada.member("Quinn", "New link for them")
    fresh = ada.page.get_by_role("dialog").get_by_label("Link", exact=True).input_value()
    assert fresh != link
    join(other, fresh, "Quinn again")
    other.shows("Hello Quinn").say("from my telephone")
    quinn.shows("from my telephone")
    ada.shows("from my telephone")
    late = room.desk(allow=["410"]).follow(link)
    late.see("This link")
    expect(late.page.get_by_role("textbox")).to_have_count(0)


def test_nonsense_after_the_link_says_so(room):
    desk = room.desk(allow=["40[04]", "410"]).go("/i#notatokenatallnotatokenatall")
    desk.see("This link has ended")


def test_a_guest_sees_only_what_a_guest_may(room):
    ada = room.server.member("Ada")
    guest, c = ada.guest(name="Greta")
    desk = room.desk(guest).at(c).live()
    expect(desk.page.get_by_role("link", name="New conversation")).to_have_count(0)
    desk.go("/settings/password")
    expect(desk.page.get_by_role("link", name="API tokens")).to_have_count(0)
    expect(desk.page.get_by_label("Present password")).to_have_count(0)
    desk.go("/admin")
    expect(desk.page).to_have_url(desk.base + "/")
