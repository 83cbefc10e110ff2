"""A call is recorded: everybody is told, and the conversation gets what was heard and who spoke when."""

import time

import httpx
from calling import all_hear, heard_just, in_call, log, press, stage
from recordings import cues, decode, loudness
from playwright.sync_api import expect
from sound import counts, whisper
from spectrum import RATE, TONES
from waiting import wait


def choose(desk, item):
    press(desk, "More")
    desk.choose(item)


def download(desk, file):
    answer = desk.person.http.get(f"/attachments/{file['id']}")
    assert answer.status_code == httpx.codes.OK
    return answer.content


def test_the_recording_has_everybody_and_says_who_spoke(party):
    desks, c = party(3)
    ada, ben, cleo = desks
    all_hear(*in_call(desks))
    whisper(cleo, 0)
    heard_just(ada, ben)
    choose(ada, "Record")
    asked = time.time()
    ada.confirm("Record")
    for desk in ben, cleo:
        expect(stage(desk).get_by_role("img", name="Recording, begun by Ada Lovelace")).to_be_visible()
    seen = time.time()
    sent = counts(ben)["sent"]
    wait(lambda: counts(ben)["sent"] > sent + 50, 15)
    whisper(cleo, 0.15)
    whisper(ben, 0)
    heard_just(ada, cleo)
    least = time.time() - seen
    choose(ada, "End the recording")
    for desk in desks:
        expect(stage(desk).get_by_role("img", name="Recording")).to_have_count(0)
    message = wait(lambda: log(ada, c, "message"))[0]
    assert message["by"] == ada.person.id
    check(ada, message, least, message["at"] / 1000 - asked)
    for desk in desks:
        expect(desk.messages).to_have_count(1)


def check(desk, message, least, most):
    sound, track = message["attachments"]
    assert (sound["type"], track["type"]) == ("audio/ogg", "text/vtt")
    samples = decode(download(desk, sound))
    length = len(samples) / RATE
    assert abs(length - sound["duration"] / 1000) < 0.1
    assert least - 0.1 < length < most + 0.1
    *heard, absent = loudness(samples, [*TONES[:3], TONES[5]])
    assert all(level > -50 for level in heard) and absent < -70, (heard, absent)
    spoke = cues(download(desk, track).decode())
    assert {who for _, _, who, _ in spoke} == {"Ada Lovelace", "Ben Okri", "Cleo Mund"}
    assert all(0 <= start < end <= length + 0.1 for start, end, _, _ in spoke), (spoke, length)
    first = {who: min(start for start, _, w, _ in spoke if w == who) for _, _, who, _ in spoke}
    assert first["Ben Okri"] < 0.5 and first["Cleo Mund"] > first["Ben Okri"], spoke
