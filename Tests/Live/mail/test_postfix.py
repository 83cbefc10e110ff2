"""Through a real Postfix to a real mailbox and back."""

import time

import pytest

from campus import BEN, PASSWORDS, campus as open_campus
from killing import whole_log
from live import Live
from mailroom import OUTSIDE
from waiting import wait


@pytest.fixture(scope="module")
def campus(tmp_path_factory):
    with open_campus(tmp_path_factory.mktemp("campus")) as one:
        yield one


async def test_written_here_read_and_answered_there_and_seen_at_once(campus):
    ada = campus.office.member()
    c, person = campus.office.write_to(ada, BEN)
    [first] = campus.inbox(BEN)
    assert "Lunch at noon?" in first.get_body(("plain",)).get_content()
    campus.office.becomes(ada, c, "sent")
    here = await Live.open(ada)
    began = time.monotonic()
    answered = campus.answer(first, "Yes, gladly!", BEN, name="Ben Okri", files=[("menu.txt", b"soup")])
    await here.until(lambda: "Yes, gladly!" in here.texts(c))
    took = time.monotonic() - began
    assert took < 2, f"{took:.2f} s"
    event = [e for e in here.logs[c] if e["kind"] == "message"][-1]
    assert event["by"] == person and event["attachments"][0]["name"] == "menu.txt" and event["mail"]["folded"]
    ada.say(c, "At the old place.")
    second = campus.inbox(BEN, 2)[1]
    assert "At the old place." in second.get_body(("plain",)).get_content()
    assert str(second["In-Reply-To"]).strip() == str(answered["Message-ID"])
    thread = str(second["References"]).split()
    assert thread[0] == str(first["Message-ID"]).strip() and thread[-1] == str(answered["Message-ID"])
    assert str(second["Subject"]).removeprefix("Re: ") == str(first["Subject"]).removeprefix("Re: ")
    assert second["From"] == first["From"]
    campus.answer(second, "See you there.", BEN)
    await here.until(lambda: "See you there." in here.texts(c))
    await here.close()


def test_unknown_there_comes_back_as_a_report_and_is_bounced(campus):
    ada = campus.office.member()
    nobody = f"nobody.here@{OUTSIDE}"
    c, person = campus.office.write_to(ada, nobody)
    row = campus.office.becomes(ada, c, "bounced")
    assert "no such mailbox" in row["text"].lower()
    events = [e["state"] for e in ada.events(c) if e["kind"] == "delivery"]
    assert events == ["queued", "sent", "bounced"]
    right = campus.somebody()
    ada.put(f"/conversations/{c}/members/{person}/address", {"address": right})
    assert "Lunch at noon?" in campus.inbox(right)[0].get_body(("plain",)).get_content()


def test_postfix_keeps_what_confab_cannot_take_and_brings_it_once(campus):
    ada, user = campus.office.member(), campus.somebody()
    c, _ = campus.office.write_to(ada, user)
    [mail] = campus.inbox(user)
    campus.office.becomes(ada, c, "sent")
    campus.office.server.kill()
    campus.answer(mail, "Are you up?", user)
    wait(lambda: "status=deferred" in campus.postfix.log)
    campus.office.server.listen = f"127.0.0.1:{campus.office.server.port}"
    campus.office.server.start()
    campus.postfix.flush()
    wait(lambda: ada.texts(c)[-1] == "Are you up?")
    assert ada.texts(c).count("Are you up?") == 1


def test_a_wrong_password_is_said_in_words_and_nothing_is_lost(campus):
    other = campus.other("wrong-password", password="not this one")
    try:
        ada, user = other.member(), campus.somebody()
        c, _ = other.write_to(ada, user)
        row = wait(lambda: (r := other.delivery(ada, c)).get("text") and r)
        assert row["state"] == "queued" and "user or password" in row["text"]
        assert "not this one" not in other.server.output() and PASSWORDS[BEN] not in other.server.output()
    finally:
        other.close()


def test_an_untrusted_certificate_is_said_in_words_and_gets_no_password(campus):
    other = campus.other("untrusted", authority="")
    try:
        ada = other.member()
        c, _ = other.write_to(ada, campus.somebody())
        row = wait(lambda: (r := other.delivery(ada, c)).get("text") and r)
        assert row["state"] == "queued"
        assert "certificate" in row["text"].lower() and "CERTIFICATE_VERIFY_FAILED" not in row["text"], row["text"]
    finally:
        other.close()


def test_a_certificate_for_another_name_is_not_believed(campus):
    other = campus.other("other-name", host="127.0.0.1")
    try:
        ada, user = other.member(), campus.somebody()
        c, _ = other.write_to(ada, user)
        row = wait(lambda: (r := other.delivery(ada, c)).get("text") and r)
        assert row["state"] == "queued" and campus.dovecot.inbox(user) == [], row["text"]
    finally:
        other.close()


def test_a_relay_that_speaks_tls_from_the_start(campus):
    other = campus.other("implicit", security="tls", port=campus.postfix.tls_port)
    try:
        ada, user = other.member(), campus.somebody()
        c, _ = other.write_to(ada, user)
        assert "Lunch at noon?" in campus.inbox(user)[0].get_body(("plain",)).get_content()
        other.becomes(ada, c, "sent")
    finally:
        other.close()


def test_eight_people_at_once(campus):
    """What a group says goes to every mailbox, and every answer comes back as who wrote it."""
    users = [campus.somebody() for _ in range(8)]
    ada = campus.office.member()
    c = ada.start("group", *users, title="Summer party", text="Who comes?")["conversation"]["id"]
    for user in users:
        [mail] = campus.inbox(user)
        campus.answer(mail, f"Me, says {user}.", user)
    said = wait(lambda: len(m := [e for e in whole_log(ada, c) if e["kind"] == "message"][1:]) == len(users) and m)
    people = {m["person"] for m in ada.get(f"/conversations/{c}")["members"]}
    assert sorted(e["text"] for e in said) == sorted(f"Me, says {user}." for user in users)
    assert len({e["by"] for e in said}) == len(users) and {e["by"] for e in said} <= people
    wait(lambda: all(f"Me, says {user}." in "".join(m.get_body(("plain",)).get_content() for m in campus.dovecot.inbox(users[0]))
                     for user in users[1:]), 20, every=0.1)
