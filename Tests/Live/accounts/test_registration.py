"""How one becomes a member."""

from people import PASSWORD


def account(address, **more):
    return {"name": "Nora New", "address": address, "password": PASSWORD} | more


def token(link):
    return link.split("/join#", 1)[1]


def test_without_an_invite_nobody_registers_by_default(server):
    server.owner()
    assert server.browser().get("/server")["registration"] == "invite"
    server.browser().refused(403, "forbidden", "POST", "/accounts", account("x@example.org"))


def test_an_invite_is_counted_down_and_used_up(server):
    made = server.owner().post("/invites", {"uses": 2, "days": 1}, status=201)
    assert made["left"] == 2
    for left, address in ((2, "u1@example.org"), (1, "u2@example.org")):
        look = server.browser().post("/invites/look", {"token": token(made["link"])})
        assert look["left"] == left and look["by"] == "Olga Owner"
        server.browser().post("/accounts", account(address, invite=token(made["link"])), status=201)
    server.browser().refused(410, "expired", "POST", "/invites/look", {"token": token(made["link"])})
    server.browser().refused(410, "expired", "POST", "/accounts",
                             account("u3@example.org", invite=token(made["link"])))
    listed = next(i for i in server.owner().get("/invites")["invites"] if i["id"] == made["id"])
    assert (listed["uses"], listed["left"]) == (2, 0)


def test_an_ended_invite_is_expired(server):
    made = server.owner().post("/invites", {"uses": 5, "days": 1})
    server.owner().delete(f"/invites/{made['id']}")
    server.browser().refused(410, "expired", "POST", "/accounts",
                             account("gone@example.org", invite=token(made["link"])))


def test_an_invite_that_never_was_is_like_one_that_is_over(server):
    server.browser().refused(410, "expired", "POST", "/invites/look", {"token": "x" * 43})


def test_an_address_registers_once(server):
    ada = server.member("Ada")
    made = server.owner().post("/invites", {"uses": 2, "days": 1})
    server.browser().refused(409, "conflict", "POST", "/accounts",
                             account(ada.address, invite=token(made["link"])), field="address")
    assert server.browser().post("/invites/look", {"token": token(made["link"])})["left"] == 2


def test_members_invite_by_default_and_guests_never(server):
    ada = server.member("Ada")
    assert ada.post("/invites", {"uses": 1, "days": 1}, status=201)["left"] == 1
    guest, _ = ada.guest()
    guest.refused(403, "forbidden", "POST", "/invites", {"uses": 1, "days": 1})


def test_members_do_not_invite_when_the_operator_says_so(serve):
    server = serve({"registration.members_invite": "false"})
    server.member("Ada").refused(403, "forbidden", "POST", "/invites", {"uses": 1, "days": 1})
    server.owner().post("/invites", {"uses": 1, "days": 1}, status=201)


def test_an_allowed_domain_registers_and_no_other(serve):
    server = serve({"registration.policy": "domain", "registration.domains": "example.com"})
    server.owner()
    said = server.browser().get("/server")
    assert said["registration"] == "domain" and said["domains"] == ["example.com"]
    server.browser().post("/accounts", account("ann@example.com"), status=201)
    server.browser().post("/accounts", account("ben@EXAMPLE.com"), status=201)
    for foreign in ("eve@example.org", "eve@sub.example.com", "eve@notexample.com"):
        server.browser().refused(400, "invalid", "POST", "/accounts", account(foreign), field="address")


def test_open_registration_lets_anybody_in(serve):
    server = serve({"registration.policy": "open"})
    server.owner()
    browser = server.browser()
    assert browser.post("/accounts", account("any@where.example"), status=201)["person"]["role"] == "member"
    assert browser.get("/me")["address"] == "any@where.example"


def test_nobody_registers_before_the_owner(serve):
    server = serve({"registration.policy": "open"})
    server.browser().refused(503, "unavailable", "POST", "/accounts", account("first@example.org"))


def test_a_guest_who_registers_keeps_everything(server):
    ada = server.member("Ada")
    guest, c = ada.guest("gabi@elsewhere.example")
    seq = guest.say(c, "I was a guest")
    made = ada.post("/invites", {"uses": 1, "days": 1})
    became = guest.post("/accounts", account("gabi@elsewhere.example", invite=token(made["link"])))["person"]
    assert became["id"] == guest.id and became["role"] == "member"
    assert [e["by"] for e in guest.events(c) if e["seq"] == seq] == [guest.id]
    assert server.browser().sign_in("gabi@elsewhere.example").id == guest.id
