"""The server ends in the middle of a call and is started again: the pages find together by themselves."""

import pytest
from calling import all_hear, in_call, log, present, stage
from desk import AWAY
from playwright.sync_api import expect
from ports import free_port
from waiting import wait


@pytest.mark.parametrize("how", ["kill", "stop"])
def test_a_call_goes_on_after_the_server_was_ended(room, seated, serve, client, how):
    server = serve(client | {"media.port": free_port()})
    people = server.members("Ada Lovelace", "Ben Okri", "Cleo Mund")
    c = people[0].group(*people[1:], title="Hiking club")
    desks = seated(c, *people, server=server)
    all_hear(*in_call(desks))
    for desk in desks:
        desk.allow(AWAY)
    server.restart(how)
    # Whatever they hear now came by a connection that was made after the end of the old server.
    for desk in desks:
        wait(lambda: desk.page.evaluate("window.lines.length") > 1, 25)
    all_hear(*desks)
    [started] = log(desks[0], c, "call")
    assert started["state"] == "started"
    for desk in desks:
        expect(present(desk)).to_have_count(3)
        expect(stage(desk)).not_to_contain_text("Reconnecting")
        expect(desk.page.locator(".call-line")).to_have_count(1)
    desks[0].say("Back again")
    for desk in desks:
        desk.shows("Back again")
