"""The port that mail comes in by: what it takes, and what it does not."""

import re
import ssl
import subprocess

import httpx
import pytest

import certificates
from mailroom import DOMAIN, OUTSIDE, answer, bring, wire, write
from office import stranger
from people import key
from rawsmtp import Raw
from waiting import wait


def swaks(*arguments):
    done = subprocess.run(["swaks", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def ada(shared):
    return shared.member()


@pytest.fixture(scope="module")
def box(ada):
    """Her own address here."""
    return ada.get("/me")["mailAddress"]


def requests(browser):
    return browser.get("/conversations", params={"filter": "requests"})["conversations"]


# The dialogue


def test_swaks_brings_a_mail(shared):
    ada = shared.member()
    to = ada.get("/me")["mailAddress"]
    status, said = swaks("--server", "127.0.0.1", "--port", shared.smtp, "--from", stranger(), "--to", to,
                         "--header", "Subject: By swaks", "--body", "Hello from swaks")
    assert status == 0, said
    for line in (f"220 mx.{DOMAIN}", "250-SIZE", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0", "221"):
        assert line in said, said
    assert [ada.texts(c["id"]) for c in requests(ada)] == [["Hello from swaks"]]


def test_swaks_by_lmtp(shared, box):
    status, said = swaks("--server", "127.0.0.1", "--port", shared.lmtp, "--protocol", "LMTP", "--from", stranger(), "--to", box)
    assert status == 0 and "LHLO" in said, said


def test_swaks_by_starttls(office, tmp_path):
    certificates.authority(tmp_path / "tls")
    certificate, key = certificates.certificate(tmp_path / "tls", ["DNS:localhost"])
    post = office({"tls.certificate": certificate, "tls.key": key})
    to = post.member().get("/me")["mailAddress"]
    there = ["--server", "127.0.0.1", "--port", post.smtp, "--from", stranger(), "--to", to]
    status, said = swaks(*there, "--tls")
    assert status == 0 and "TLS started" in said and "250-STARTTLS" in said.split("TLS started")[0], said
    assert "STARTTLS" not in said.split("TLS started")[1]
    assert swaks(*there)[0] == 0
    with Raw(post.smtp) as raw:
        raw.greeted()
        raw.send(b"STARTTLS\r\nMAIL FROM:<injected@evil.example>\r\n")
        assert raw.line().startswith("220")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        raw.socket = context.wrap_socket(raw.socket)
        raw.buffer = b""
        assert raw.ask("RCPT TO:<x@y.example>").startswith("503"), "what was said before TLS was believed"


# No open relay

FOREIGN = [
    "victim@elsewhere.example", "victim%elsewhere.example@{d}", "@{d}:victim@elsewhere.example",
    "victim@elsewhere.example@{d}", '"victim@elsewhere.example"@{d}', "elsewhere.example!victim@{d}", "victim@[127.0.0.1]",
    "victim@localhost", "victim", '"victim@elsewhere.example"', "victim@{d}.elsewhere.example", "victim@elsewhere.example.",
    "victim@sub.{d}", "@{d},@elsewhere.example:victim@elsewhere.example", "victim@elsewhere.example\\@{d}",
]


@pytest.mark.parametrize("form", FOREIGN)
def test_no_foreign_recipient_is_taken(shared, form):
    with Raw(shared.smtp) as raw:
        raw.greeted()
        raw.ask("MAIL FROM:<someone@else.example>")
        said = raw.ask(f"RCPT TO:<{form.format(d=DOMAIN)}>")
        assert said[0] == "5", said


@pytest.mark.parametrize("local", ["nobody.here", "talk.0000000000000000000000000a", "bounce.aaaaaaaaaaaaaaaaaaaaaaaaaa", "stop.x",
                                   "talk.", "bounce.", "a" * 65])
def test_no_unknown_mailbox(shared, local):
    said = shared.refuse(write("x@y.example", sender=stranger()), "5.", to=f"{local}@{DOMAIN}")
    assert said.startswith("5.1.") or "5.5" in said, said


def test_postmaster_is_the_owner(shared):
    owner = shared.server.owner()
    shared.bring(write("x@y.example", "Your mails loop", stranger(), subject="Postmaster"), to=f"postmaster@{DOMAIN}")
    assert ["Your mails loop"] in [owner.texts(c["id"]) for c in requests(owner)]
    with Raw(shared.smtp) as raw:
        raw.greeted()
        raw.ask("MAIL FROM:<someone@else.example>")
        assert raw.ask("RCPT TO:<Postmaster>").startswith("250")


# Limits


def test_too_large_is_refused_by_its_announced_and_by_its_true_size(office):
    post = office({"mail.maximum_bytes": 65_536})
    to = post.member().get("/me")["mailAddress"]
    with Raw(post.smtp) as raw:
        raw.greeted()
        assert raw.ask("MAIL FROM:<a@b.example> SIZE=70000").startswith("552 5.3.4")
        raw.ask("MAIL FROM:<a@b.example>")
        raw.ask(f"RCPT TO:<{to}>")
        raw.ask("DATA")
        assert raw.ask("Subject: x\r\n\r\n" + ("y" * 900 + "\r\n") * 80 + ".").startswith("552 5.3.4")
        assert raw.ask("NOOP").startswith("250")


def test_a_bare_line_feed_ends_no_mail(shared, ada, box):
    for end in (b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r"):
        with Raw(shared.smtp) as raw:
            raw.greeted()
            raw.ask("MAIL FROM:<a@b.example>")
            raw.ask(f"RCPT TO:<{box}>")
            raw.ask("DATA")
            smuggled = b"MAIL FROM:<admin@bank.example>\r\nRCPT TO:<" + box.encode() + b">\r\nDATA\r\nSubject: s\r\n\r\nsmuggled\r\n.\r\n"
            raw.send(b"From: smuggler@b.example\r\nSubject: outer\r\n\r\nfirst" + end + smuggled)
            raw.send(b"QUIT\r\n")
            replies = raw.rest()
            assert len(re.findall(r"^(?:250 2\.0\.0|354)", replies, re.M)) <= 1, (end, replies)
    assert "smuggled" not in [text.strip() for c in requests(ada) for text in ada.texts(c["id"])]


def test_many_connections_of_one_peer_are_turned_away_and_the_rest_goes_on(shared, box):
    held = [Raw(shared.smtp) for _ in range(30)]
    try:
        greetings = [raw.line()[:3] for raw in held]
        assert greetings.count("220") == 20 and greetings.count("421") == 10
    finally:
        for raw in held:
            raw.close()
    wait(lambda: bring(shared.smtp, write(box, sender=stranger()))[0] == 250)


def test_a_slow_peer_is_told_to_go(office):
    post = office({"mail.timeout": 1})
    with Raw(post.smtp) as silent, Raw(post.smtp) as amid:
        amid.greeted()
        amid.ask("MAIL FROM:<a@b.example>")
        amid.send(b"RCPT TO:<x")
        silent.line()
        assert silent.rest(10).startswith("421") and amid.rest(10).startswith("421")


def test_a_peer_that_drips_inside_the_content_is_told_to_go(office):
    post = office({"mail.timeout": 1})
    to = post.member().get("/me")["mailAddress"]
    with Raw(post.smtp) as raw:
        raw.greeted()
        raw.ask("MAIL FROM:<a@b.example>")
        raw.ask(f"RCPT TO:<{to}>")
        raw.ask("DATA")
        raw.send(b"Subject: slow\r\n")
        assert raw.rest(10).startswith("421")


def test_a_flood_of_nonsense_is_ended(shared):
    with Raw(shared.smtp) as raw:
        raw.line()
        raw.send(b"XYZZY\r\n" * 5_000)
        replies = raw.rest(10)
        assert replies.count("500 ") <= 20 and re.search(r"^421 ", replies, re.M)


def test_an_endless_line_is_ended(shared):
    with Raw(shared.smtp) as raw:
        raw.line()
        raw.send(b"A" * 3_000_000, whatever=True)
        assert re.match(r"5\d\d |421 |$", raw.rest(10))
    assert shared.server.alive


def test_a_mail_that_is_cut_off_is_none(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    mail = wire(answer(taken, "Only whole", ben))
    for part in (len(mail) // 2, len(mail)):
        with Raw(shared.smtp) as raw:
            raw.greeted()
            raw.ask(f"MAIL FROM:<{ben}>")
            raw.ask(f"RCPT TO:<{taken.reply_to}>")
            raw.ask("DATA")
            raw.send(mail[:part])
    with Raw(shared.smtp) as raw:
        raw.greeted()
        raw.ask(f"MAIL FROM:<{ben}>")
        raw.ask(f"RCPT TO:<{taken.reply_to}>")
        raw.ask("DATA")
        raw.send(mail)
        raw.send(b"RSET\r\nQUIT\r\n")
    shared.bring(mail, to=taken.reply_to, sender=ben)
    assert ada.texts(c) == ["Lunch at noon?", "Only whole"]


def test_each_recipient_by_lmtp_has_an_answer_of_its_own(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    reply = shared.relay.mail(ben).reply_to
    d, _ = shared.write_to(ada, zoe := stranger("zoe"))
    of_another = shared.relay.mail(zoe).reply_to
    with Raw(shared.lmtp) as raw:
        assert raw.line().startswith("220")
        assert raw.ask("LHLO peer.example").startswith("250")
        raw.ask(f"MAIL FROM:<{ben}>")
        assert raw.ask(f"RCPT TO:<{of_another}>").startswith("250")
        assert raw.ask(f"RCPT TO:<nobody@{DOMAIN}>").startswith("550")
        assert raw.ask(f"RCPT TO:<{reply}>").startswith("250")
        assert raw.ask("DATA").startswith("354")
        raw.send(wire(write(reply, "To both", ben)) + b"\r\n.\r\n")
        assert [raw.reply()[:3], raw.reply()[:3]] == ["550", "250"]
        raw.send(b"QUIT\r\n")
        assert raw.rest().startswith("221")
    assert ada.texts(c)[-1] == "To both" and ada.texts(d) == ["Lunch at noon?"]


# Who may say that they are whom


def test_forged_as_a_known_person_to_a_members_address(shared, ada, box):
    eve, ben = shared.member("Eve Moneypenny"), stranger()
    before = len(requests(ada))
    assert "nothing proves" in shared.refuse(write(box, "Give me money", eve.address), "5.7.1")
    c, _ = shared.write_to(eve, ben)
    guest = eve.open(shared.relay.mail(ben).link, "Ben Okri", ben)
    assert "nothing proves" in shared.refuse(write(box, "Give me money", ben), "5.7.1")
    assert len(requests(ada)) == before and guest.person


def test_unknown_to_a_members_address_is_a_request_marked_unverified(shared):
    ada = shared.member()
    shared.bring(write(ada.get("/me")["mailAddress"], "I am new", stranger()))
    [c] = requests(ada)
    [event] = [e for e in ada.events(c["id"]) if e["kind"] == "message"]
    assert event["mail"]["unverified"]


def test_a_new_unproven_sender_may_write_to_two_members(shared):
    ada, eve, ben = shared.member(), shared.member("Eve"), stranger()
    for who in (ada, eve):
        shared.bring(write(who.get("/me")["mailAddress"], "To both", ben))
        assert [who.texts(c["id"]) for c in requests(who)] == [["To both"]]


def test_a_reply_address_answers_for_its_own_mailbox_only(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    words = shared.refuse(answer(taken, "I am somebody else", f"mallory@{OUTSIDE}"), "5.7.1")
    assert "somebody else" in words
    shared.refuse(answer(taken, "I am her", ada.address), "5.7.1")
    two = answer(taken, "Two of us", ben)
    del two["From"]
    two["From"] = f"{ben}, mallory@{OUTSIDE}"
    assert bring(shared.smtp, two, sender=ben)[0] >= 500
    assert ada.texts(c) == ["Lunch at noon?"]
    shared.answer(taken, "It is me, with a tag", ben.replace("@", "+tag@"))
    assert ada.texts(c)[-1] == "It is me, with a tag"


def test_the_same_mail_twice_is_one_message(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    mail = shared.answer(shared.relay.mail(ben), "Once only")
    shared.bring(mail)
    code, _ = bring(shared.lmtp, b"Received: from elsewhere by here; Sat, 21 Nov 2026 10:00:00 +0000\r\n" + wire(mail),
                    to=str(mail["To"]), sender=ben, lmtp=True)
    assert code == 250
    assert ada.texts(c).count("Once only") == 1


# What stands in mails and logs


NASTY = "Eve\r\nBcc: victim@elsewhere.example\r\n\r\n<script>"


def test_no_name_and_no_title_adds_a_header(shared):
    ada, ben = shared.member(), stranger()
    for field in ({"name": NASTY}, {"name": NASTY.replace("\r\n", "") + "=?utf-8?q?=0D=0ABcc:_x@y.example?="}):
        ada.ask("PATCH", "/me", field)
    for title in (NASTY, NASTY.replace("\r\n", "") + "=?utf-8?q?=0D=0ABcc:_x@y.example?="):
        body = {"kind": "group", "title": title, "to": [ben], "text": "Hello\r\n.\r\nRSET", "key": key()}
        if ada.ask("POST", "/conversations", body).is_success:
            break
    taken = shared.relay.mail(ben)
    assert taken["Bcc"] is None and taken.data.count(b"\r\nSubject:") == 1 and b"\r\nBcc:" not in taken.data.split(b"\r\n\r\n")[0]
    assert "<script>" not in taken.html
    assert "\n.\n" in taken.text.replace("\r", "")
    assert all(len(line) <= 998 for line in taken.data.split(b"\r\n")) and taken.data.isascii()


def test_a_link_says_nothing_to_who_only_looks(shared):
    """Scanners follow every link of a mail."""
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    before = ada.events(c)
    links = set(re.findall(r"https?://[^\s\"'<>]+", taken.text + taken.html + str(taken["List-Unsubscribe"])))
    assert len(links) >= 2
    for link in links:
        for method in ("GET", "HEAD", "OPTIONS", "GET"):
            answered = httpx.request(method, link, follow_redirects=True, headers={"Accept": "text/html"})
            assert answered.status_code < 500, (method, link)
    assert ada.events(c) == before
    assert shared.server.browser().get(f"/stop/{taken.stop}")["stopped"] == "no"
    assert ada.open(taken.link, "Ben Okri", ben).person


def test_no_token_and_no_address_in_the_log(shared):
    ada, ben = shared.member(), stranger("secretive")
    c, _ = shared.write_to(ada, ben, "Words for Ben alone")
    taken = shared.relay.mail(ben)
    shared.refuse(answer(taken, "Not me", f"mallory@{OUTSIDE}"), "5.7.1")
    shared.answer(taken, "Quite private")
    shared.server.browser().get(f"/stop/{taken.stop}")
    shared.relay.plan("550 5.1.1 no")
    shared.write_to(ada, stranger("secretive"))
    wait(lambda: "mail failed" in shared.server.output())
    log = shared.server.output()
    token = taken.link.split("#")[1]
    secrets = [token, taken.stop, taken.reply_to, taken.reply_to.split("@")[0].split(".")[1], taken.sender.split("@")[0],
               ben, "secretive", "Words for Ben", "Quite private"]
    assert [s for s in secrets if s in log] == []
