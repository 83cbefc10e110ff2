"""Chromium with sound, and participants that are no browsers, where something breaks."""

import sys
from pathlib import Path

import pytest

from borrowing import conftest_of

sys.path.insert(0, str(Path(__file__).parent))

_fixtures = conftest_of(Path(__file__).parents[1] / "browsers")
browser, server, room = _fixtures.browser, _fixtures.server, _fixtures.room
seated, party, two, client = _fixtures.seated, _fixtures.party, _fixtures.two, _fixtures.client
gathering = conftest_of(Path(__file__).parents[1] / "peers").gathering

from relay import Relay  # noqa: E402


@pytest.fixture
def relay():
    one = Relay()
    yield one
    one.close()
