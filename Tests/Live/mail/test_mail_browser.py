"""From a mail in a real mailbox to a conversation in a real browser."""

import re
import socket

import pytest
from playwright.sync_api import expect

from campus import campus as open_campus
from desk import DESKTOP, PHONE, Desk, chromium
from waiting import wait


@pytest.fixture(scope="module")
def campus(tmp_path_factory):
    with open_campus(tmp_path_factory.mktemp("campus")) as one:
        yield one


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def desk(browser, campus):
    """Desks at the campus' server; anything that goes wrong in a page fails the test."""
    desks = []

    def sit(person=None, screen=DESKTOP, **options):
        desks.append(Desk(browser, campus.office.server, person, screen, **options))
        return desks[-1]

    yield sit
    assert [fault for desk in desks for fault in desk.close()] == []


def plain(mail):
    return mail.get_body(("plain",)).get_content()


def link(mail, kind="i#"):
    return re.search(rf"http://\S+/{kind}\S+", plain(mail))[0]


def join(desk, mail, name):
    desk.follow(link(mail))
    expect(desk.page.get_by_role("textbox")).to_have_count(1)
    desk.page.get_by_label("Your name").fill(name)
    desk.press("Join the conversation")
    expect(desk.page).to_have_url(re.compile(r"/c/\w+$"))


def begun(campus, desk, text="Lunch at noon?"):
    """Ada at her desk, who has written to somebody; the mail as it lies in the mailbox."""
    ada, user = campus.office.member(), campus.somebody()
    c, _ = campus.office.write_to(ada, user, text)
    [mail] = campus.inbox(user)
    return desk(ada).at(c).live(), user, mail


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_link_of_the_mail_opens_a_live_conversation(campus, desk, screen):
    ada, user, mail = begun(campus, desk, "Are you **in**?")
    ben = desk(screen=screen)
    join(ben, mail, "Ben Okri")
    ben.shows("Are you in?").say("Gladly!")
    ada.shows("Gladly!").say("Ten o'clock then")
    ben.shows("Ten o'clock then")
    ada.see("Ben Okri joined")


def test_a_second_browser_gets_a_fresh_link_by_mail(campus, desk):
    ada, user, mail = begun(campus, desk)
    ben = desk()
    join(ben, mail, "Ben Okri")
    ben.shows("Lunch at noon?")
    phone = desk(screen=PHONE, allow=["410"]).follow(link(mail))
    phone.see("This link was opened somewhere else")
    phone.press("Send me a fresh link")
    fresh = campus.inbox(user, 2)[1]
    assert link(fresh) != link(mail)
    join(phone, fresh, "Ben on his phone")
    phone.shows("Lunch at noon?").say("From my telephone")
    ada.shows("From my telephone")


def test_an_answer_by_mail_appears_before_the_eyes_of_who_wrote(campus, desk):
    ada, user, mail = begun(campus, desk)
    campus.answer(mail, "Yes, *gladly*.", user, name="Ben Okri")
    line = ada.message("Yes, gladly.")
    expect(line).to_have_count(1)
    expect(line.locator(".by-mail")).to_have_count(1)
    line.get_by_role("button", name="Show all").click()
    expect(line.locator(".folded")).to_contain_text("Lunch at noon?")
    ada.say("Then noon it is.")
    assert "Then noon it is." in plain(campus.inbox(user, 2)[1])


def test_a_mail_as_it_was_sent_runs_nothing_and_calls_nobody_unasked(campus, desk):
    ada, user, mail = begun(campus, desk)
    ada.allow("Blocked script", "track.png", "CSP", "Content Security Policy", "ERR_EMPTY_RESPONSE")
    with socket.create_server(("127.0.0.1", 0)) as tracker:
        tracker.setblocking(False)
        image = f"http://127.0.0.1:{tracker.getsockname()[1]}/track.png"
        script = "<script>parent.document.title = 'owned'</script>"
        html = f"<p>Hello <b>Ada</b>{script}<img src='{image}' onerror='parent.document.title = 1'></p>"
        campus.answer(mail, "Hello Ada", user, html=html)
        ada.message("Hello Ada").get_by_role("button", name="Show as sent").click()
        frame = ada.page.frame_locator("iframe")
        expect(frame.locator("b")).to_have_text("Ada")
        ada.page.frames[-1].wait_for_load_state()
        with pytest.raises(BlockingIOError):
            tracker.accept()
        assert ada.page.title().endswith("Confab")
        with ada.page.expect_request(image):
            ada.press("Load remote images")
        wait(lambda: accepted(tracker))


def accepted(listener):
    try:
        listener.accept()[0].close()
        return True
    except BlockingIOError:
        return False


def test_the_stop_page_stops_and_undoes(campus, desk):
    ada, user, mail = begun(campus, desk)
    somebody = desk().follow(link(mail, "stop/"))
    somebody.see("Which mail should stop?")
    campus.office.becomes(ada.person, ada.page.url.rsplit("/", 1)[1], "sent")
    somebody.press("Stop mail about this conversation")
    somebody.see("No more mail")
    campus.office.becomes(ada.person, ada.page.url.rsplit("/", 1)[1], "stopped")
    somebody.press("Undo")
    somebody.see("Which mail should stop?")
    somebody.press("Report it")
    somebody.page.get_by_role("dialog").get_by_role("textbox").fill("I do not know her")
    somebody.confirm("Report")
    somebody.see("Reported to whoever runs this server")
    somebody.press("Block Ada Lovelace")
    somebody.see("No more mail")
    reports = campus.office.server.owner().get("/admin/reports")["reports"]
    assert [r["text"] for r in reports if r["by"]["address"] == user] == ["I do not know her"]


def test_a_report_of_the_mailbox_is_said_and_the_address_corrected(campus, desk):
    ada = campus.office.member()
    c, _ = campus.office.write_to(ada, "no.such.user@outside.example")
    at = desk(ada).at(c).live()
    at.see("There is no such mailbox", exact=False)
    right = campus.somebody()
    at.press("Correct address")
    dialog = at.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(right)
    dialog.get_by_role("button").last.click()
    assert "Lunch at noon?" in plain(campus.inbox(right)[0])


def test_a_member_signs_in_by_mail(campus, desk):
    user = campus.somebody()
    owner = campus.office.server.owner()
    invite = owner.post("/invites", {"uses": 1, "days": 1})["link"].split("#")[1]
    campus.office.server.browser().post("/accounts", {
        "name": "Uma Member", "address": user, "password": "correct horse battery staple", "invite": invite})
    uma = desk().go("/")
    uma.page.get_by_label("Email address").fill(user)
    uma.press("Mail me a sign-in link")
    uma.see("a link is on its way", exact=False)
    uma.follow(link(campus.inbox(user)[0], "s#"))
    uma.press("Sign in as Uma Member")
    uma.live()
