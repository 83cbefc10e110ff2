"""Messages that came by mail, and the mail behind them."""

import pytest

from outbox import SETTINGS as MAIL
from ports import free_port

SETTINGS = MAIL | {"mail.lmtp": f"127.0.0.1:{free_port()}"}
HTML = '<p>Yes, <b>gladly</b>!</p><img src="https://tracker.example/pixel.png"><script>alert(1)</script>'
QUOTE = "On Sat, 21 Nov 2026 at 10:00, Ada <a@chat.example> wrote:\n> Lunch at noon?\n"


@pytest.fixture
def answered(server, outbox):
    """A member, a guest who has answered by mail, the conversation and the number of the answer."""
    ada = server.member("Ada")
    guest, c = ada.guest(c=ada.start("group", title="The plan")["conversation"]["id"])
    mail = outbox.to(guest.address)
    outbox.answer(mail, SETTINGS["mail.lmtp"].split(":")[1], f"Yes, gladly!\n\n{QUOTE}", HTML)
    return ada, guest, c, next(e["seq"] for e in ada.events(c) if "mail" in e)


def test_an_answer_is_a_message_of_the_guest(answered):
    ada, guest, c, seq = answered
    event = next(e for e in ada.events(c) if e["seq"] == seq)
    assert event["by"] == guest.id and event["kind"] == "message" and "gladly" in event["text"]
    assert event["mail"]["html"] and "unverified" not in event["mail"]
    assert [o["state"] for o in ada.summary(c)["outside"]] == ["answered"]
    member = next(m for m in ada.get(f"/conversations/{c}")["members"] if m["person"] == guest.id)
    assert member["delivery"]["state"] == "answered"


def test_the_mail_is_for_those_inside_and_addresses_are_not_for_guests(server, answered):
    ada, guest, c, seq = answered
    received = ada.get(f"/conversations/{c}/events/{seq}/mail")
    assert received["subject"].startswith("Re: ") and received["html"] and received["from"]["address"] == guest.address
    assert "address" not in guest.get(f"/conversations/{c}/events/{seq}/mail")["from"]
    for path in ("mail", "mail/html"):
        server.member("Eve").refused(404, "not-found", "GET", f"/conversations/{c}/events/{seq}/{path}")
        ada.refused(404, "not-found", "GET", f"/conversations/{c}/events/{ada.say(c, 'not by mail')}/{path}")


def test_foreign_html_can_run_and_load_nothing(answered):
    ada, _, c, seq = answered
    for images, sources in (("", {"data:"}), ("?images=1", {"data:", "https:", "http:"})):
        answer = ada.ask("GET", f"/conversations/{c}/events/{seq}/mail/html{images}")
        assert HTML in answer.text and answer.headers["content-type"] == "text/html; charset=utf-8"
        rules = dict(rule.strip().partition(" ")[::2] for rule in answer.headers["content-security-policy"].split(";"))
        assert not {"allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation"} & set(rules["sandbox"].split())
        assert rules["default-src"] == "'none'" and set(rules["img-src"].split()) == sources
        assert "script-src" not in rules and answer.headers["x-content-type-options"] == "nosniff"
    ada.refused(400, "unknown-field", "GET", f"/conversations/{c}/events/{seq}/mail/html?scripts=1", field="scripts")


def test_a_retraction_takes_the_mail_away(answered):
    ada, guest, c, seq = answered
    guest.write(c, "retract", target=seq)
    for path in ("mail", "mail/html"):
        ada.refused(404, "not-found", "GET", f"/conversations/{c}/events/{seq}/{path}")
    assert "mail" not in next(e for e in ada.events(c) if e["seq"] == seq)
