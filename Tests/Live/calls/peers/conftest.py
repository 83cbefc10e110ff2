"""WebRTC participants that are no browsers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from peer import Gathering  # noqa: E402


@pytest.fixture
def gathering():
    return Gathering
