"""The first person of a new server."""

from people import PASSWORD

OWNER = {"name": "Olga", "address": "olga@example.org", "password": PASSWORD}


def test_a_new_server_says_that_it_needs_an_owner_until_there_is_one(serve):
    server = serve()
    browser = server.browser()
    assert browser.get("/server")["setup"] is True
    server.owner()
    after = browser.get("/server")
    assert after["setup"] is False and after["signed_in"] is False


def test_the_owner_is_made_once_only(serve):
    server = serve()
    token = server.setup_token()
    assert server.owner().person["role"] == "owner"
    server.browser().refused(410, "expired", "POST", "/setup", OWNER | {"token": token, "address": "two@example.org"})


def test_a_wrong_setup_token_makes_nobody(serve):
    server = serve()
    server.browser().refused(410, "expired", "POST", "/setup", OWNER | {"token": "a" * 32})
    assert server.browser().get("/server")["setup"] is True


def test_a_short_password_is_refused_by_name(serve):
    server = serve()
    body = OWNER | {"token": server.setup_token(), "password": "short"}
    server.browser().refused(400, "invalid", "POST", "/setup", body, field="password")


def test_the_setup_link_is_printed_at_every_start_until_there_is_an_owner(serve):
    server = serve()
    server.restart()
    owner = server.browser()
    owner.take(owner.post("/setup", OWNER | {"token": server.setup_token()}))
    assert owner.get("/me")["role"] == "owner"
    server.restart()
    assert "Setup link" not in server.output().rsplit("Listening on", 1)[1]
