"""What people do in calls."""

from playwright.sync_api import expect


def stage(desk):
    return desk.page.get_by_role("region", name="Call", exact=True)


def ring(desk):
    return desk.page.get_by_role("alertdialog")


def seats(desk):
    return stage(desk).get_by_role("list", name="In the call").get_by_role("listitem")


def begin(desk):
    """Calls for the first time: through the panel of devices."""
    desk.press("Call", exact=True)
    desk.page.get_by_role("dialog").get_by_role("button", name="Call", exact=True).click()
    expect(stage(desk)).to_be_visible()


def accept(desk):
    ring(desk).get_by_role("button", name="Accept").click()
    expect(stage(desk)).to_be_visible()


def join(desk):
    desk.press("Join", exact=True)
    panel = desk.page.get_by_role("dialog").get_by_role("button", name="Join", exact=True)
    if panel.count():
        panel.click()
    expect(stage(desk)).to_be_visible()


def leave(desk):
    stage(desk).get_by_role("button", name="Leave").click()
    expect(stage(desk)).to_have_count(0)
