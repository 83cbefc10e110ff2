"""Being told: toasts, the badge in the title, levels, and Web Push."""

import re

import pytest
from playwright.sync_api import expect

from waiting import wait


def toast(desk, text):
    return desk.page.locator("#toasts .toast").filter(has_text=text)


def test_a_toast_and_a_badge_for_another_conversation(room):
    ada, ben, cleo = room.server.members("Ada", "Ben", "Cleo")
    here, there = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).at(here).live()
    cleo.say(there, "the kettle is on")
    expect(toast(desk, "the kettle is on")).to_be_visible()
    expect(desk.page).to_have_title(re.compile(r"^\(1\) "))
    toast(desk, "the kettle is on").get_by_role("button").click()
    expect(desk.page).to_have_url(f"{desk.base}/c/{there}")
    desk.shows("the kettle is on")
    expect(desk.page).not_to_have_title(re.compile(r"^\("))


def test_a_silenced_conversation_says_nothing(room):
    ada, ben, cleo = room.server.members("Ada", "Ben", "Cleo")
    silent, other = ada.direct(ben), ada.direct(cleo)
    desk = room.desk(ada).at(silent).live()
    desk.press("More", exact=True)
    desk.choose("Nothing")
    expect(desk.row("Ben").get_by_label("Notifications off")).to_be_visible()
    desk.look_away()
    ben.say(silent, "not worth a bell")
    cleo.say(other, "worth one")
    expect(toast(desk, "worth one")).to_have_count(1)
    expect(desk.row("Ben").get_by_label("1 unread")).to_be_visible()
    expect(desk.page).to_have_title(re.compile(r"^\(1\) "))
    desk.page.reload()
    expect(desk.row("Ben").get_by_label("Notifications off")).to_be_visible()


def test_only_mentions(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.group(ben, title="Busy")
    desk = room.desk(ada).at(c).live()
    desk.press("More", exact=True)
    desk.choose("Only when I am mentioned")
    desk.look_away()
    ben.say(c, "to nobody")
    expect(desk.row("Busy").get_by_label("1 unread")).to_be_visible()
    ben.say(c, "@Ada to you", mentions=[ada.id])
    expect(toast(desk, "to you")).to_be_visible()
    expect(desk.row("Busy").get_by_label("1 mentions")).to_be_visible()
    expect(toast(desk, "to nobody")).to_have_count(0)


def registration(desk):
    """A CDP session and the registration of the page's service worker."""
    session = desk.context.new_cdp_session(desk.page)
    found = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    desk.page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)")
    wait(lambda: desk.page.evaluate("1") and found)
    return session, found[0]["registrationId"]


SHOWN = "() => navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => [n.title, n.body]))"
CLICK = """async () => {
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", {notification}));
}"""


def test_a_push_shows_a_notification_that_leads_to_its_conversation(room):
    ada, ben = room.server.members("Ada", "Ben")
    c = ada.direct(ben)
    seq = ben.say(c, "pushed")
    desk = room.desk(ada).go("/").live()
    session, worker = registration(desk)
    data = f'{{"sender": "Ben", "text": "pushed", "c": "{c}", "seq": {seq}}}'
    session.send("ServiceWorker.deliverPushMessage", {"origin": desk.base, "registrationId": worker, "data": data})
    wait(lambda: desk.page.evaluate(SHOWN))
    assert desk.page.evaluate(SHOWN) == [["Ben", "pushed"]]
    desk.context.service_workers[0].evaluate(CLICK)
    expect(desk.page).to_have_url(f"{desk.base}/c/{c}/{seq}")
    desk.shows("pushed")


def test_nothing_is_pushed_on_top_of_the_open_conversation(room):
    ada, ben = room.server.members("Ada", "Ben")
    c, other = ada.direct(ben), ada.start("group", title="Other")["conversation"]["id"]
    desk = room.desk(ada).at(c).live()
    session, worker = registration(desk)
    for where in (c, other):
        session.send("ServiceWorker.deliverPushMessage", {
            "origin": desk.base, "registrationId": worker, "data": f'{{"sender": "{where}", "c": "{where}"}}'})
    wait(lambda: desk.page.evaluate(SHOWN))
    assert [title for title, _ in desk.page.evaluate(SHOWN)] == [other]


@pytest.mark.parametrize("keys", [True, False])
def test_the_settings_tell_how_notifications_stand(room, keys):
    ada = room.server.member("Ada")
    desk = room.desk(ada, permissions=["notifications"] if keys else [])
    desk.go("/settings/notifications")
    if keys:
        desk.see("On while Confab is open")
        desk.page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)")
        desk.press("Send a test")
        wait(lambda: desk.page.evaluate(SHOWN))
    else:
        expect(desk.page.get_by_role("status").get_by_role("heading")).to_have_text(re.compile("Off|Blocked"))
