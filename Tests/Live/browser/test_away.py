"""Away and back: nothing twice, nothing missing, what was typed offline in order."""

from desk import AWAY
from playwright.sync_api import expect


def test_what_is_written_offline_is_sent_in_order_once(pair):
    ada, ben, c = pair
    ada.at(c).live()
    ben.at(c).live().say("before")
    ada.shows("before").offline()
    expect(ada.page.locator(".link-banner")).to_contain_text("Offline")
    ada.type("first from the train").send()
    ada.type("second from the train").send()
    ben.say("meanwhile here")
    expect(ada.page.locator(".link-banner")).to_contain_text("2 waiting")
    ada.offline(False)
    for desk in (ada, ben):
        desk.shows("before", "meanwhile here", "first from the train", "second from the train")
    assert ada.order() == ben.order()


def test_a_server_that_was_killed_loses_and_doubles_nothing_on_screen(browser, serve, room):
    server = serve()
    server.listen = f"127.0.0.1:{server.port}"
    ada_person, ben_person = server.members("Ada", "Ben")
    c = ada_person.direct(ben_person)
    ada, ben = room.desk(ada_person, server=server).at(c).live(), room.desk(ben_person, server=server).at(c).live()
    for desk in (ada, ben):
        desk.allow(AWAY)
    ada.say("one")
    ben.shows("one")
    server.kill()
    ada.type("typed while it was down").send()
    ben.type("so was this").send()
    server.start()
    for desk in (ada, ben):
        desk.shows("one", "typed while it was down", "so was this")
    assert ada.order() == ben.order()


def test_reading_works_after_opening_offline(pair):
    ada, ben, c = pair
    ben.at(c).live().say("kept for the tunnel")
    ada.at(c).live().shows("kept for the tunnel")
    ada.page.evaluate("navigator.serviceWorker.ready")
    ada.page.wait_for_function("caches.keys().then(async names => names.length && (await (await caches.open(names[0])).keys()).length > 20)")
    ada.page.evaluate("dispatchEvent(new Event('pagehide'))")
    ada.go(f"/c/{c}").shows("kept for the tunnel").offline()
    ada.page.reload()
    ada.shows("kept for the tunnel")
