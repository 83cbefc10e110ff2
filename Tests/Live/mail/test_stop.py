"""No more mail: by the button of a mail program, by an address, by the page, and taken back again."""

import httpx

from mailroom import DOMAIN, OUTSIDE, write
from office import stranger


def begun(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    return ada, ben, c, taken


def page(shared):
    return shared.server.browser()


def one_click(taken):
    """The address for machines (RFC 8058)."""
    assert str(taken["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    links = [part.strip(" <>") for part in str(taken["List-Unsubscribe"]).replace("\n", "").split(",")]
    assert [link.split(":")[0] for link in links] == ["http", "mailto"]
    return links


def test_one_click_by_a_mail_program(shared):
    ada, ben, c, taken = begun(shared)
    link, _ = one_click(taken)
    answered = httpx.post(link, data={"List-Unsubscribe": "One-Click"})
    assert answered.status_code in (200, 204), answered.text
    row = shared.becomes(ada, c, "stopped")
    assert row["state"] == "stopped"
    assert page(shared).get(f"/stop/{taken.stop}")["stopped"] == "conversation"
    shared.answer(taken, "I may still answer.")
    ada.say(c, "But you get no mail.")
    problem = ada.refused(409, "conflict", "POST", f"/conversations/{c}/members/{row['person']}/mail")
    assert "no more mail" in problem["detail"]
    assert len(shared.relay.to(ben)) == 1
    assert httpx.post(link, files={"List-Unsubscribe": (None, "One-Click")}).is_success, "as multipart (RFC 8058 §3.1)"


def test_by_a_mail_to_the_stop_address(shared):
    ada, ben, c, taken = begun(shared)
    address = one_click(taken)[1].removeprefix("mailto:")
    shared.bring(write(address, "", ben, subject="unsubscribe"), to=address, sender=ben)
    shared.becomes(ada, c, "stopped")


def test_by_a_machines_mail_to_the_stop_address(shared):
    ada, ben, c, taken = begun(shared)
    address = one_click(taken)[1].removeprefix("mailto:")
    mail = write(address, "", ben, subject="unsubscribe", headers={"Auto-Submitted": "auto-generated", "Precedence": "bulk"})
    shared.bring(mail, to=address, sender="")
    shared.becomes(ada, c, "stopped")


def test_looking_does_nothing_and_undo_undoes(shared):
    ada, ben, c, taken = begun(shared)
    browser = page(shared)
    look = browser.get(f"/stop/{taken.stop}")
    assert look == {"address": ben, "conversation": "", "by": "Ada Lovelace", "stopped": "no", "blocked": False}
    assert browser.post(f"/stop/{taken.stop}", {"what": "conversation"})["stopped"] == "conversation"
    shared.becomes(ada, c, "stopped")
    assert browser.post(f"/stop/{taken.stop}", {"what": "resume"})["stopped"] == "no"
    shared.becomes(ada, c, "sent")
    shared.answer(taken, "I am back.")
    ada.say(c, "Welcome back.")
    assert "Welcome back." in shared.relay.mail(ben, 2).text


def test_all_mail_of_the_server_is_for_every_conversation(shared):
    ada, ben, c, taken = begun(shared)
    page(shared).post(f"/stop/{taken.stop}", {"what": "server"})
    eve, bob = shared.member("Eve"), stranger()
    d, _ = shared.write_to(eve, ben)
    e, _ = shared.write_to(eve, bob)
    shared.relay.mail(bob)
    assert len(shared.relay.to(ben)) == 1
    assert shared.delivery(eve, d).get("state") in (None, "stopped")
    assert page(shared).get(f"/stop/{taken.stop}")["stopped"] == "server"


def test_who_wrote_is_told_that_nothing_is_mailed_to_who_wants_nothing(shared):
    ada, ben, c, taken = begun(shared)
    page(shared).post(f"/stop/{taken.stop}", {"what": "server"})
    eve = shared.member("Eve")
    d, _ = shared.write_to(eve, ben)
    shared.becomes(eve, d, "stopped", within=5)


def test_block(shared):
    ada, ben, c, taken = begun(shared)
    look = page(shared).post(f"/stop/{taken.stop}", {"what": "block"})
    assert look["blocked"] is True
    g = ada.ask("POST", "/conversations", {"kind": "group", "title": "Again", "to": [ben], "text": "Hello again", "key": "k-block-00000000001"})
    bob = stranger()
    shared.write_to(shared.member("Eve"), bob)
    shared.relay.mail(bob)
    assert len(shared.relay.to(ben)) == 1, g.text


def test_a_report_reaches_the_administrators(shared):
    ada, ben, c, taken = begun(shared)
    page(shared).post(f"/stop/{taken.stop}", {"what": "report", "text": "I do not know her."})
    owner = shared.server.owner()
    ada.refused(403, "forbidden", "GET", "/admin/reports")
    [report] = [r for r in owner.get("/admin/reports")["reports"] if r["conversation"] == c]
    assert (report["text"], report["by"]["address"], report["about"]["name"]) == ("I do not know her.", ben, "Ada Lovelace")
    owner.wanted("DELETE", f"/admin/reports/{report['id']}", status=204)
    assert not [r for r in owner.get("/admin/reports")["reports"] if r["conversation"] == c]


def test_nonsense_stops_nothing(shared):
    browser = page(shared)
    browser.refused(410, "expired", "GET", "/stop/aaaaaaaaaaaaaaaaaaaaaaaaaa")
    browser.refused(410, "expired", "POST", "/stop/aaaaaaaaaaaaaaaaaaaaaaaaaa", {"what": "server"})
    assert httpx.post(f"{shared.server.url}/stop/aaaaaaaaaaaaaaaaaaaaaaaaaa", data={"List-Unsubscribe": "One-Click"}).status_code < 500


def test_a_sign_in_link_by_mail(shared):
    ada = shared.member()
    browser = page(shared)
    browser.wanted("POST", "/links", {"address": f"nobody.known@{OUTSIDE}"}, status=204)
    browser.wanted("POST", "/links", {"address": ada.address}, status=204)
    taken = shared.relay.mail(ada.address)
    token = taken.text.split("/s#")[1].split()[0]
    assert str(taken["Auto-Submitted"]) == "auto-generated" and taken["From"].addresses[0].addr_spec == f"noreply@{DOMAIN}"
    assert browser.post("/links/look", {"token": token})["name"] == "Ada Lovelace"
    assert browser.post("/links/open", {"token": token})["person"]["id"] == ada.id
    assert browser.get("/me")["address"] == ada.address
    page(shared).refused(410, "expired", "POST", "/links/open", {"token": token})
    assert shared.relay.to(f"nobody.known@{OUTSIDE}") == []


def test_a_fresh_link_goes_to_the_same_mailbox_only(shared):
    ada, ben, c, taken = begun(shared)
    guest = ada.open(taken.link, "Ben Okri", ben)
    token = taken.link.split("#")[1]
    page(shared).wanted("POST", "/invitations/fresh", {"token": token}, status=204)
    fresh = shared.relay.mail(ben, 2)
    assert fresh.link != taken.link
    second = ada.open(fresh.link, "Ben Okri", ben)
    assert second.id == guest.id
    second.say(c, "From my telephone")
    assert ada.texts(c)[-1] == "From my telephone"
