"""What mails carry, in and out; and mails that meet themselves."""

import io
import threading

from PIL import Image

from mailroom import DOMAIN, answer, bring
from office import stranger


def begun(shared, text="Lunch at noon?", **fields):
    ada, ben = shared.member(), stranger()
    made = ada.start("direct", ben, text=text, **fields)
    return ada, ben, made["conversation"]["id"], shared.relay.mail(ben)


def last(browser, c):
    return [e for e in browser.events(c) if e["kind"] == "message"][-1]


def picture():
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    return data.getvalue()


def test_files_go_along(shared):
    ada, ben = shared.member(), stranger()
    note = ada.upload("Übersicht-\"neu\".txt", "Grüße\n".encode() * 10, "text/plain")
    image = ada.upload("red.png", picture(), "image/png")
    c = ada.start("direct", ben, text="See these", attachments=[note["id"], image["id"]])["conversation"]["id"]
    taken = shared.relay.mail(ben)
    files = {p.get_filename(): p for p in taken.mail.walk() if p.get_filename()}
    assert files['Übersicht-"neu".txt'].get_payload(decode=True) == "Grüße\n".encode() * 10
    assert files["red.png"].get_payload(decode=True) == picture()
    assert "cid:" + files["red.png"]["Content-ID"].strip("<> ") in taken.html
    shared.becomes(ada, c, "sent")


def test_a_file_too_large_for_mail_is_a_click_away(shared):
    ada, ben = shared.member(), stranger()
    big = ada.upload("film.bin", b"x" * (11 << 20))
    ada.start("direct", ben, text="A film", attachments=[big["id"]])
    taken = shared.relay.mail(ben)
    assert len(taken.data) < 100_000 and "film.bin" in taken.text
    guest = ada.open(taken.link, "Ben", ben)
    assert len(guest.get(f"/attachments/{big['id']}").content) == 11 << 20


def test_every_script_survives_the_way(shared):
    text = "Grüße, 你好, שלום, 👋🏽, and a very long line " + "that goes on " * 200
    ada, ben, c, taken = begun(shared, text)
    assert text.split(" and")[0] in taken.text and taken.data.isascii()
    assert max(map(len, taken.data.split(b"\r\n"))) <= 998
    shared.answer(taken, "Ответ, 返事, رد 🙂", name="Бен 本")
    assert last(ada, c)["text"] == "Ответ, 返事, رد 🙂"


def test_an_answer_in_html_alone_and_one_in_an_old_character_set(shared):
    ada, ben, c, taken = begun(shared)
    html = answer(taken, "x", ben)
    html.set_content("<div>Yes, <b>noon</b> it is.</div><blockquote type='cite'>Lunch at noon?</blockquote>", subtype="html")
    shared.bring(html)
    event = last(ada, c)
    assert event["text"] == "Yes, **noon** it is." and event["mail"] == {"folded": True, "html": True}
    sent = ada.get(f"/conversations/{c}/events/{event['seq']}/mail/html")
    assert "<b>noon</b>" in sent.text and "sandbox" in sent.headers["content-security-policy"]
    old = answer(taken, "x", ben)
    old.set_content("はい、正午に。", charset="iso-2022-jp")
    shared.bring(old)
    assert last(ada, c)["text"] == "はい、正午に。"


def test_names_of_files_that_come_are_only_names(shared):
    ada, ben, c, taken = begun(shared)
    shared.answer(taken, "Files", files=[("../../etc/passwd", b"1"), ("a\x00b.txt", b"2"), ("x" * 900 + ".txt", b"3"), ("", b"4")])
    names = [a["name"] for a in last(ada, c)["attachments"]]
    assert len(names) == 4 and all(n and "/" not in n and "\x00" not in n and len(n) <= 255 for n in names), names


def test_a_mail_without_words(shared):
    ada, ben, c, taken = begun(shared)
    shared.answer(taken, "")
    assert last(ada, c)["text"]
    mail = answer(taken, "x", ben, files=[("only.txt", b"a file")])
    mail.get_body(("plain",)).set_content("")
    shared.bring(mail)
    assert [a["name"] for a in last(ada, c)["attachments"]] == ["only.txt"]


def test_more_files_than_a_message_may_have_are_in_several(shared):
    ada, ben, c, taken = begun(shared)
    mail = answer(taken, "All of them", ben, files=[(f"{n}.txt", b"file %d" % n) for n in range(45)])
    shared.bring(mail)
    shared.bring(mail)
    theirs = [e for e in ada.events(c) if e["kind"] == "message" and "mail" in e]
    assert [e["text"] for e in theirs] == ["All of them", "", ""]
    assert [a["name"] for e in theirs for a in e["attachments"]] == [f"{n}.txt" for n in range(45)]


def test_files_beyond_what_the_server_keeps_in_all_are_put_off(office):
    post = office({"limits.attachment_total_bytes": 100_000})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    taken = post.relay.mail(ben)
    post.refuse(answer(taken, "Too much", ben, files=[("a.bin", b"a" * 60_000), ("b.bin", b"b" * 60_000)]), "4.3.1")
    assert ada.texts(c) == ["Lunch at noon?"]


def test_an_answer_from_a_tagged_form_of_the_address_is_theirs(shared):
    ada, ben, c, taken = begun(shared)
    local, domain = ben.split("@")
    shared.answer(taken, "From my tag", f"{local}+lunch@{domain}", files=[("a.txt", b"x")])
    event = last(ada, c)
    assert event["text"] == "From my tag" and event["by"] == [p for p in ada.summary(c)["people"]][0]


def test_a_file_larger_than_may_be_is_refused_and_nothing_is_kept(office):
    post = office({"limits.attachment_bytes": 100_000})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    taken = post.relay.mail(ben)
    post.refuse(answer(taken, "Too much", ben, files=[("big.bin", b"x" * 100_001)]), "5.3.4")
    assert ada.texts(c) == ["Lunch at noon?"]
    assert not [p for p in (post.server.data / "attachments").rglob("*") if p.is_file() and p.stat().st_size > 90_000]


# Round and round


def looping(post):
    """The relay brings back what goes to this server's own domain."""
    def back(taken):
        if taken.recipient.endswith("@" + DOMAIN):
            threading.Thread(target=lambda: bring(post.smtp, taken.data, to=taken.recipient, sender=taken.sender), daemon=True).start()
    post.relay.on_taken = back


def test_writing_to_a_members_address_here_goes_in_no_circle(office):
    post = office()
    looping(post)
    ada, eve, bob = post.member(), post.member("Eve Moneypenny"), stranger()
    box = eve.get("/me")["mailAddress"]
    answered = ada.ask("POST", "/conversations", {"kind": "direct", "to": [box], "text": "Round", "key": "k-round-000000000001"})
    for _ in range(5):
        post.write_to(ada, (bob := stranger()))
        post.relay.mail(bob)
    inward = [m for m in post.relay.taken if m.recipient.endswith("@" + DOMAIN)]
    assert len(inward) <= 1, [m.recipient for m in inward]
    assert not answered.is_success or eve.id in str(answered.json()), "the address of a member is that member"


def test_two_servers_whose_automats_answer_each_other_stop(shared):
    """An automat that does not say that it is one answers every mail at once: only what somebody wrote makes a mail."""
    ada, ben, c, taken = begun(shared)
    for n in range(5):
        shared.answer(taken, f"Thank you for your mail number {n}")
    ada.say(c, "Stop it")
    shared.relay.mail(ben, 2)
    bob = stranger()
    shared.write_to(ada, bob)
    shared.relay.mail(bob)
    assert len(shared.relay.to(ben)) == 2


def test_a_report_to_the_reply_address_and_one_about_nothing(shared):
    ada, ben, c, taken = begun(shared)
    shared.becomes(ada, c, "sent")
    report = (f"From: MAILER-DAEMON@outside.example\r\nTo: {taken.sender}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
              "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
              "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
              f"Final-Recipient: rfc822; {ben}\r\nAction: {{action}}\r\nStatus: {{status}}\r\n"
              "Diagnostic-Code: smtp; 550 {status}\r\n\r\n--b--\r\n")
    shared.bring(report.format(action="delayed", status="4.4.1").encode(), to=taken.sender, sender="")
    assert shared.delivery(ada, c)["state"] == "sent"
    shared.bring(report.format(action="failed", status="5.2.2").encode(), to=taken.sender, sender="")
    assert "full" in shared.becomes(ada, c, "bounced")["text"].lower()
    assert ada.texts(c) == ["Lunch at noon?"]
