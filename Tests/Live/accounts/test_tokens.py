"""Tokens of programs, and the operator's."""

import os
import stat

from people import Browser


def test_a_token_acts_as_its_person_and_is_listed(server):
    ada = server.member("Ada")
    bot = ada.bot("weather")
    assert bot.get("/me")["id"] == ada.id
    tokens = [s for s in ada.get("/sessions")["sessions"] if s["kind"] == "token"]
    assert [t["device"] for t in tokens] == ["weather"]
    ada.delete(f"/sessions/{tokens[0]['id']}")
    bot.refused(401, "not-signed-in", "GET", "/me")


def test_a_wrong_token_is_nobody(server):
    for token in ("x", "a" * 43, "a" * 5000):
        Browser(server, token=token).refused(401, "not-signed-in", "GET", "/me")


def test_a_wrong_token_is_not_made_good_by_a_cookie(server):
    ada = server.member("Ada")
    ada.refused(401, "not-signed-in", "GET", "/me", headers={"Authorization": "Bearer nonsense"})


def test_the_operators_token_acts_as_the_owner_and_only_the_operator_can_read_it(server):
    server.owner()
    assert server.operator().get("/me")["role"] == "owner"
    assert server.operator().get("/admin/numbers")["people"] >= 1
    mode = stat.S_IMODE(os.stat(server.data / "run.json").st_mode)
    assert mode == 0o600
    assert server.run["pid"] == server.process.pid
    assert server.run["url"].rstrip("/") == server.url


def test_the_operators_token_ends_with_the_run(serve):
    server = serve()
    server.owner()
    old = server.run["token"]
    server.restart()
    assert server.run["token"] != old
    Browser(server, token=old).refused(401, "not-signed-in", "GET", "/me")


def test_secrets_are_kept_only_as_hashes(serve):
    server = serve()
    ada = server.member("Ada")
    bot = ada.bot()
    secrets = [bot.token, ada.http.cookies["confab_session"], server.invite]
    server.stop()
    kept = b"".join(p.read_bytes() for p in server.data.rglob("*") if p.is_file())
    for secret in secrets:
        assert secret.encode() not in kept
    for secret in secrets:
        assert secret not in server.output()
