"""What becomes of what is written to people outside, as its writer sees it."""

import threading

import pytest

from live import Live
from mailroom import DOMAIN, answer, write
from office import stranger
from waiting import wait


def states(browser, c):
    return [e["state"] for e in browser.events(c) if e["kind"] == "delivery"]


def test_queued_sent_answered(shared):
    ada, ben = shared.member(), stranger()
    c, person = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    shared.answer(taken, "Yes, gladly!")
    row = shared.becomes(ada, c, "answered")
    assert row["person"] == person and row["upto"] >= 4
    assert states(ada, c) == ["queued", "sent", "answered"]
    assert ada.texts(c) == ["Lunch at noon?", "Yes, gladly!"]
    assert ada.events(c)[-2]["by"] == person


def test_opened(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    guest = ada.open(taken.link, "Ben Okri", ben)
    shared.becomes(ada, c, "opened")
    guest.say(c, "I am here")
    assert ada.texts(c) == ["Lunch at noon?", "I am here"]


def test_refused_by_the_relay_is_bounced_in_words_and_goes_to_a_corrected_address(shared):
    ada, wrong, right = shared.member(), stranger("bem"), stranger("ben")
    shared.relay.plan("550 5.1.1 <bem>: Recipient address rejected: User unknown")
    c, person = shared.write_to(ada, wrong)
    row = shared.becomes(ada, c, "bounced")
    assert "no such mailbox" in row["text"].lower()
    ada.say(c, "Are you there?")
    corrected = ada.put(f"/conversations/{c}/members/{person}/address", {"address": right})
    assert corrected["person"]["id"] != person
    taken = shared.relay.mail(right)
    assert "Lunch at noon?" in taken.text and "Are you there?" in taken.text
    shared.answer(taken, "It is Ben with an n.")
    shared.becomes(ada, c, "answered", corrected["person"]["id"])
    assert ada.texts(c)[-1] == "It is Ben with an n."
    assert shared.relay.to(wrong) == []


def test_send_again_after_a_bounce(shared):
    ada, ben = shared.member(), stranger()
    shared.relay.plan("552 5.2.2 Mailbox full")
    c, person = shared.write_to(ada, ben)
    shared.becomes(ada, c, "bounced")
    ada.wanted("POST", f"/conversations/{c}/members/{person}/mail", status=204)
    assert "Lunch at noon?" in shared.relay.mail(ben).text
    shared.becomes(ada, c, "sent")


def test_a_second_message_to_a_stranger_is_held_until_they_answer(shared):
    ada, ben = shared.member(), stranger()
    c, person = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    ada.say(c, "Hello? Anybody?")
    shared.becomes(ada, c, "held")
    problem = ada.refused(409, "conflict", "POST", f"/conversations/{c}/members/{person}/mail")
    assert problem["detail"]
    assert len(shared.relay.to(ben)) == 1
    shared.answer(taken, "Sorry, I was away.")
    second = shared.relay.mail(ben, 2)
    assert "Hello? Anybody?" in second.text
    assert ada.texts(c)[-1] == "Sorry, I was away."


def test_out_of_office_is_a_state_and_no_message(shared):
    ada, ben = shared.member(), stranger()
    c, _ = shared.write_to(ada, ben)
    taken = shared.relay.mail(ben)
    shared.becomes(ada, c, "sent")
    away = answer(taken, "I am at the sea until Monday.", ben, headers={"Auto-Submitted": "auto-replied"})
    shared.bring(away, sender="")
    row = shared.becomes(ada, c, "away")
    assert "at the sea" in row["text"]
    assert ada.texts(c) == ["Lunch at noon?"]
    assert len(shared.relay.to(ben)) == 1


def test_what_is_said_within_the_pause_goes_in_one_mail(office):
    post = office({"mail.invitation_pause": 2})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben, "One")
    ada.say(c, "Two")
    ada.say(c, "Three")
    post.becomes(ada, c, "sent")
    text = post.relay.mail(ben).text
    assert text.index("One") < text.index("Two") < text.index("Three")
    assert len(post.relay.to(ben)) == 1


def test_two_mails_to_one_person_do_not_overtake_each_other(office):
    post = office()
    ada, ben, bob = post.member(), stranger("ben"), stranger("bob")
    c, _ = post.write_to(ada, ben)
    ada.open(post.relay.mail(ben).link, "Ben Okri", ben)
    post.becomes(ada, c, "opened")
    on = threading.Event()
    post.relay.on_taken = lambda taken: taken.recipient == ben and on.wait(20)
    ada.say(c, "The first thing")
    post.relay.mail(ben, 2)
    ada.say(c, "The second thing")
    post.write_to(ada, bob)
    post.relay.mail(bob)
    assert post.relay.seen.count(ben) == 2, "one was sent while the one before was on its way"
    on.set()
    first, second = post.relay.mail(ben, 2), post.relay.mail(ben, 3)
    assert "The second thing" not in first.text and first.id in second.thread
    assert "> Ada Lovelace: The first thing" in second.text and "\nThe second thing" in second.text.replace("\r", "")


def test_edited_and_retracted_in_the_pause_go_as_they_are_at_last(office):
    post = office({"mail.invitation_pause": 2})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben, "The frist word")
    first = [e["seq"] for e in ada.events(c) if e["kind"] == "message"][0]
    secret = ada.say(c, "Not meant for you")
    ada.write(c, "edit", target=first, text="The first word")
    ada.write(c, "retract", target=secret)
    text = post.relay.mail(ben).text
    assert "The first word" in text and "frist" not in text and "Not meant" not in text


def test_a_mail_is_cancelled_when_its_message_is_read_meanwhile(office):
    post = office({"mail.pause": 3})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    guest = ada.open(post.relay.mail(ben).link, "Ben Okri", ben)
    post.becomes(ada, c, "opened")
    seq = ada.say(c, "Look here")
    guest.put(f"/conversations/{c}/read", {"seq": seq})
    mails = wait(lambda: [m for m in post.admin_mails() if m["state"] == "cancelled"])
    assert [m["kind"] for m in mails] == ["digest"] and len(post.relay.to(ben)) == 1


async def test_who_is_here_gets_no_mail(office):
    post = office()
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    guest = ada.open(post.relay.mail(ben).link, "Ben Okri", ben)
    his = await Live.open(guest)
    seq = ada.say(c, "Hello live")
    await his.reaches(c, seq)
    assert [m for m in post.admin_mails() if m["kind"] == "digest"] == []
    await his.close()
    ada.say(c, "Hello by mail")
    assert "Hello by mail" in post.relay.mail(ben, 2).text


@pytest.mark.parametrize("level, direct, group", [("all", 1, 1), ("direct", 1, 0), ("none", 0, 0)])
def test_members_who_are_away_get_mail_as_they_wish(shared, level, direct, group):
    ada, eve = shared.member(), shared.member("Eve Moneypenny")
    bob = shared.member("Bob Fence")
    eve.patch("/me", {"mail": level})
    d, g = ada.direct(eve), ada.group(eve, title="The club")
    f = ada.direct(bob)
    ada.say(d, "Direct words")
    ada.say(g, "Words to all")
    ada.say(f, "Fence")  # mailed after the others, being queued after them
    shared.relay.mail(bob.address)
    wait(lambda: len(shared.relay.to(eve.address)) >= direct + group)
    texts = [m.text for m in shared.relay.to(eve.address)]
    assert sum("Direct words" in t for t in texts) == direct
    assert sum("Words to all" in t for t in texts) == group
    assert len(texts) == direct + group


@pytest.mark.parametrize("level", ["all", "mentions"])
def test_who_is_called_again_and_again_gets_one_mail_of_all(office, level):
    post = office({"mail.pause": 2})
    ada, eve = post.member(), post.member("Eve Moneypenny")
    c = ada.group(eve, title="The club")
    eve.put(f"/conversations/{c}/level", {"level": level})
    for n in range(3):
        ada.say(c, f"@Eve Moneypenny call {n}", mentions=[eve.id])
    taken = post.relay.mail(eve.address)
    assert all(f"call {n}" in taken.text for n in range(3))
    ada.say(c, "@Eve Moneypenny at last", mentions=[eve.id])
    assert [m["state"] for m in post.admin_mails() if m["person"]["id"] == eve.id] == ["waiting", "sent"]


async def test_who_was_called_and_left_without_reading_gets_a_mail(office):
    post = office()
    ada, eve = post.member(), post.member("Eve Moneypenny")
    c = ada.group(eve, title="The club")
    hers = await Live.open(eve)
    seq = ada.say(c, "@Eve Moneypenny look", mentions=[eve.id])
    await hers.reaches(c, seq)
    await hers.close()
    assert "look" in post.relay.mail(eve.address).text


@pytest.mark.parametrize("wish", ["person", "conversation"])
def test_who_wants_no_more_mail_meanwhile_gets_none(office, wish):
    post = office({"mail.pause": 2})
    ada, eve = post.member(), post.member("Eve Moneypenny")
    c = ada.direct(eve)
    ada.say(c, "Are you there?")
    if wish == "person":
        eve.patch("/me", {"mail": "none"})
    else:
        eve.put(f"/conversations/{c}/level", {"level": "none"})
    wait(lambda: [m for m in post.admin_mails() if m["state"] == "cancelled" and m["person"]["id"] == eve.id])
    assert not post.relay.to(eve.address)


def test_a_mail_that_is_put_off_gives_way_to_one_that_waits_for_somebody_who_has_turned_it_down(office):
    post = office({"mail.pause": 0, "mail.timeout": 3})
    ada, eve = post.member(), post.member("Eve Moneypenny")
    c = ada.direct(eve)
    post.relay.plan("stall")
    ada.say(c, "First")
    post.relay.tries(1)
    ada.say(c, "Second")
    eve.put(f"/conversations/{c}/level", {"level": "none"})
    wait(lambda: not [m for m in post.admin_mails() if m["state"] == "sending"])
    assert "could not be committed" not in post.server.output()


def test_a_member_who_is_away_answers_by_mail(shared):
    ada, eve = shared.member(), shared.member("Eve Moneypenny")
    c = ada.direct(eve)
    ada.say(c, "Are you coming?")
    shared.answer(shared.relay.mail(eve.address), "On my way.")
    last = [e for e in ada.events(c) if e["kind"] == "message"][-1]
    assert (last["by"], last["text"]) == (eve.id, "On my way.")


def test_no_more_mails_than_may_go_in_an_hour(office):
    post = office({"mail.per_hour": 1})
    ada, first, second = post.member(), stranger(), stranger()
    c, _ = post.write_to(ada, first)
    post.becomes(ada, c, "sent")
    d, _ = post.write_to(ada, second)
    row = wait(lambda: (r := post.delivery(ada, d)).get("text") and r)
    assert row["state"] == "queued" and "1 mails in an hour" in row["text"]
    assert post.relay.to(second) == []


def test_no_more_mails_because_of_one_person_than_may_go_in_an_hour(office):
    post = office({"mail.per_person_per_hour": 1})
    ada, eve = post.member(), post.member("Eve")
    c, _ = post.write_to(ada, stranger())
    post.becomes(ada, c, "sent")
    d, _ = post.write_to(ada, stranger())
    wait(lambda: "One person" in post.delivery(ada, d).get("text", ""))
    e, _ = post.write_to(eve, stranger())
    post.becomes(eve, e, "sent")


def test_a_group_with_people_by_mail(office):
    post = office({"mail.invitation_pause": 1})
    ada, eve = post.member(), post.member("Eve Moneypenny")
    ben, cid = stranger("ben"), stranger("cid")
    c = ada.group(eve, ben, cid, title="Summer party")
    ada.say(c, "Who brings cake?")
    for address in (ben, cid):
        taken = post.relay.mail(address)
        assert "Who brings cake?" in taken.text and taken["From"].addresses[0].display_name == "Summer party"
    assert post.relay.mail(ben).reply_to != post.relay.mail(cid).reply_to
    wait(lambda: [r["state"] for r in ada.summary(c)["outside"]] == ["sent", "sent"])
    eve.say(c, "I bring lemonade.")
    wait(lambda: [r["state"] for r in ada.summary(c)["outside"]] == ["held", "held"])
    post.answer(post.relay.mail(ben), "I bring a cake.", name="Ben Okri")
    said = [e for e in ada.events(c) if e["kind"] == "message"]
    assert [e["text"] for e in said] == ["Who brings cake?", "I bring lemonade.", "I bring a cake."]
    his = [e["state"] for e in ada.events(c) if e["kind"] == "delivery" and e["person"] == said[2]["by"]]
    assert his[:4] == ["queued", "sent", "held", "answered"]
    second = post.relay.mail(ben, 2)
    assert "I bring lemonade." in second.text and "Eve Moneypenny" in second.text
    post.answer(post.relay.mail(cid), "I come with nothing.")
    digest = post.relay.mail(cid, 2)
    assert digest.text.index("I bring lemonade.") < digest.text.index("I bring a cake.")
    assert "I come with nothing." in post.relay.mail(ben, 3).text


def request(browser, c):
    return browser.summary(c)["my"]["state"]


def test_a_strangers_mail_to_a_members_address_opens_a_request(shared):
    ada, ben = shared.member(), stranger()
    to = ada.get("/me")["mailAddress"]
    shared.bring(write(to, "May I ask something?", ben, "Ben Okri", "A question"))
    made = wait(lambda: [c for c in ada.get("/conversations", params={"filter": "requests"})["conversations"]])
    c = made[0]["id"]
    assert request(ada, c) == "requested"
    event = [e for e in ada.events(c) if e["kind"] == "message"][0]
    assert event["text"] == "May I ask something?" and event["mail"]["unverified"]
    ada.accept(c)
    ada.say(c, "Of course.")
    taken = shared.relay.mail(ben)
    assert "Of course." in taken.text and str(taken["Subject"]) == "Re: A question"
    shared.answer(taken, "Thank you.")
    last = [e for e in ada.events(c) if e["kind"] == "message"][-1]
    assert last["text"] == "Thank you." and "unverified" not in last.get("mail", {})


def test_a_groups_address_for_members_only_and_for_anyone(shared):
    ada, eve = shared.member(), shared.member("Eve")
    local = stranger("club").split("@")[0]
    c = ada.group(eve, title="The club")
    ada.put(f"/conversations/{c}/address", {"local": local, "who": "members"})
    to = f"{local}@{DOMAIN}"
    assert ada.summary(c)["address"] == {"text": to, "who": "members"}
    words = shared.refuse(write(to, "Let me in", stranger()), "5.7.1")
    assert "only members" in words
    ada.put(f"/conversations/{c}/address", {"local": local, "who": "anyone"})
    ben = stranger()
    shared.bring(write(to, "I want to join the club", ben, "Ben Okri", "Membership"))
    ticket = wait(lambda: [s for s in eve.get("/conversations")["conversations"] if s["title"] == "Membership"])[0]["id"]
    assert eve.texts(ticket) == ["I want to join the club"] and ada.texts(ticket) == eve.texts(ticket)
    eve.say(ticket, "Come on Monday.")
    shared.answer(shared.relay.mail(ben), "I will.")
    assert ada.texts(ticket)[-1] == "I will."
    ada.delete(f"/conversations/{c}/address")
    shared.refuse(write(to, "Still there?", stranger()), "5.1.1")
