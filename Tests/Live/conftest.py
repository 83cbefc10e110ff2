"""Servers for the tests, and coroutines as tests."""

import asyncio
import inspect

import pytest

from confab import BINARY, Server
from outbox import Outbox


def pytest_sessionstart(session):
    if not BINARY.exists():
        pytest.exit(f"build the server first: {BINARY} is missing", returncode=4)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(asyncio.wait_for(pyfuncitem.obj(**arguments), 240))
    return True


@pytest.fixture(scope="module")
def server(request, tmp_path_factory):
    """One server for a file's tests, with the file's SETTINGS if it has some; each test makes its own people."""
    server = Server(tmp_path_factory.mktemp("confab") / "data", getattr(request.module, "SETTINGS", None)).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def outbox(server):
    """What the server of a file's tests has mailed."""
    return Outbox(server.owner())


@pytest.fixture
def serve(tmp_path):
    """Starts servers of one's own: `serve()`, `serve({"setting": value})`."""
    started = []

    def start(settings=None, data=None, **options):
        server = Server(data or tmp_path / f"data{len(started)}", settings, **options)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.kill()

