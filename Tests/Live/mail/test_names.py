"""What hangs on the domain name system: signatures, who may send, direct delivery, and the doctor."""

import base64
import re
import socket
import ssl
import time

import dkim
import pytest
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

import certificates
import confab
from mailroom import DOMAIN, OUTSIDE, Relay, bring, wire, write
from names import Names
from office import stranger
from waiting import wait


@pytest.fixture
def names():
    one = Names()
    yield one
    one.stop()


def records(post):
    """What `confab mail dns` says has to be there."""
    done = confab.command("mail", "dns", *flags(post), data=post.server.data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def flags(post):
    return [part for name, value in post.server.settings.items() for part in ("--set", f"{name}={value}")]


def doctor(post):
    done = confab.command("doctor", *flags(post), data=post.server.data)
    return done.returncode, done.stdout + done.stderr


# Signatures of ours


def test_outgoing_mails_are_signed_so_that_another_library_believes_both(office, names):
    post = office()
    ada, ben = post.member(), stranger()
    post.write_to(ada, ben, "Signed, with a word that is not ASCII: Grüße\nFrom here on\n. and a dot")
    taken = post.relay.mail(ben)
    names.zone(records(post))

    def lookup(name, timeout=5):
        found = names.records.get((name.decode().rstrip(".").lower(), "TXT"))
        return b"".join(found[0].data) if found else None

    signatures = taken.mail.get_all("DKIM-Signature")
    assert sorted(str(s).split("a=")[1].split(";")[0] for s in signatures) == ["ed25519-sha256", "rsa-sha256"]
    for index in range(2):
        assert dkim.DKIM(taken.data).verify(index, dnsfunc=lookup), signatures[index]
        for before, after in ((b"Signed, with", b"Sinned, with"), (b"\r\nSubject: ", b"\r\nSubject: No "),
                              (b"\r\nFrom: ", b"\r\nFrom: Mallory <m@evil.example>\r\nFrom: ")):
            changed = taken.data.replace(before, after, 1)
            assert changed != taken.data
            with no_trust():
                assert dkim.DKIM(changed).verify(index, dnsfunc=lookup)


class no_trust:
    """What is inside must fail or say no."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert kind is not None and issubclass(kind, (AssertionError, dkim.DKIMException)), "a changed mail was believed"
        return True


def test_the_signature_says_when(office):
    post = office()
    ada, ben = post.member(), stranger()
    post.write_to(ada, ben)
    stamps = re.findall(rb"[; \t]t=(\d+)", post.relay.mail(ben).data.split(b"\r\nFrom:")[0])
    assert stamps and all(abs(int(t) - time.time()) < 600 for t in stamps), stamps


# Who a mail is from


KEYS = {}


def key_pair(kind):
    """A private key for dkimpy, and its record."""
    if kind not in KEYS:
        if kind == "rsa":
            key = rsa.generate_private_key(65537, 2048)
            private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.TraditionalOpenSSL, s.NoEncryption())
            public = key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)
        else:
            key = ed25519.Ed25519PrivateKey.generate()
            private = base64.b64encode(key.private_bytes(s.Encoding.Raw, s.PrivateFormat.Raw, s.NoEncryption()))
            public = key.public_key().public_bytes(s.Encoding.Raw, s.PublicFormat.Raw)
        KEYS[kind] = private, f"v=DKIM1; k={kind}; p={base64.b64encode(public).decode()}"
    return KEYS[kind]


def signed(mail, kind="rsa", domain=OUTSIDE):
    data = wire(mail)
    private, _ = key_pair(kind)
    return dkim.sign(data, b"s1", domain.encode(), private, signature_algorithm=f"{kind}-sha256".encode(),
                     include_headers=[b"From", b"To", b"Subject", b"Date", b"Message-ID"]) + data


@pytest.fixture
def known(office, names):
    """An office, a member, her address, and a guest who is known there: only proven mail of his is taken."""
    post = office({"mail.resolver": names.setting})
    ada, ben = post.member(), stranger()
    eve = post.member("Eve Moneypenny")
    c, _ = post.write_to(eve, ben)
    eve.open(post.relay.mail(ben).link, "Ben Okri", ben)
    return post, ada, ada.get("/me")["mailAddress"], ben


def messages(ada):
    found = ada.get("/conversations", params={"filter": "requests"})["conversations"]
    found += ada.get("/conversations")["conversations"]
    events = {(c["id"], e["seq"]): e for c in found for e in ada.events(c["id"]) if e["kind"] == "message"}
    return list(events.values())


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_a_signature_proves_a_known_sender(known, names, kind):
    post, ada, box, ben = known
    names.txt(f"s1._domainkey.{OUTSIDE}", key_pair(kind)[1])
    mail = signed(write(box, "It is really me", ben, "Ben Okri"), kind)
    code, words = bring(post.smtp, mail.replace(b"really me", b"really him"), to=box, sender=ben)
    assert code == 550 and "nothing proves" in words
    assert bring(post.smtp, mail, to=box, sender=ben)[0] == 250
    [event] = messages(ada)
    assert event["text"] == "It is really me" and "unverified" not in event.get("mail", {})
    c = ada.get("/conversations", params={"filter": "requests"})["conversations"][0]["id"]
    assert ada.get(f"/conversations/{c}/events/{event['seq']}/mail")["verified"] == "pass"


def test_a_signature_of_another_domain_proves_nothing(known, names):
    post, ada, box, ben = known
    names.txt("s1._domainkey.evil.example", key_pair("rsa")[1])
    mail = signed(write(box, "It is me", ben), domain="evil.example")
    assert bring(post.smtp, mail, to=box, sender=ben)[0] == 550
    assert messages(ada) == []


def test_the_senders_address_proves_a_known_sender(known, names):
    post, ada, box, ben = known
    names.txt(OUTSIDE, "v=spf1 ip4:127.0.0.1 -all")
    post.bring(write(box, "From the right machine", ben))
    [event] = messages(ada)
    assert event["text"] == "From the right machine" and "unverified" not in event.get("mail", {})
    assert bring(post.smtp, write(box, "From another envelope", ben), sender="x@evil.example")[0] == 550


def test_another_machine_than_the_policy_allows_is_refused(known, names):
    post, ada, box, _ = known
    names.txt(OUTSIDE, "v=spf1 ip4:192.0.2.1 -all").txt(f"_dmarc.{OUTSIDE}", "v=DMARC1; p=reject")
    assert "nothing proves" in post.refuse(write(box, "I am new", stranger()), "5.7.1")
    assert messages(ada) == []


def test_a_policy_that_asks_for_nothing_leaves_a_stranger_unverified(known, names):
    post, ada, box, _ = known
    names.txt(OUTSIDE, "v=spf1 ip4:192.0.2.1 -all").txt(f"_dmarc.{OUTSIDE}", "v=DMARC1; p=none")
    post.bring(write(box, "I am new", stranger()))
    [event] = messages(ada)
    assert event["mail"]["unverified"]


def test_a_name_server_that_is_silent_holds_up_no_mail(known, names):
    post, ada, box, _ = known
    names.broken |= {OUTSIDE, f"_dmarc.{OUTSIDE}"}
    post.bring(write(box, "I am new", stranger()))
    assert messages(ada)[0]["mail"]["unverified"]


def test_name_servers_that_never_answer_are_waited_for_a_few_seconds(office):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        post = office({"mail.resolver": "127.0.0.1:%d" % silent.getsockname()[1]})
        ada, ben = post.member(), stranger()
        c, _ = post.write_to(ada, ben)
        taken = post.relay.mail(ben)
        began = time.monotonic()
        post.answer(taken, "Still here")
        # Three questions, each asked twice for five seconds, would be half a minute.
        assert time.monotonic() - began < 15
        assert ada.texts(c)[-1] == "Still here"


def test_what_the_server_in_front_found_is_believed_and_what_others_wrote_is_not(office):
    post = office({"mail.trusted_server": "mail.example"})
    ada, eve, ben = post.member(), post.member("Eve"), stranger()
    post.write_to(eve, ben)
    eve.open(post.relay.mail(ben).link, "Ben Okri", ben)
    box = ada.get("/me")["mailAddress"]
    found = f"; dkim=pass header.d={OUTSIDE}; dmarc=pass header.from={OUTSIDE}\r\n".encode()
    received = b"Received: from a by b; Sat, 21 Nov 2026 10:00:00 +0000\r\n"

    def by_lmtp(head, text):
        return bring(post.lmtp, head + wire(write(box, text, ben)), to=box, sender=ben, lmtp=True)[0]

    assert by_lmtp(b"Authentication-Results: evil.example" + found, "Forged by name") == 550
    assert by_lmtp(received + received + b"Authentication-Results: mail.example" + found, "Forged from further away") == 550
    assert by_lmtp(received + b"Authentication-Results: mail.example" + found, "Proven") == 250
    assert [e["text"] for e in messages(ada)] == ["Proven"]
    code, _ = bring(post.smtp, b"Authentication-Results: mail.example" + found + wire(write(box, "By SMTP", ben)), to=box, sender=ben)
    assert code == 550, "anybody can say so by SMTP"


# Directly to the servers of others


def test_direct_delivery_to_the_exchange_of_the_domain(office, names):
    second = Relay()
    post = office({"mail.way": "direct", "mail.resolver": names.setting, "mail.port": second.port})
    try:
        ada = post.member()
        names.mx(OUTSIDE, "mx2.outside.example", 20).mx(OUTSIDE, "mx1.outside.example", 10)
        names.a("mx1.outside.example", "127.0.0.3").a("mx2.outside.example", "127.0.0.1")
        ben = stranger()
        c, _ = post.write_to(ada, ben)
        assert "Lunch at noon?" in second.mail(ben).text
        post.becomes(ada, c, "sent")
        assert ("mx1.outside.example", "A") in names.asked
        names.a("bare.example")
        c, _ = post.write_to(ada, "kim@bare.example")
        second.mail("kim@bare.example")
        names.mx("null.example", ".", 0).a("null.example")
        c, _ = post.write_to(ada, "kim@null.example")
        assert "takes no mail" in post.becomes(ada, c, "bounced")["text"]
        c, _ = post.write_to(ada, "kim@nowhere.example")
        assert "no domain" in post.becomes(ada, c, "bounced")["text"]
        names.broken.add("broken.example")
        c, _ = post.write_to(ada, "kim@broken.example")
        assert "could not be found" in wait(lambda: (r := post.delivery(ada, c)).get("text") and r)["text"]
        assert post.delivery(ada, c)["state"] == "queued"
        second.plan("550 5.1.1 User unknown")
        c, _ = post.write_to(ada, stranger())
        assert "no such mailbox" in post.becomes(ada, c, "bounced")["text"].lower()
    finally:
        second.down()


@pytest.mark.parametrize("what", ["believed by nobody", "refused"])
def test_direct_delivery_takes_what_privacy_there_is(office, names, tmp_path, what):
    """Between servers of strangers TLS proves nothing, and is better than none (RFC 7435)."""
    certificates.authority(tmp_path / "tls")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificates.certificate(tmp_path / "tls", ["DNS:some.other.name"]))
    other = Relay(refuses_tls=True) if what == "refused" else Relay(tls=context)
    post = office({"mail.way": "direct", "mail.resolver": names.setting, "mail.port": other.port})
    try:
        names.a(OUTSIDE)
        ben = stranger()
        post.write_to(post.member(), ben)
        assert other.mail(ben).secure == (what != "refused")
    finally:
        other.down()


# The doctor


def mail_lines(text):
    return [line for line in text.splitlines() if any(word in line for word in (
        "MX", "SPF", "DKIM", "DMARC", "PTR", "relay", "TLS", "mails are"))]


def test_the_doctor_finds_a_good_domain_good(office, names):
    post = office({"mail.way": "direct", "mail.resolver": names.setting})
    names.zone(records(post)).a(f"mx.{DOMAIN}").ptr("127.0.0.1", f"mx.{DOMAIN}")
    status, text = doctor(post)
    lines = mail_lines(text)
    assert status == 0 and [line for line in lines if not line.startswith("ok")] == [
        line for line in lines if "without TLS" in line], text
    assert sum(line.startswith("ok") for line in lines) == 6, text


def test_the_doctor_says_what_a_bare_domain_lacks(office, names):
    post = office({"mail.way": "direct", "mail.resolver": names.setting})
    names.a(f"mx.{DOMAIN}").ptr("127.0.0.1", "dynamic.provider.example")
    _, text = doctor(post)
    for line in records(post).splitlines():
        name, kind = line.split()[:2]
        assert f"{name} {kind}" in text, f"{line} is not advised:\n{text}"
    assert "dynamic.provider.example" in text and "reverse name" in text
    assert not [line for line in mail_lines(text) if line.startswith("ok")], text
    names.broken |= {DOMAIN, f"_dmarc.{DOMAIN}", f"confab._domainkey.{DOMAIN}"}
    assert doctor(post)[1].count("could not be asked for") == 4


def test_the_doctor_sees_keys_of_another_server_and_two_policies(office, names):
    post = office({"mail.way": "direct", "mail.resolver": names.setting})
    names.zone(records(post)).txt(DOMAIN, "v=spf1 -all")
    names.forget(f"confab._domainkey.{DOMAIN}")
    names.txt(f"confab._domainkey.{DOMAIN}", key_pair("rsa")[1])
    status, text = doctor(post)
    assert "2 SPF records" in text and "does not have this server's key" in text and status == 1


def test_the_doctor_tries_the_relay(office, names):
    post = office({"mail.resolver": names.setting})
    assert "lets this server in" in doctor(post)[1]
    post.relay.down()
    status, text = doctor(post)
    assert status == 1 and "cannot be reached" in text


# A mail to try


def test_a_mail_to_try_before_anybody_is_owner(office):
    done = confab.command("mail", "test", "olga@elsewhere.example", data=office().server.data)
    assert done.returncode == 0 or "setup" in done.stderr.lower() or "set up" in done.stderr.lower(), done.stderr


def test_a_mail_to_try(office):
    post = office()
    post.server.owner()
    done = confab.command("mail", "test", "olga@elsewhere.example", data=post.server.data)
    assert done.returncode == 0 and "taken by the next server" in done.stdout, done.stderr
    [taken] = post.relay.to("olga@elsewhere.example")
    assert post.server.url.rsplit(":", 1)[1] in taken.text
    post.relay.plan("550 5.1.1 User unknown")
    done = confab.command("mail", "test", "olga@elsewhere.example", data=post.server.data)
    assert done.returncode == 1 and "refused" in done.stderr and "no such mailbox" in done.stderr.lower()
    post.relay.plan("450 4.2.0 Greylisted")
    done = confab.command("mail", "test", "olga@elsewhere.example", data=post.server.data)
    assert done.returncode == 1 and "tried again" in done.stderr
    done = confab.command("mail", "test", "no address", data=post.server.data)
    assert done.returncode != 0 and done.stderr
    post.server.stop()
    done = confab.command("mail", "test", "olga@elsewhere.example", data=post.server.data)
    assert done.returncode == 1 and "no server is running" in done.stderr
