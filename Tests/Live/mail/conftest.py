"""A server that sends by a relay of the test's own and takes mail on free ports."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "browser")]

from office import Office  # noqa: E402


@pytest.fixture
def office(tmp_path):
    """Opens offices: `office()`, `office({"setting": value})`."""
    opened = []

    def open_one(settings=None, **options):
        opened.append(Office(tmp_path / f"data{len(opened)}", settings, **options))
        return opened[-1].open()

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One office for a file's tests; each test writes to and from people of its own."""
    one = Office(tmp_path_factory.mktemp("confab") / "data").open()
    yield one
    one.close()
