"""Finding messages."""

import pytest


@pytest.fixture(scope="module")
def talk(server):
    ada, bob, eve = server.members("Ada", "Bob", "Eve")
    return ada, bob, eve, ada.direct(bob)


def found(who, q, **query):
    return [hit["e"]["text"] for hit in who.search(q, **query)]


def utf16(text, mark):
    start, length = mark
    return text.encode("utf-16-le")[2 * start:2 * (start + length)].decode("utf-16-le")


def test_a_word_is_found_by_those_who_may_read_it_and_by_nobody_else(talk):
    ada, bob, eve, c = talk
    ada.say(c, "The zebrafish swims")
    assert found(ada, "zebrafish") == found(bob, "ZEBRAFISH") == ["The zebrafish swims"]
    assert found(eve, "zebrafish") == []


def test_the_beginning_of_a_word_is_enough_and_all_words_are_needed(talk):
    ada, _, _, c = talk
    ada.say(c, "quarterly results attached")
    assert found(ada, "quarter resul") == ["quarterly results attached"]
    assert found(ada, "quarter nothing") == []


@pytest.mark.parametrize("text, q", [
    ("Das Café schließt früh", "cafe"), ("Das Resümee liegt vor", "resümee"), ("Ærøskøbing", "ærøskøbing"),
    ("明日の会議は東京です", "東京"), ("我们明天在北京开会", "北京开会"), ("내일 서울에서 만나요", "서울"),
    ("Встреча завтра", "встреча"), ("موعدنا غدا", "غدا"), ("see https://example.org/path?x=1", "example.org"),
    ("call me 😀 later", "later"), ("C++ and node.js", "node.js")])
def test_words_of_many_languages_are_found(talk, text, q):
    ada, bob, _, c = talk
    ada.say(c, text)
    assert text in found(bob, q)


def test_marks_cover_what_matched_in_utf16_units(talk):
    ada, bob, _, c = talk
    ada.say(c, "😀😀 the wombat and the WOMBAT")
    [hit] = bob.search("wombat")
    assert [utf16(hit["e"]["text"], m) for m in hit["marks"]] == ["wombat", "WOMBAT"]


def test_edited_text_is_found_and_the_old_is_not(talk):
    ada, bob, _, c = talk
    target = ada.say(c, "platypus")
    ada.write(c, "edit", target=target, text="echidna")
    assert bob.search("platypus") == []
    assert [hit["e"]["seq"] for hit in bob.search("echidna")] == [target]


def test_a_search_can_be_narrowed_to_a_conversation_and_a_person(talk):
    ada, bob, eve, c = talk
    group = ada.group(bob, eve)
    ada.say(group, "narwhal from Ada")
    bob.say(group, "narwhal from Bob")
    ada.say(c, "narwhal in private")
    assert sorted(found(bob, "narwhal", c=group)) == ["narwhal from Ada", "narwhal from Bob"]
    assert found(bob, "narwhal", c=group, by=ada.id) == ["narwhal from Ada"]
    assert len(found(bob, "narwhal")) == 3


def test_pages_of_hits_follow_each_other_newest_first(talk):
    ada, bob, _, c = talk
    seqs = [ada.say(c, f"pangolin number {n}") for n in range(7)]
    got, before = [], None
    while True:
        answer = bob.get("/search", params={"q": "pangolin", "limit": 3} | ({"before": before} if before else {}))
        got += [hit["e"]["seq"] for hit in answer["hits"]]
        before = answer["next"]
        if before is None:
            break
    assert got == seqs[::-1]


def test_who_left_finds_nothing_anymore(talk):
    ada, bob, eve, _ = talk
    group = ada.group(bob, eve)
    ada.say(group, "capybara")
    assert found(eve, "capybara") == ["capybara"]
    eve.delete(f"/conversations/{group}/members/{eve.id}")
    assert found(eve, "capybara") == []


@pytest.mark.parametrize("q", ['"', "'", "*", "AND", "NOT", "a OR", "(", ")", "a NEAR b", "^x", "col:x", "-", "%", "\\",
                               '"unbalanced', "😀", "x" * 200])
def test_nothing_that_can_be_typed_breaks_the_search(talk, q):
    ada, _, _, _ = talk
    ada.get("/search", params={"q": q})


@pytest.mark.parametrize("query, field", [({}, "q"), ({"q": "x", "c": "not an id"}, "c"),
                                          ({"q": "x", "limit": 0}, "limit"), ({"q": "x", "before": "nonsense"}, "before")])
def test_a_wrong_parameter_is_named(talk, query, field):
    ada, _, _, _ = talk
    answer = ada.ask("GET", "/search", params=query)
    assert answer.status_code == 400 and answer.json()["field"] == field, answer.text
