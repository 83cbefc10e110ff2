"""Everybody hears everybody else, never themselves: real Chromium, real sound, the real server."""

import pytest
from calling import all_hear, heard_just, in_call
from sound import LOUD, counts, hears, whisper
from spectrum import TONES
from waiting import wait


@pytest.mark.parametrize("count", [2, 3])
def test_each_hears_the_others_and_not_themself(party, count):
    desks, _ = party(count)
    all_hear(*in_call(desks))


def test_of_eight_the_four_who_speak_are_heard_by_all(party):
    desks, _ = party(8)
    in_call(desks)
    for loud in desks[:4], desks[4:]:
        for desk in desks:
            whisper(desk, 0.15 if desk in loud else 0)
        for desk in desks:
            heard_just(desk, *[other for other in loud if other is not desk])
    for desk in desks:
        whisper(desk, 0.15)
    for desk in desks:
        wait(lambda: sum(level > LOUD for level in hears(desk, *TONES)) >= 3, 10)


def test_voices_come_with_as_many_bits_as_are_asked_for(party):
    desks, _ = party(2)
    in_call(desks)
    wait(lambda: all(counts(desk)["rate"] == 48_000 for desk in desks), 10)
