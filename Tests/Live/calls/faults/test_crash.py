"""A page that crashes says nothing: it is shown as away, and in the end it is out."""

import contextlib

from calling import all_hear, heard_just, in_call, present, seat
from playwright.sync_api import Error, expect


def test_a_page_that_crashes_is_away_and_then_out(party):
    [ada, ben, cleo], _ = party(3)
    all_hear(*in_call([ada, ben, cleo]))
    with contextlib.suppress(Error):
        ben.page.goto("chrome://crash")
    heard_just(ada, cleo)
    expect(seat(ada, "Ben Okri")).to_contain_text("reconnecting", timeout=12_000)
    expect(present(ada)).to_have_count(2, timeout=60_000)
    heard_just(cleo, ada)
