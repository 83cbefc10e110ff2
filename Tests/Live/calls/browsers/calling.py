"""What people do in calls."""

from playwright.sync_api import expect
from sound import hears_just
from waiting import wait


def stage(desk):
    return desk.page.get_by_role("region", name="Call", exact=True)


def ring(desk):
    return desk.page.get_by_role("alertdialog")


def seats(desk):
    return stage(desk).get_by_role("list", name="In the call").get_by_role("listitem")


def seat(desk, name):
    return seats(desk).filter(has_text=name)


def present(desk):
    """Those who are in it, not those who are waited for."""
    return stage(desk).locator(".seats > li:not(.waiting)")


def begin(desk):
    """Calls for the first time: through the panel of devices."""
    desk.press("Call", exact=True)
    desk.page.get_by_role("dialog").get_by_role("button", name="Call", exact=True).click()
    expect(stage(desk)).to_be_visible()


def accept(desk):
    ring(desk).get_by_role("button", name="Accept").click()
    expect(stage(desk)).to_be_visible()


def join(desk):
    """Joins a call that goes on; whoever has not chosen devices yet is asked to."""
    desk.press("Join", exact=True)
    panel = desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True)
    expect(panel.or_(stage(desk)).first).to_be_visible()
    if panel.is_visible():
        panel.click()
    expect(stage(desk)).to_be_visible()


def press(desk, name):
    stage(desk).get_by_role("button", name=name, exact=True).click()


def leave(desk):
    press(desk, "Leave")
    expect(stage(desk)).to_have_count(0)


def mute(desk):
    press(desk, "Mute")
    expect(stage(desk).get_by_role("button", name="Unmute")).to_be_visible()


def unmute(desk):
    press(desk, "Unmute")
    expect(stage(desk).get_by_role("button", name="Mute", exact=True)).to_be_visible()


def choose(desk, name, item):
    """Chooses from what a moderator may do with somebody."""
    stage(desk).get_by_role("button", name="More about " + name).click()
    desk.choose(item)


def in_call(desks):
    """The first calls, the others accept."""
    begin(desks[0])
    for desk in desks[1:]:
        accept(desk)
    for desk in desks:
        expect(present(desk)).to_have_count(len(desks))
    return desks


def heard_just(desk, *others, within=20):
    """Waits until the desk hears these and nobody else."""
    wait(lambda: hears_just(desk, *others), within, 0.1)


def all_hear(*desks, within=20):
    """Waits until everybody hears everybody else and nobody else."""
    for desk in desks:
        heard_just(desk, *[other for other in desks if other is not desk], within=within)


def log(desk, c, kind):
    """The events of a kind in the conversation's log."""
    return [e for e in desk.person.events(c) if e["kind"] == kind]
