"""A call is recorded: everybody is told, and the conversation gets what was heard and who spoke when."""

import httpx
from calling import all_hear, heard_just, in_call, press, stage
from listening import RATE, cues, decode, loudness
from playwright.sync_api import expect
from sound import TONES, whisper
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
    ada.confirm("Record")
    for desk in ben, cleo:
        expect(stage(desk).get_by_role("img", name="Recording, begun by Ada Lovelace")).to_be_visible()
    since = ada.person.get(f"/conversations/{c}/call")["call"]["recording"]["since"]
    heard_just(cleo, ada, ben)
    whisper(cleo, 0.15)
    whisper(ben, 0)
    heard_just(ada, cleo)
    choose(ada, "End the recording")
    for desk in desks:
        expect(stage(desk).get_by_role("img", name="Recording")).to_have_count(0)
    message = wait(lambda: next((e for e in ada.person.events(c) if e["kind"] == "message"), None))
    assert message["by"] == ada.person.id
    check(ada, message, since)
    for desk in desks:
        expect(desk.messages).to_have_count(1)


def check(desk, message, since):
    sound, track = message["attachments"]
    assert (sound["type"], track["type"]) == ("audio/ogg", "text/vtt")
    samples = decode(download(desk, sound))
    length = len(samples) / RATE
    assert abs(length - sound["duration"] / 1000) < 0.1
    assert abs(length - (message["at"] - since) / 1000) < 1.5
    *heard, absent = loudness(samples, [*TONES[:3], TONES[5]])
    assert all(level > -50 for level in heard) and absent < -70, (heard, absent)
    spoke = cues(download(desk, track).decode())
    assert {who for _, _, who, _ in spoke} == {"Ada Lovelace", "Ben Okri", "Cleo Mund"}
    assert all(0 <= start < end <= length + 0.1 for start, end, _, _ in spoke), (spoke, length)
    first = {who: min(start for start, _, w, _ in spoke if w == who) for _, _, who, _ in spoke}
    assert first["Ben Okri"] < 0.5 and first["Cleo Mund"] > first["Ben Okri"], spoke
