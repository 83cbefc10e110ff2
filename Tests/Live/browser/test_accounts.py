"""Becoming the owner, signing in, devices, the password."""

import re

import pytest
from playwright.sync_api import expect

from desk import PHONE, DESKTOP
from people import PASSWORD


def field(desk, name):
    return desk.page.get_by_label(name, exact=True)


def sign_in(desk, address, password=PASSWORD):
    field(desk, "Email address").fill(address)
    field(desk, "Password").fill(password)
    desk.press("Sign in", exact=True)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_setup_link_makes_the_owner_once(serve, room, server, screen):
    own = serve(server.settings)
    desk = room.desk(server=own, screen=screen)
    desk.go(f"/setup#{own.setup_token()}")
    field(desk, "Your name").fill("Olga Owner")
    field(desk, "Email address").fill("olga@example.org")
    field(desk, "Password").fill("short")
    desk.press("Start", exact=True)
    desk.see("At least 8 characters, please.")
    field(desk, "Password").fill(PASSWORD)
    desk.press("Start", exact=True)
    expect(desk.page).to_have_url(desk.base + "/")
    desk.live()
    if screen is DESKTOP:
        desk.see("Write to anyone")

    own.restart()
    desk.allow("ERR_CONNECTION|WebSocket|ERR_EMPTY")
    desk.go("/").live()
    expect(desk.page.get_by_role("button", name="Olga Owner: your status and settings")).to_be_visible()
    other = room.desk(server=own).go("/")
    expect(other.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_signing_in_on_a_second_device_and_ending_it(room):
    ada = room.server.member("Ada")
    c = ada.start("group", title="Kept everywhere", text="found again")["conversation"]["id"]
    first, second = room.desk(), room.desk()
    for desk in (first, second):
        desk.go("/")
        sign_in(desk, ada.address)
        expect(desk.row("Kept everywhere")).to_be_visible()
    second.at(c).shows("found again")
    first.go("/settings/devices")
    here = first.page.get_by_role("listitem").filter(has_text="Connected now")
    expect(here).to_have_count(1)
    here.get_by_role("button").click()
    expect(second.page.get_by_role("heading", name="Sign in")).to_be_visible()
    first.go("/")
    expect(first.row("Kept everywhere")).to_be_visible()


def test_a_wrong_password_is_said_beside_the_form(room):
    ada = room.server.member("Ada")
    desk = room.desk(allow=["401"]).go("/settings/profile")
    expect(desk.page).to_have_url(re.compile("/signin"))
    sign_in(desk, ada.address, "wrong wrong wrong")
    desk.see("The address or the password is not right.")
    sign_in(desk, ada.address)
    expect(desk.page).to_have_url(re.compile("/settings/profile$"))


def test_changing_the_password_signs_the_others_out(room):
    ada = room.server.member("Ada")
    first, second = room.desk(ada), room.desk(ada.another())
    second.go("/").live()
    first.go("/settings/password")
    field(first, "Present password").fill("not the one I have")
    field(first, "New password").fill("a different long phrase")
    first.allow("401")
    first.press("Change password")
    first.see("This is not your password.")
    field(first, "Present password").fill(PASSWORD)
    first.press("Change password")
    first.see("Password changed.")
    expect(second.page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(second, ada.address, "a different long phrase")
    second.live()


def test_a_member_invites_another_by_link(room):
    ada = room.desk(room.server.member("Ada")).go("/settings/invites")
    ada.press("Make a link")
    link = ada.page.get_by_label("Invite link").inner_text()
    new = room.desk().follow(link)
    new.see("invites you")
    field(new, "Your name").fill("Nell New")
    field(new, "Email address").fill(f"nell.{link[-6:].lower().strip('-_')}@example.org")
    field(new, "Password").fill(PASSWORD)
    new.press("Make my account")
    new.live()
    late = room.desk(allow=["404", "410"]).follow(link)
    late.see("This invite link has ended")
