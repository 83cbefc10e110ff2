"""Chromium with sound, where something breaks."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

BROWSERS = Path(__file__).parents[1] / "browsers"
sys.path[:0] = [str(BROWSERS), str(Path(__file__).parent)]

_spec = spec_from_file_location("calls_browsers_conftest", BROWSERS / "conftest.py")
_fixtures = module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
browser, server, room = _fixtures.browser, _fixtures.server, _fixtures.room
seated, party, two, client = _fixtures.seated, _fixtures.party, _fixtures.two, _fixtures.client

from relay import Relay  # noqa: E402


@pytest.fixture
def relay():
    one = Relay()
    yield one
    one.close()
