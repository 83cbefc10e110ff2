"""Groups and announcements: who is in them and who may do what."""

import pytest

from live import Live


def test_everybody_sees_the_same_log_in_the_same_order(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    for who in (ada, bob, eve, bob):
        who.say(c, f"from {who.name}")
    assert ada.events(c) == bob.events(c) == eve.events(c)
    assert [e["seq"] for e in ada.events(c)] == list(range(1, len(ada.events(c)) + 1))
    assert ada.events(c)[0]["kind"] == "created"


def test_somebody_asked_to_a_group_reads_it_and_joins_by_accepting(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.start("group", bob, title="New")["conversation"]["id"]
    assert bob.summary(c)["my"]["state"] == "requested"
    bob.refused(403, "forbidden", "POST", f"/conversations/{c}/events",
                {"do": "send", "key": "before-joining", "text": "hi"})
    bob.post(f"/conversations/{c}/accept")
    bob.say(c, "here")
    assert [e["kind"] for e in bob.events(c)] == ["created", "added", "invited", "joined", "message"]


def test_a_contact_is_added_at_once(server):
    ada, bob = server.members("Ada", "Bob")
    ada.direct(bob)
    c = ada.start("group", bob, title="Friends")["conversation"]["id"]
    assert bob.summary(c)["my"]["state"] == "joined"
    assert [e["kind"] for e in bob.events(c)] == ["created", "added", "added"]


async def test_a_removed_member_is_out_at_once_on_every_device(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    his = await Live.open(bob)
    ada.delete(f"/conversations/{c}/members/{bob.id}", status=204)
    await his.hear("gone", c=c)
    bob.refused(404, "not-found", "GET", f"/conversations/{c}/events")
    await his.refused(404, "not-found", "send", c=c, key="after-removal", text="still here?")
    mark = his.mark()
    ada.say(c, "without Bob")
    await his.settled()
    assert his.heard("event", mark) == []
    await his.close()


def test_leaving_is_removing_oneself(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    bob.delete(f"/conversations/{c}/members/{bob.id}", status=204)
    assert ada.events(c)[-1]["kind"] == "left" and ada.events(c)[-1]["person"] == bob.id
    assert bob.id not in ada.roles(c)


def test_one_who_was_removed_can_be_added_again(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    ada.delete(f"/conversations/{c}/members/{bob.id}")
    ada.post(f"/conversations/{c}/members", {"people": [bob.id]})
    bob.accept(c)
    bob.say(c, "back")
    assert ada.texts(c) == ["back"]


def test_the_last_owner_who_leaves_hands_over_to_the_highest_of_those_who_stay(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    ada.patch(f"/conversations/{c}/members/{eve.id}", {"role": "moderator"})
    ada.delete(f"/conversations/{c}/members/{ada.id}")
    assert eve.roles(c) == {bob.id: "member", eve.id: "owner"}


def test_an_owner_cannot_be_removed_or_demoted_by_a_moderator(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.group(bob, eve)
    ada.patch(f"/conversations/{c}/members/{bob.id}", {"role": "moderator"}, status=204)
    bob.refused(403, "forbidden", "DELETE", f"/conversations/{c}/members/{ada.id}")
    bob.refused(403, "forbidden", "PATCH", f"/conversations/{c}/members/{ada.id}", {"role": "member"})
    bob.refused(403, "forbidden", "PATCH", f"/conversations/{c}/members/{bob.id}", {"role": "owner"})
    bob.delete(f"/conversations/{c}/members/{eve.id}")


def test_the_last_owner_cannot_step_down(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    ada.refused(409, "conflict", "PATCH", f"/conversations/{c}/members/{ada.id}", {"role": "member"})
    ada.patch(f"/conversations/{c}/members/{bob.id}", {"role": "owner"})
    ada.patch(f"/conversations/{c}/members/{ada.id}", {"role": "member"})
    assert bob.roles(c) == {ada.id: "member", bob.id: "owner"}


WHAT = {
    "write": ("POST", "/conversations/{c}/events", {"do": "send", "key": "role-test-{role}", "text": "x"}),
    "react": ("POST", "/conversations/{c}/events",
              {"do": "react", "key": "role-react-{role}", "target": 0, "emoji": "👍", "on": True}),
    "title": ("PATCH", "/conversations/{c}", {"title": "Changed"}),
    "add": ("POST", "/conversations/{c}/members", {"people": ["{new}"]}),
    "remove": ("DELETE", "/conversations/{c}/members/{victim}", None),
    "promote": ("PATCH", "/conversations/{c}/members/{victim}", {"role": "moderator"}),
}
MAY = {
    "group": {
        "reader": {"react"},
        "member": {"react", "write", "title", "add"},
        "moderator": {"react", "write", "title", "add", "remove"},
        "owner": set(WHAT),
    },
    "announcement": {
        "reader": {"react"},
        "member": {"react", "write"},
        "moderator": {"react", "write", "title", "add", "remove"},
        "owner": set(WHAT),
    },
}


def filled(value, **names):
    if isinstance(value, str):
        return value.format(**names)
    if isinstance(value, list):
        return [filled(v, **names) for v in value]
    if isinstance(value, dict):
        return {k: filled(v, **names) for k, v in value.items()}
    return value


@pytest.mark.parametrize("kind", MAY)
@pytest.mark.parametrize("role", MAY["group"])
def test_what_each_role_may_do(server, kind, role):
    ada, bob, victim, new = server.members("Ada", "Bob", "Victim", "New")
    c = ada.group(bob, victim, kind=kind)
    ada.patch(f"/conversations/{c}/members/{victim.id}", {"role": "reader"})
    ada.patch(f"/conversations/{c}/members/{bob.id}", {"role": role})
    target = ada.say(c, "something to react to")
    may = set()
    for what in ("write", "react", "title", "add", "promote", "remove"):
        method, path, body = WHAT[what]
        names = {"c": c, "role": role, "victim": victim.id, "new": new.id}
        body = filled(body, **names)
        if what == "react":
            body["target"] = target
        answer = bob.ask(method, filled(path, **names), body)
        assert answer.is_success or answer.status_code == 403, f"{what}: {answer.text}"
        if answer.is_success:
            may.add(what)
    assert may == MAY[kind][role]


def test_those_added_to_an_announcement_are_readers(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob, kind="announcement", title="News")
    assert ada.roles(c)[bob.id] == "reader"
    ada.say(c, "news")
    assert bob.texts(c) == ["news"]


def test_a_direct_conversation_has_neither_members_to_change_nor_a_title(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    c = ada.direct(bob)
    ada.refused(403, "forbidden", "POST", f"/conversations/{c}/members", {"people": [eve.id]})
    ada.refused(403, "forbidden", "PATCH", f"/conversations/{c}", {"title": "Us"})
    ada.refused(403, "forbidden", "DELETE", f"/conversations/{c}/members/{bob.id}")


def test_a_new_title_is_an_event_that_all_see(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    assert ada.patch(f"/conversations/{c}", {"title": "Übungen"})["conversation"]["title"] == "Übungen"
    assert bob.events(c)[-1]["title"] == "Übungen"
    assert bob.summary(c)["title"] == "Übungen"


def test_a_group_reaches_at_most_as_many_as_the_operator_allows(serve):
    server = serve({"limits.members_per_conversation": 3})
    ada, bob, eve, dan = server.members("Ada", "Bob", "Eve", "Dan")
    c = ada.group(bob, eve)
    ada.refused(409, "conflict", "POST", f"/conversations/{c}/members", {"people": [dan.id]})


def test_the_level_is_kept_per_person(server):
    ada, bob = server.members("Ada", "Bob")
    c = ada.group(bob)
    bob.put(f"/conversations/{c}/level", {"level": "none"}, status=204)
    assert bob.summary(c)["my"]["level"] == "none"
    assert ada.summary(c)["my"]["level"] == "all"
