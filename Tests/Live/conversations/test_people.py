"""Finding people."""


def test_members_are_found_by_name_and_by_address(server):
    ada, zoe = server.members("Ada", "Zoë Quinn")
    for q in ("Zoë", "zoe", "quinn", zoe.address):
        assert zoe.id in [p["id"] for p in ada.get("/people", params={"q": q})["people"]], q


def test_guests_are_not_found_by_those_who_share_nothing_with_them(server):
    ada, bob = server.members("Ada", "Bob")
    guest, _ = ada.guest("hidden@elsewhere.example", "Hidden Guest")
    assert guest.id not in [p["id"] for p in bob.get("/people", params={"q": "hidden"})["people"]]
    bob_sees = bob.get("/people", params={"q": "hidden@elsewhere.example"})["people"]
    assert guest.id not in [p["id"] for p in bob_sees]
    ada_sees = ada.get("/people", params={"q": "hidden@elsewhere.example"})["people"]
    assert guest.id in [p["id"] for p in ada_sees]


def test_wildcards_of_the_database_find_nothing(server):
    ada = server.member("Ada")
    for q in ("%", "_", "*", '"', "a%b", "' OR 1=1 --"):
        assert ada.get("/people", params={"q": q})["people"] == [], q


def test_a_page_of_people_is_as_long_as_asked(server):
    server.members("Same One", "Same Two", "Same Three")
    ada = server.member("Ada")
    assert len(ada.get("/people", params={"q": "Same", "limit": 2})["people"]) == 2
