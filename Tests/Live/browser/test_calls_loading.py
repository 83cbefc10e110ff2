"""The files of calls are fetched before they are needed, or all at once."""

from callsfake import Calls
from callspage import call, ring, scene, seats  # noqa: F401
from playwright.sync_api import expect
from waiting import wait

MODULES = "import('/callfiles.js').then(files => files.callModules)"
FETCHED = "performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)"


def fetched(desk):
    """What this page has fetched."""
    return set(desk.page.evaluate(FETCHED))


def test_the_first_call_of_a_page_that_had_time_fetches_nothing(scene):
    desk, calls, c, ben, _ = scene
    wanted = {*desk.page.evaluate(MODULES), "/call.css"}
    wait(lambda: wanted <= fetched(desk))
    before = fetched(desk)
    call(desk)
    expect(seats(desk)).to_have_count(1)
    assert {path for path in fetched(desk) - before if not path.startswith("/api/")} == set()


def test_who_signs_in_fetches_no_calls(room):
    desk = room.desk().go("/")
    expect(desk.page.get_by_role("heading", name="Sign in")).to_be_visible()
    desk.page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert not fetched(desk) & {*desk.page.evaluate(MODULES), "/call.css"}


def test_a_call_that_comes_first_fetches_all_at_once(room):
    ada, ben = room.server.members("Ada Lovelace", "Ben Okri")
    c = ada.direct(ben)
    desk = room.desk(ada, service_workers="block")
    desk.page.add_init_script("window.requestIdleCallback = () => {}")
    calls = Calls(desk)
    desk.at(c).live()
    modules = desk.page.evaluate(MODULES)
    assert not fetched(desk) & set(modules)
    held = []
    for path in modules:
        desk.page.route("**" + path, lambda route: held.append(route))
    calls.start(c, ben.id, ringing=[ada.id])
    wait(lambda: desk.page.evaluate("1") and len(held) == len(modules))
    for route in held:
        route.continue_()
    expect(ring(desk)).to_be_visible()
