"""A real Chromium, and desks in it: a person in a browser context of their own."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from confab import Server  # noqa: E402
from desk import DESKTOP, PHONE, Desk, chromium, gauge  # noqa: E402


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """`CONFAB_CLIENT` names a folder to serve the web client from while somebody works on it."""
    folder = os.environ.get("CONFAB_CLIENT")
    server = Server(tmp_path_factory.mktemp("confab") / "data", {"client_folder": folder} if folder else None).start()
    yield server
    server.kill()


class Room:
    """The desks of one test."""

    def __init__(self, browser, server):
        self.browser = browser
        self.server = server
        self.desks = []

    def desk(self, person=None, screen=DESKTOP, server=None, **options):
        desk = Desk(self.browser, server or self.server, person, screen, **options)
        self.desks.append(desk)
        return desk

    def phone(self, person=None, **options):
        return self.desk(person, PHONE, **options)

    def clear(self):
        servers = {desk.server for desk in self.desks if desk.server.alive}
        faults = [fault for desk in self.desks for fault in desk.close()]
        for server in servers | {self.server}:
            if server.alive and gauge(server, "confab_csp_reports_total"):
                faults.append("the server got reports of violated content security policy")
        return faults


@pytest.fixture
def room(browser, server):
    """Fails the test for anything that went wrong in a page, though nobody looked."""
    room = Room(browser, server)
    yield room
    assert room.clear() == []


@pytest.fixture
def pair(room):
    """Two members at their desks, with a conversation that both have accepted: (ada, ben, c)."""
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    return room.desk(ada), room.desk(ben), c
