"""Chromium with sound."""

import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from borrowing import conftest_of
from spectrum import TONES

sys.path.insert(0, str(Path(__file__).parent))

from sound import equip  # noqa: E402

_fixtures = conftest_of(Path(__file__).parents[2] / "browser")
browser, server, room = _fixtures.browser, _fixtures.server, _fixtures.room


@pytest.fixture
def client():
    """Where servers of a test's own get the web client from, too."""
    folder = os.environ.get("CONFAB_CLIENT")
    return {"client_folder": folder} if folder else {}


#: Eight pages that make and take sound leave a small machine little time for anything else.
expect.set_options(timeout=25_000)

NAMES = ["Ada Lovelace", "Ben Okri", "Cleo Mund", "Dan Roe", "Eve Falk", "Finn Aas", "Gil Tal", "Hua Lin"]


@pytest.fixture
def seated(room):
    """Puts people at desks with a tone each, in a conversation: `seated(c, ada, ben)`."""

    def sit(c, *people, **options):
        desks = [equip(room.desk(person, **options), tone) for person, tone in zip(people, TONES)]
        for desk in desks:
            desk.at(c).live()
        return desks

    return sit


@pytest.fixture
def party(room, seated):
    """Members at desks with a tone each, in one group: `party(3)` gives (desks, c). The first owns it."""

    def gather(count, **options):
        people = room.server.members(*NAMES[:count])
        c = people[0].group(*people[1:], **({"title": "Hiking club"} | options))
        return seated(c, *people), c

    return gather


@pytest.fixture
def two(room, seated):
    """Ada and Ben at desks in a direct conversation: (ada, ben, c)."""
    ada, ben = room.server.members(*NAMES[:2])
    c = ada.direct(ben)
    return *seated(c, ada, ben), c
