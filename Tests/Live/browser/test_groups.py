"""Groups and announcements, with members and a guest."""

from playwright.sync_api import expect


def begin(desk, kind, title, people, text):
    desk.go("/new")
    desk.page.get_by_text(kind, exact=True).click()
    to = desk.page.get_by_label("To", exact=True)
    for person in people:
        if "@" in person:
            to.fill(person)
            to.press("Enter")
        else:
            to.type(person)
            desk.page.get_by_role("list", name="People found").get_by_role("button").first.click()
    desk.page.get_by_label("Title").fill(title)
    desk.page.get_by_label("Message", exact=True).fill(text)
    desk.press("Begin")
    desk.shows(text)
    return desk.page.url.rsplit("/", 1)[1]


def test_a_group_with_a_guest_says_the_same_to_all(room):
    server = room.server
    ada, ben, cleo = server.members("Ada", "Benedikt", "Cleo")
    a, b, c_ = (room.desk(p) for p in (ada, ben, cleo))
    c = begin(a, "Group", "Choir trip", ["Benedikt", cleo.address, "tom@elsewhere.example"], "Who drives?")
    link = a.page.get_by_role("region", name="Link for tom@").get_by_label("Link", exact=True).input_value()
    t = room.phone().follow(link)
    t.page.get_by_label("Your name").fill("Tom")
    t.press("Join the conversation")
    for desk in (b, c_):
        desk.go(f"/c/{c}").see("Who drives?")
        desk.press("Accept", exact=True)
    everyone = [a, b, c_, t]
    for n, desk in enumerate(everyone * 2):
        desk.say(f"line {n}")
    for desk in everyone:
        desk.shows("Who drives?", *[f"line {n}" for n in range(8)])
    assert a.order() == b.order() == c_.order() == t.order()
    for desk in (b, c_, t):
        expect(desk.page.get_by_role("heading", name="Choir trip", level=1)).to_be_visible()


def test_title_add_role_remove_leave(room):
    server = room.server
    ada, ben, cleo, dan = server.members("Ada", "Ben", "Cleo", "Dan")
    c = ada.group(ben, cleo, title="Before")
    a, b, c_ = room.desk(ada).at(c), room.desk(ben).at(c), room.desk(cleo).at(c)
    panel = a.panel()
    panel.get_by_label("Title").fill("After")
    panel.get_by_role("button", name="Save").click()
    for desk in (a, b):
        expect(desk.page.get_by_role("heading", name="After", level=1)).to_be_visible()
    b.see("Ada named it “After”")

    panel.get_by_role("button", name="Add people").click()
    a.page.get_by_role("dialog").get_by_label("Who").fill(dan.address)
    a.confirm("Add")
    b.see("Ada invited Dan")
    a.member("Ben", "Make moderator")
    b.see("Ada made you a moderator")
    a.member("Cleo", "Make reader")
    expect(c_.box).to_have_count(0)
    c_.see("Only those who speak here can write.")
    b.member("Cleo", "Remove")
    b.confirm("Remove")
    expect(c_.page).to_have_url(c_.base + "/")
    expect(c_.row("After")).to_have_count(0)
    b.panel().get_by_role("button", name="Leave").click()
    b.confirm("Leave")
    expect(b.page).to_have_url(b.base + "/")
    a.see("Ben left")


def test_an_announcement_has_readers_who_cannot_write(room):
    ada, ben = room.server.members("Ada", "Benjamin")
    a, b = room.desk(ada), room.desk(ben)
    c = begin(a, "Announcement", "Notices", [ben.address], "The hall is closed on Friday")
    b.go(f"/c/{c}").see("The hall is closed on Friday")
    b.press("Accept", exact=True)
    b.see("Only those who speak here can write.")
    expect(b.box).to_have_count(0)
    a.say("And on Saturday")
    b.shows("And on Saturday")
    b.message("And on Saturday").press("+")
    b.page.get_by_role("button", name="👍").click()
    expect(a.message("And on Saturday").get_by_role("button", name="👍, 1: Benjamin")).to_be_visible()
