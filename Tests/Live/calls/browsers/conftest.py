"""Chromium with sound."""

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from playwright.sync_api import expect

BROWSER = Path(__file__).parents[2] / "browser"
sys.path[:0] = [str(BROWSER), str(Path(__file__).parent)]

from sound import equip  # noqa: E402
from spectrum import TONES  # noqa: E402

_spec = spec_from_file_location("browser_conftest", BROWSER / "conftest.py")
_fixtures = module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
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
