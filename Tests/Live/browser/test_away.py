"""Away and back: nothing twice, nothing missing, what was typed offline in order."""

from playwright.sync_api import expect

from desk import AWAY
from waiting import wait

BANNER = ".link-banner"


def test_what_is_written_offline_is_sent_in_order_once(pair):
    ada, ben, c = pair
    ada.at(c).live()
    ben.at(c).live().say("before")
    ada.shows("before").offline()
    expect(ada.page.locator(BANNER)).to_contain_text("Offline")
    ada.say("first from the train", "second from the train")
    expect(ada.page.locator(BANNER)).to_contain_text("2 waiting")
    expect(ada.page.locator("li.message.pending")).to_have_count(2)
    ben.say("meanwhile here", "and here")
    ada.offline(False)
    for desk in (ada, ben):
        desk.shows("before", "meanwhile here", "and here", "first from the train", "second from the train")
    expect(ada.page.locator("li.message.pending")).to_have_count(0)
    expect(ada.page.locator(BANNER)).to_have_count(0)
    assert ada.order() == ben.order()
    assert [text for _, text in ben.order()][-2:] == ["first from the train", "second from the train"]


def test_what_was_typed_offline_outlives_closing_the_page(pair):
    ada, ben, c = pair
    ben.at(c).live()
    ada.at(c).live()
    ready(ada)
    ada.offline().say("written in the tunnel")
    expect(ada.page.locator(BANNER)).to_contain_text("1 waiting")
    ada.page.close()
    ada.offline(False)
    ada.page = ada.context.new_page()
    ada.at(c).shows("written in the tunnel")
    ben.shows("written in the tunnel")


def test_a_killed_server_loses_and_doubles_nothing_on_screen(serve, room, server):
    own = serve(server.settings)
    people = own.members("Ada", "Ben")
    c = people[0].direct(people[1])
    ada, ben = (room.desk(person, server=own, allow=[AWAY]).at(c).live() for person in people)
    said = []
    for turn in range(3):
        for desk in (ada, ben):
            said.append(f"{desk.person.name} before {turn}.")
            desk.say(said[-1])
        own.listen = f"127.0.0.1:{own.port}"
        own.kill()
        for desk in (ada, ben):
            expect(desk.page.locator(BANNER)).to_contain_text("Offline")
            said.append(f"{desk.person.name} during {turn}.")
            desk.say(said[-1])
        own.start()
        for desk in (ada, ben):
            desk.shows(*said)
    assert ada.order() == ben.order()
    assert len(ada.order()) == len(said)


def ready(desk):
    """The service worker holds the whole client, and the browser what was said."""
    desk.page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)")
    wait(lambda: desk.page.evaluate("""async () => {
        const worker = await navigator.serviceWorker.ready;
        return worker.active.state === "activated" && !!navigator.serviceWorker.controller;
    }"""))
    wait(lambda: desk.page.evaluate(KEPT), 15)


KEPT = """() => new Promise(done => { indexedDB.open("confab").onsuccess = ({target: {result: db}}) => {
    const names = db.transaction("kept").objectStore("kept").getAllKeys();
    names.onsuccess = () => { db.close(); done(names.result.includes("base") && names.result.some(n => n.startsWith("log/"))); };
}; })"""


def test_a_reload_without_a_network_still_shows_the_conversation(pair):
    ada, ben, c = pair
    ben.at(c).live().say("kept for the tunnel")
    ada.at(c).live().shows("kept for the tunnel")
    ready(ada)
    ada.offline().page.reload()
    ada.shows("kept for the tunnel")
    expect(ada.page.locator(BANNER)).to_contain_text("Offline")
    ada.say("typed after the reload")
    ben.say("meanwhile")
    ada.offline(False)
    for desk in (ada, ben):
        desk.shows("kept for the tunnel", "meanwhile", "typed after the reload")
