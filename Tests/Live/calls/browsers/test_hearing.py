"""Everybody hears everybody else, never themselves: real Chromium, real sound, the real server."""

import pytest
from calling import accept, begin, join, stage
from playwright.sync_api import expect
from sound import hears_all, is_apart
from waiting import wait


@pytest.mark.parametrize("count", [2, 3])
def test_each_hears_the_others_and_not_themself(party, count):
    desks, c = party(count)
    begin(desks[0])
    for desk in desks[1:]:
        accept(desk)
    for desk in desks:
        others = [other for other in desks if other is not desk]
        wait(lambda: hears_all(desk, others), 20)
        wait(lambda: is_apart(desk), 10)
