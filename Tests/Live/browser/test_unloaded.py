"""A part of the client that cannot be fetched is told of, with a way on."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def at(room):
    """Opens a conversation where the files named are not to be had: (desk, what gives them back)."""

    def open(*files, answer=lambda route: route.abort()):
        ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
        desk = room.desk(ada, service_workers="block").allow("ERR_FAILED", "Failed to load resource")
        for file in files:
            desk.page.route("**/" + file, answer)
        return desk.at(ada.group(ben, title="Hiking club")).live(), lambda: [desk.page.unroute("**/" + file) for file in files]

    return open


def settings(desk):
    desk.page.get_by_role("button", name="your status and settings").click()
    desk.choose("Settings")


def said(desk, words):
    toast = desk.page.get_by_role("status").get_by_role("button").filter(has_text=words)
    expect(toast).to_have_count(1)
    return toast


@pytest.mark.parametrize("file", ["settings.js", "panes.js", "panes.css"])
def test_what_does_not_load_is_said_and_the_page_loaded_anew(at, file):
    desk, give = at(file)
    settings(desk)
    toast = said(desk, "Settings could not be opened")
    expect(desk.timeline).to_be_visible()
    give()
    toast.click()
    expect(desk.page.locator(".pane h1")).to_be_visible()


def test_without_the_server_it_is_tried_again(at):
    desk, _ = at()
    desk.offline()
    settings(desk)
    toast = said(desk, "Settings cannot be opened: the server cannot be reached. Try again")
    toast.click()
    toast = said(desk, "Try again")
    desk.offline(False).live()
    toast.click()
    opened = desk.page.locator(".pane h1")
    again = desk.page.get_by_role("status").get_by_role("button").filter(has_text="Reload the page")
    expect(opened.or_(again)).to_be_visible()
    if again.is_visible():
        again.click()
    expect(opened).to_be_visible()


def test_modules_of_a_newer_server_are_said_to_be_newer(at):
    desk, give = at("settings.js", answer=lambda route: route.fulfill(
        content_type="text/javascript", body="import { laterOnly } from '/html.js'; export const settings = laterOnly;"))
    settings(desk)
    toast = said(desk, "The server has a newer version than this page. Reload the page")
    give()
    toast.click()
    expect(desk.page.locator(".pane h1")).to_be_visible()


def test_calls_that_do_not_load_are_said_once(at):
    desk, give = at("calls.js")
    call = desk.page.get_by_role("button", name="Call", exact=True)
    call.click()
    said(desk, "Calls could not be opened")
    call.click()
    toast = said(desk, "Calls could not be opened")
    give()
    toast.click()
    call.click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()


def test_a_page_that_cannot_start_can_be_tried_again(at):
    desk, give = at()
    for file in ["live.js", "main.js"]:
        desk.page.route("**/" + file, lambda route: route.abort())
        desk.page.reload()
        expect(desk.page.get_by_role("heading", name="could not start")).to_be_visible()
        desk.page.unroute("**/" + file)
        desk.press("Try again")
        expect(desk.timeline).to_be_visible()
