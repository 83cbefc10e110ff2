"""Sending through a relay that has its bad days: nothing is lost, and whoever wrote is told in words."""

import pytest

from clock import Clock
from mailroom import Relay
from office import stranger
from waiting import wait

HOUR = 3_600


@pytest.fixture
def timely(office, tmp_path):
    """An office whose clock can be set forward."""
    def open_one(settings=None, **options):
        clock = Clock(tmp_path)
        post = office(settings, environment=clock.environment, **options)
        post.clock = clock
        return post
    return open_one


def later(post, seconds):
    """Time goes by, and the postman looks again at once."""
    post.clock.forward(seconds)
    post.server.owner().ask("POST", "/admin/mails", {"address": "postmaster.wake@elsewhere.example"})


def not_yet(post, ada, c):
    return wait(lambda: (r := post.delivery(ada, c)).get("text") and r)


def tried(post, c):
    """How often the mail of a conversation was tried to the end."""
    [mail] = [m for m in post.admin_mails(limit=200) if m.get("conversation") == c]
    return mail["attempts"] - (mail["state"] == "sending")


def test_a_relay_that_is_down_for_an_hour(timely):
    post = timely()
    ada, ben = post.member(), stranger()
    post.relay.down()
    c, _ = post.write_to(ada, ben)
    row = not_yet(post, ada, c)
    assert row["state"] == "queued" and "could not be reached" in row["text"], row
    for n, pause in enumerate((61, 301, 901, 1_801), 2):
        later(post, pause)
        wait(lambda: tried(post, c) == n)
    assert post.delivery(ada, c)["state"] == "queued"
    post.relay.up()
    later(post, HOUR + 1)
    assert "Lunch at noon?" in post.relay.mail(ben).text
    post.becomes(ada, c, "sent")
    assert len(post.relay.to(ben)) == 1


def test_a_relay_that_is_down_for_five_days_is_given_up(timely):
    post = timely()
    ada, ben = post.member(), stranger()
    post.relay.down()
    c, _ = post.write_to(ada, ben)
    not_yet(post, ada, c)
    for n in range(2, 42):
        later(post, 4 * HOUR + 1)
        wait(lambda: tried(post, c) == n)
        if post.delivery(ada, c)["state"] == "bounced":
            break
    row = post.delivery(ada, c)
    assert row["state"] == "bounced" and "five days" in row["text"] and 4.5 * 24 * HOUR < post.clock.seconds < 7.5 * 24 * HOUR


@pytest.mark.parametrize("plan", ["450 4.2.0 Greylisted", "data 451 4.3.0 Try later", "cut", "421 4.3.2 Closing"])
def test_refused_for_now_then_taken(timely, plan):
    post = timely()
    ada, ben = post.member(), stranger()
    post.relay.plan(plan)
    c, _ = post.write_to(ada, ben)
    row = not_yet(post, ada, c)
    assert row["state"] == "queued" and row["text"].startswith("Not yet: ")
    later(post, 61)
    assert "Lunch at noon?" in post.relay.mail(ben).text
    post.becomes(ada, c, "sent")
    assert len(post.relay.to(ben)) == 1


@pytest.mark.parametrize("plan, words", [
    ("550 5.1.1 User unknown", "no such mailbox"), ("552 5.2.2 Over quota", "full"),
    ("data 554 5.7.1 Spam", ""), ("data 552 5.3.4 Too big", "")])
def test_refused_for_good(shared, plan, words):
    ada, ben = shared.member(), stranger()
    shared.relay.plan(plan)
    c, _ = shared.write_to(ada, ben)
    row = shared.becomes(ada, c, "bounced")
    assert row["text"] and words in row["text"].lower()
    assert shared.relay.to(ben) == [] and shared.relay.seen.count(ben) == 1


def test_an_answer_that_got_lost_means_again_with_the_same_message_id(timely):
    post = timely()
    ada, ben = post.member(), stranger()
    post.relay.plan("lose")
    c, _ = post.write_to(ada, ben)
    not_yet(post, ada, c)
    later(post, 61)
    post.relay.mail(ben, 2)
    first, second = post.relay.to(ben)
    assert first.id == second.id and first.reply_to == second.reply_to
    post.becomes(ada, c, "sent")


def test_a_relay_that_stalls_after_the_content(office):
    post = office({"mail.timeout": 1})
    ada = post.member()
    post.relay.plan("stall")
    c, _ = post.write_to(ada, stranger())
    assert not_yet(post, ada, c)["state"] == "queued"
    d, _ = post.write_to(ada, stranger())
    post.becomes(ada, d, "sent")


def test_tls_that_is_not_offered_is_not_done_without(office):
    post = office({"mail.relay.security": "starttls"})
    ada = post.member()
    c, _ = post.write_to(ada, stranger())
    assert "private" in not_yet(post, ada, c)["text"]
    assert post.relay.seen == []


def test_tls_that_is_refused_is_not_done_without(office):
    post = office({"mail.relay.security": "starttls"}, relay=Relay(refuses_tls=True))
    ada = post.member()
    c, _ = post.write_to(ada, stranger())
    assert "private" in not_yet(post, ada, c)["text"]
    assert post.relay.seen == []


def test_a_password_is_not_said_in_the_clear(office):
    """A relay without TLS on this machine may hear it; one that offers no way to sign in gets no mail."""
    post = office({"mail.relay.security": "starttls", "mail.relay.user": "me", "mail.relay.password": "hush hush"})
    ada = post.member()
    c, _ = post.write_to(ada, stranger())
    not_yet(post, ada, c)
    assert post.relay.seen == [] and "hush" not in post.server.output()


def test_an_administrator_has_it_tried_at_once(office):
    post = office()
    ada, ben = post.member(), stranger()
    post.relay.plan("450 4.2.0 Later")
    c, _ = post.write_to(ada, ben)
    not_yet(post, ada, c)
    [mail] = [m for m in post.admin_mails(state="waiting") if m.get("conversation") == c]
    assert mail["text"] and mail["due"] > mail["at"]
    ada.refused(403, "forbidden", "POST", f"/admin/mails/{mail['id']}/retry")
    post.server.owner().wanted("POST", f"/admin/mails/{mail['id']}/retry", status=204)
    assert "Lunch at noon?" in post.relay.mail(ben).text
    post.becomes(ada, c, "sent")


def test_one_recipient_that_hangs_does_not_keep_back_the_others(office):
    post = office()
    ada = post.member()
    post.relay.plan("stall")
    c, _ = post.write_to(ada, stranger())
    post.relay.tries(1)
    for _ in range(12):
        d, _ = post.write_to(ada, stranger())
        post.becomes(ada, d, "sent", within=10)
    assert post.delivery(ada, c)["state"] == "queued"


def test_a_mail_that_hangs_does_not_keep_the_server_from_ending(office):
    post = office()
    ada = post.member()
    post.relay.plan("stall")
    post.write_to(ada, stranger())
    post.relay.tries(1)
    assert post.server.stop() == 0
    assert "mail not sent yet" in post.server.output()
