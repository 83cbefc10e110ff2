"""Chromium with sound."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "browser"))
sys.path.insert(0, str(Path(__file__).parent))

import pytest  # noqa: E402
from sound import TONES, equip  # noqa: E402


def pytest_configure():
    """The fixtures of the browser's tests are these."""


from importlib.util import module_from_spec, spec_from_file_location  # noqa: E402

_spec = spec_from_file_location("browser_conftest", Path(__file__).parents[2] / "browser" / "conftest.py")
_fixtures = module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
browser, server, room = _fixtures.browser, _fixtures.server, _fixtures.room


@pytest.fixture
def party(room):
    """Members at desks with a tone each, in one group: `party(3)` gives (desks, c)."""

    def gather(count, title="Hiking club"):
        names = ["Ada Lovelace", "Ben Okri", "Cleo Mund", "Dan Roe", "Eve Falk", "Finn Aas", "Gil Tal", "Hua Lin"][:count]
        people = room.server.members(*names)
        c = people[0].group(*people[1:], title=title)
        desks = [equip(room.desk(person), tone) for person, tone in zip(people, TONES)]
        for desk in desks:
            desk.at(c).live()
        return desks, c

    return gather
