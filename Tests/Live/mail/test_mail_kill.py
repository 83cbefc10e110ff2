"""Killed while mails come and go: what was taken is there once, and what was written goes out."""

import os
import random
import time
from collections import Counter

import pytest

from couriers import Correspondent, Writer
from killing import whole_log
from mailroom import answer, wire
from office import stranger
from rawsmtp import Raw
from waiting import wait

KILLS = int(os.environ.get("CONFAB_MAIL_KILLS", "30"))
SEED = int(os.environ.get("CONFAB_SEED", "1"))
#: Mails that the server has on their way at once.
TOGETHER = 8


def correspondents(post, ada, n):
    """People who have opened their links, each in a conversation: {address: (c, mail)}."""
    found = {}
    for _ in range(n):
        address = stranger("kim")
        c, _ = post.write_to(ada, address)
        taken = post.relay.mail(address)
        ada.open(taken.link, "Kim", address)
        found[address] = (c, taken)
    return found


def restart(post):
    post.server.restart("kill")


def check_doubles(relay, kills):
    """Twice goes out only what the relay had taken when the server was killed before it could note that."""
    by_id = {}
    for taken in relay.taken:
        by_id.setdefault(taken.id, []).append(taken.at)
    doubled = {i: at for i, at in by_id.items() if len(at) > 1}
    for i, times in doubled.items():
        for first, second in zip(times, times[1:]):
            # What was on the wire when the kill came, the relay reads a little later.
            assert any(first - 0.3 < k < min(second, first + 1) for k in kills), f"{i} went out twice for no reason"
    assert len(doubled) <= len(kills) * TOGETHER
    return len(doubled)


def test_nothing_taken_is_lost_or_doubled_and_everything_written_goes_out(office):
    chance = random.Random(SEED)
    post = office({"mail.per_hour": 0, "mail.per_person_per_hour": 0})
    ada = post.member()
    people = correspondents(post, ada, 6)
    addresses = list(people)
    before = {people[a][0]: len(whole_log(ada, people[a][0])) for a in addresses}
    senders = [Correspondent(post.smtp, people[addresses[0]][1]), Correspondent(post.smtp, people[addresses[1]][1]),
               Correspondent(post.lmtp, people[addresses[2]][1], lmtp=True)]
    writer = Writer(ada, [people[a][0] for a in addresses[2:]])
    couriers, kills = [*senders, writer], []
    for courier in couriers:
        courier.start()

    def progress():
        assert not any(courier.error for courier in couriers), [courier.error for courier in couriers]
        return sum(len(courier.done) for courier in couriers) + len(post.relay.taken)

    for _ in range(KILLS):
        target = progress() + chance.randrange(1, 60)
        wait(lambda: progress() >= target, 60, every=0.001)
        kills.append(time.monotonic())
        restart(post)
    target = progress() + 20
    wait(lambda: progress() >= target, 60)
    for courier in couriers:
        courier.end()
    owners = {people[a][0]: a for a in addresses}

    def missing():
        carried = {a: "\n".join(m.text for m in post.relay.to(a)) for a in addresses}
        return [text for c, text, _ in writer.done if text not in carried[owners[c]]]

    wait(lambda: not missing(), 30, every=0.1)
    wait(lambda: not post.admin_mails(state="waiting") and not post.admin_mails(state="sending"), 30, every=0.1)
    for sender in senders:
        c = people[sender.taken.recipient][0]
        texts = Counter(e["text"] for e in whole_log(ada, c) if e["kind"] == "message" and e["text"].startswith("in-"))
        assert texts == Counter(sender.acknowledged)
    for a in addresses:
        log = whole_log(ada, people[a][0])
        assert [e["seq"] for e in log] == list(range(1, len(log) + 1)) and len(log) >= before[people[a][0]]
    doubles = check_doubles(post.relay, kills)
    print(f"{KILLS} kills: {sum(len(s.done) for s in senders)} mails taken, {sum(s.again for s in senders)} times tried again; "
          f"{len(writer.done)} messages, {len(post.relay.taken)} mails sent, {doubles} of them twice")


def test_killed_between_the_relays_answer_and_its_note(office):
    """The one moment in which a mail goes out twice: with the same Message-ID, which mail programs show once."""
    post = office()
    ada, ben = post.member(), stranger()
    kills = []

    def kill(taken):
        if taken.recipient == ben and not kills:
            kills.append(time.monotonic())
            post.server.kill()

    post.relay.on_taken = kill
    c, _ = post.write_to(ada, ben)
    wait(lambda: kills)
    post.server.listen = f"127.0.0.1:{post.server.port}"
    post.server.start()
    post.relay.mail(ben, 2)
    post.becomes(ada, c, "sent")
    assert len(post.relay.to(ben)) == 2 and check_doubles(post.relay, kills) == 1


def test_killed_before_the_pause_is_over(office):
    post = office({"mail.invitation_pause": 2})
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    restart(post)
    assert "Lunch at noon?" in post.relay.mail(ben).text
    post.becomes(ada, c, "sent")
    assert len(post.relay.to(ben)) == 1


@pytest.mark.parametrize("moment", ["within the content", "before the final dot", "after the final dot"])
def test_killed_while_a_mail_comes_in(office, moment):
    post = office()
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    mail = wire(answer(post.relay.mail(ben), "Just once", ben, files=[("big.bin", os.urandom(200_000))]))
    to = post.relay.mail(ben).reply_to
    post.becomes(ada, c, "sent")
    with Raw(post.smtp) as raw:
        raw.greeted()
        raw.ask(f"MAIL FROM:<{ben}>")
        raw.ask(f"RCPT TO:<{to}>")
        raw.ask("DATA")
        raw.send(mail[:len(mail) // 2] if moment == "within the content" else mail)
        if moment == "after the final dot":
            raw.send(b".\r\n")
        post.server.kill()
    post.server.listen = f"127.0.0.1:{post.server.port}"
    post.server.start()
    if moment != "after the final dot":
        assert ada.texts(c) == ["Lunch at noon?"]
    post.bring(mail, to=to, sender=ben)
    assert ada.texts(c) == ["Lunch at noon?", "Just once"]
    [event] = [e for e in ada.events(c) if e.get("attachments")]
    assert len(ada.get(f"/attachments/{event['attachments'][0]['id']}").content) == 200_000


def test_what_was_taken_is_there_when_killed_at_once(office):
    """250 means kept: the kill comes with the very answer."""
    post = office()
    ada, ben = post.member(), stranger()
    c, _ = post.write_to(ada, ben)
    taken = post.relay.mail(ben)
    for n in range(8):
        post.bring(answer(taken, f"Number {n}", ben))
        restart(post)
    assert ada.texts(c)[1:] == [f"Number {n}" for n in range(8)]
