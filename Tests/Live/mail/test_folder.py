"""Without a relay: each mail is a file, and nothing goes out."""

import re
import stat

import pytest

import confab
from mailroom import read
from office import stranger
from waiting import wait

SETTINGS = {"mail.way": "folder", "mail.pause": 0, "mail.invitation_pause": 0, "mail.domain": "chat.example"}


@pytest.fixture
def server(serve):
    return serve(SETTINGS)


def files(server):
    return sorted((server.data / "mail/out").glob("*.eml"), key=lambda path: int(path.stem))


def test_each_mail_is_a_file_that_its_owner_may_look_at(server):
    ada, ben = server.member("Ada Lovelace"), stranger()
    made = ada.start("direct", ben, text="Lunch at noon?")
    c = made["conversation"]["id"]
    [path] = wait(lambda: files(server))
    wait(lambda: [r["state"] for r in ada.summary(c)["outside"]] == ["sent"])
    mail = read(path.read_bytes())
    link = re.search(r"http://\S+/i#[\w-]+", mail.get_body(("plain",)).get_content())[0]
    assert str(mail["X-Confab-Link"]) == link and str(mail["To"]) == ben
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    owner = server.owner()
    [row] = owner.get("/admin/mails")["mails"]
    assert (row["state"], row["kind"], row["eml"], row["link"]) == ("sent", "invitation", True, link)
    assert row["person"]["address"] == ben and row["by"]["id"] == ada.id
    eml = owner.get(f"/admin/mails/{row['id']}/eml")
    assert eml.content == path.read_bytes() and eml.headers["content-type"] == "message/rfc822"
    ada.refused(403, "forbidden", "GET", f"/admin/mails/{row['id']}/eml")
    ada.refused(403, "forbidden", "GET", "/admin/mails")
    guest = ada.open(link, "Ben Okri", ben)
    guest.say(c, "It works")
    assert ada.texts(c) == ["Lunch at noon?", "It works"]


def test_a_browser_is_told_what_this_server_does_with_mail(server):
    assert server.browser().get("/server")["mail"] == {"sends": False, "receives": False, "domain": "chat.example"}


def test_a_mail_that_cannot_be_answered_does_not_say_that_it_can(server):
    ada, ben = server.member("Ada Lovelace"), stranger()
    ada.start("direct", ben, text="Lunch at noon?")
    mail = read(wait(lambda: files(server))[0].read_bytes())
    assert mail["From"].addresses[0].addr_spec == "noreply@chat.example"
    assert "answer this mail" not in mail.get_body(("plain",)).get_content()
    assert "mailto:" not in str(mail["List-Unsubscribe"])


def test_a_mail_to_try(server):
    server.owner()
    done = confab.command("mail", "test", "olga@elsewhere.example", data=server.data)
    assert done.returncode == 0, done.stderr
    path = re.search(r"(/\S+\.eml)", done.stdout)[1]
    assert "way is folder" in done.stdout and "olga@elsewhere.example" in open(path).read()


def test_a_folder_that_cannot_be_written_is_said(server):
    folder = server.data / "mail"
    folder.mkdir(exist_ok=True)
    (folder / "out").write_text("in the way")
    ada = server.member("Ada Lovelace")
    c = ada.start("direct", stranger(), text="Lunch at noon?")["conversation"]["id"]
    row = wait(lambda: [r for r in ada.summary(c)["outside"] if r.get("text")])[0]
    assert row["state"] == "queued" and "could not be written" in row["text"]
    (folder / "out").unlink()
    [mail] = server.owner().get("/admin/mails")["mails"]
    server.owner().wanted("POST", f"/admin/mails/{mail['id']}/retry", status=204)
    wait(lambda: files(server))


def test_links_are_in_no_log(server):
    ada = server.member("Ada Lovelace")
    ada.start("direct", stranger(), text="Lunch at noon?")
    mail = read(wait(lambda: files(server))[0].read_bytes())
    assert str(mail["X-Confab-Link"]).split("#")[1] not in server.output()
