"""A retraction takes the text out, everywhere."""

from live import Live
from people import key

SECRET = "xylophonequartz"


def test_the_text_is_gone_from_pages_search_and_history(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    target = ada.say(c, f"the {SECRET} one")
    ada.write(c, "edit", target=target, text=f"the other {SECRET}")
    assert len(bob.search(SECRET)) == 1
    ada.write(c, "retract", target=target)
    message = next(e for e in bob.events(c) if e["seq"] == target)
    assert message["text"] == "" and message["retracted"] is True
    assert not {"attachments", "mentions", "reply"} & set(message)
    assert SECRET not in str(bob.events(c)) and SECRET not in str(bob.get(f"/conversations/{c}/events"))
    assert bob.search(SECRET) == []
    history = bob.ask("GET", f"/conversations/{c}/events/{target}/history")
    assert SECRET not in history.text
    assert SECRET not in str(bob.summary(c))


def test_the_text_is_gone_from_the_data_folder(serve):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    target = ada.say(c, f"a {SECRET}")
    ada.write(c, "edit", target=target, text=f"an edited {SECRET}")
    ada.write(c, "retract", target=target)
    server.stop()
    kept = b"".join(p.read_bytes() for p in server.data.rglob("*") if p.is_file())
    assert SECRET.encode() not in kept


async def test_a_device_that_comes_back_never_gets_the_text(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    away = await Live.open(bob)
    await away.close()
    target = ada.say(c, SECRET)
    ada.write(c, "edit", target=target, text=SECRET * 2)
    last = ada.write(c, "retract", target=target)["seq"]
    await away.resume()
    log = await away.reaches(c, last)
    assert SECRET not in str(log)
    assert [e["kind"] for e in log][-3:] == ["message", "edit", "retract"]
    await away.close()


def test_a_retracted_message_is_neither_edited_nor_retracted_nor_reacted_to(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    target = ada.say(c, "gone soon")
    ada.write(c, "retract", target=target)
    path = f"/conversations/{c}/events"
    for body in ({"do": "edit", "text": "back"}, {"do": "retract"}, {"do": "react", "emoji": "👍", "on": True}):
        ada.refused(409, "conflict", "POST", path, {"key": key(), "target": target} | body, field="target")


def test_a_moderator_retracts_in_a_group_and_the_other_does_not_in_a_direct_one(server):
    ada, bob = server.members("Ada", "Bob")
    group, direct = ada.group(bob), ada.direct(bob)
    ada.write(group, "retract", target=bob.say(group, "off topic"))
    assert bob.texts(group) == [""]
    his = bob.say(direct, "mine")
    ada.refused(403, "forbidden", "POST", f"/conversations/{direct}/events",
                {"do": "retract", "key": key(), "target": his})


def test_an_attachment_goes_with_its_message(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    a = ada.upload("secret.txt", b"the attached secret", "text/plain")
    target = ada.say(c, "", attachments=[a["id"]])
    assert bob.get(f"/attachments/{a['id']}").content == b"the attached secret"
    ada.write(c, "retract", target=target)
    bob.refused(404, "not-found", "GET", f"/attachments/{a['id']}")


def test_a_retracted_message_is_no_longer_unread(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    ada.say(c, "stays")
    ada.write(c, "retract", target=ada.say(c, "goes", mentions=[bob.id]))
    assert bob.summary(c)["mentions"] == 0
    assert bob.summary(c)["last"] is None or bob.summary(c)["last"].get("text") in ("stays", "")
