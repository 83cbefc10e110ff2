"""The `confab` command beside a running server and without one."""

import json

import pytest

from confab import Server, command
from people import PASSWORD


def user(server, *arguments, code=0, **options):
    done = command("user", *arguments, data=server.data, **options)
    assert done.returncode == code, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def people(server):
    return server.members("Ada", "Bob")


def test_people_are_listed(server, people):
    listed = user(server, "list")
    for person in people:
        assert person.address in listed


def test_a_person_is_added_with_a_password_from_standard_input(server):
    user(server, "add", "cli@example.org", "--name", "From Shell", input=PASSWORD + "\n")
    assert server.browser().sign_in("cli@example.org").name == "From Shell"


def test_a_role_is_given(server, people):
    ada, _ = people
    user(server, "role", ada.address, "admin")
    assert ada.get("/me")["role"] == "admin"
    user(server, "role", ada.address, "member")
    assert ada.get("/me")["role"] == "member"


def test_a_person_is_suspended_and_resumed(server):
    dan = server.member("Dan")
    user(server, "suspend", dan.address)
    assert dan.ask("GET", "/me").status_code in (401, 403)
    user(server, "resume", dan.address)
    server.browser().sign_in(dan.address)


def test_a_password_is_set(server):
    dan = server.member("Dan")
    user(server, "password", dan.address, input="a password from the shell\n")
    server.browser().sign_in(dan.address, "a password from the shell")


def test_a_person_is_exported_and_erased(server):
    ada, dan = server.members("Ada", "Dan Departing")
    ada.say(ada.direct(dan), "to Dan")
    dan.say(dan.direct(ada), "departingword")
    assert "departingword" in json.dumps(json.loads(user(server, "export", dan.address)))
    user(server, "erase", dan.address, "--yes")
    dan.refused(401, "not-signed-in", "GET", "/me")
    assert ada.search("departingword") == []


def test_an_unknown_person_is_said_to_be_so(server):
    done = command("user", "suspend", "nobody@example.org", data=server.data)
    assert done.returncode != 0 and "nobody@example.org" in done.stderr + done.stdout


def test_the_command_works_without_a_running_server(serve):
    server = serve()
    ada = server.member("Ada")
    server.stop()
    assert ada.address in user(server, "list")
    user(server, "password", ada.address, input="set while stopped\n")
    server.start()
    server.browser().sign_in(ada.address, "set while stopped")


def test_a_backup_is_taken_while_the_server_writes_and_has_everything(serve, tmp_path):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    a = ada.upload("kept.bin", b"k" * 200_000)
    ada.say(c, "with a file", attachments=[a["id"]])
    for n in range(50):
        ada.say(c, f"before {n}")
    done = command("backup", tmp_path / "copy", data=server.data)
    assert done.returncode == 0, done.stdout + done.stderr
    ada.say(c, "after the backup")
    restored = Server(tmp_path / "copy").start()
    try:
        again = restored.browser().sign_in(bob.address)
        assert again.texts(c, limit=200) == ["with a file"] + [f"before {n}" for n in range(50)]
        assert again.get(f"/attachments/{a['id']}").content == b"k" * 200_000
        assert [h["e"]["text"] for h in again.search("49")] == ["before 49"]
        assert "Setup link" not in restored.output()
    finally:
        restored.kill()
    assert ada.texts(c)[-1] == "after the backup"


def test_a_backup_never_overwrites(server, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/precious.txt").write_text("precious")
    done = command("backup", tmp_path / "full", data=server.data)
    assert done.returncode != 0 and (tmp_path / "full/precious.txt").read_text() == "precious"


def test_the_doctor_finds_a_healthy_server_healthy(server, people):
    done = command("doctor", data=server.data)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_doctor_says_what_is_wrong(serve):
    server = serve()
    ada = server.member("Ada")
    a = ada.upload("lost.bin", b"l" * 50_000)
    server.stop()
    lost = [p for p in server.data.rglob("*") if p.is_file() and p.stat().st_size == 50_000]
    assert len(lost) == 1, "the bytes are kept as they came"
    lost[0].unlink()
    done = command("doctor", data=server.data)
    assert done.returncode != 0 and a["id"] in done.stdout + done.stderr or lost[0].name in done.stdout + done.stderr
