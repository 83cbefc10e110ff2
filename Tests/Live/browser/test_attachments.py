"""Pictures, files, sound: by picker, paste and drop."""

import base64
import io
import re
import struct
import wave

from playwright.sync_api import expect

from pictures import picture
from waiting import wait

PICTURE = picture("PNG", (900, 600))
SHIFTS = """() => { window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({type: "layout-shift"}); }"""


def choose(desk, *files):
    desk.page.get_by_label("Attach files").set_input_files([{"name": n, "mimeType": m, "buffer": b} for n, m, b in files])


def sound(seconds=1):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(8000)
        file.writeframes(struct.pack("<h", 900) * (8000 * seconds))
    return out.getvalue()


def ready(desk, name):
    """The file above the box is uploaded."""
    expect(desk.page.get_by_role("button", name=f"Remove {name}")).to_be_visible()


def test_a_picture_has_its_place_before_it_comes(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c).shows()
    held = []
    ben.context.route("**/api/v1/attachments/**", lambda route: held.append(route))
    choose(ada, ("garden.png", "image/png", PICTURE))
    ready(ada, "garden.png")
    ada.say("the garden")
    place = ben.page.get_by_role("button", name="Open picture garden.png")
    expect(place).to_be_visible()
    before = place.bounding_box()
    assert before["width"] > 100 and abs(before["width"] / before["height"] - 1.5) < 0.05
    ben.page.evaluate(SHIFTS)
    for route in held:
        route.continue_()
    ben.context.unroute("**/api/v1/attachments/**")
    ben.page.wait_for_function("() => [...document.querySelectorAll('.picture img')].every(i => i.complete && i.naturalWidth)")
    assert place.bounding_box() == before
    assert ben.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(shifted))))") == 0
    place.click()
    box = ben.page.get_by_role("dialog", name="Picture")
    expect(box.locator("img")).to_be_visible()
    ben.page.keyboard.press("Escape")
    expect(box).to_have_count(0)


TRANSFER = """([selector, kind, name, type, base64]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, {type}));
    const event = kind === "paste" ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
        : new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(event);
}"""


def test_paste_and_drop(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    for kind, selector in (("paste", "#composer"), ("drop", ".timeline")):
        name = f"{kind}.png"
        ada.page.evaluate(TRANSFER, [selector, kind, name, "image/png", base64.b64encode(PICTURE).decode()])
        ready(ada, name)
    ada.send()
    for name in ("paste.png", "drop.png"):
        expect(ben.page.get_by_role("button", name=f"Open picture {name}")).to_be_visible()


def test_a_slow_upload_can_be_cancelled(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    ada.allow("ERR_ABORTED|ERR_FAILED")
    session = ada.context.new_cdp_session(ada.page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 50_000}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    choose(ada, ("film.bin", "application/octet-stream", b"\0" * 3_000_000))
    expect(ada.page.get_by_role("progressbar", name="Uploading film.bin")).to_be_visible()
    ada.type("without the film")
    expect(ada.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    ada.press("Cancel film.bin")
    expect(ada.page.get_by_text("film.bin")).to_have_count(0)
    session.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    ada.send()
    ben.shows("without the film")
    expect(ben.page.get_by_text("film.bin")).to_have_count(0)


def test_sound_plays_in_place_and_a_file_comes_down(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    choose(ada, ("hum.wav", "audio/wav", sound()), ("minutes.txt", "text/plain", b"we agreed"))
    ready(ada, "hum.wav"), ready(ada, "minutes.txt")
    ada.send()
    player = ben.page.locator("audio[aria-label='hum.wav']")
    player.evaluate("a => a.play()")
    ben.page.wait_for_function("() => document.querySelector('audio').currentTime > 0.1")
    with ben.page.expect_download() as started:
        ben.page.get_by_role("link", name="minutes.txt").click()
    assert started.value.suggested_filename == "minutes.txt"
    assert started.value.path().read_bytes() == b"we agreed"


def test_a_voice_message_is_heard_at_the_other_side(pair):
    ada, ben, c = pair
    ada.at(c), ben.at(c)
    ada.press("Record a voice message")
    expect(ada.page.get_by_role("timer")).to_have_text(re.compile("^0:0[2-9]$"))
    ada.press("Stop recording")
    expect(ada.page.get_by_role("button", name="Listen")).to_be_visible()
    ada.press("Send voice message")
    group = ben.page.get_by_role("group", name="Voice message, 0:0")
    expect(group).to_be_visible()
    inked = "c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size > 2"
    wait(lambda: group.locator("canvas").evaluate(inked))
    group.get_by_role("button", name="Play voice message").click()
    expect(group.get_by_role("slider")).to_have_attribute("aria-valuenow", re.compile("^[1-9]$"))
    expect(group.get_by_role("button", name="Play voice message")).to_be_visible()


def test_a_discarded_recording_leaves_nothing(pair):
    ada, ben, c = pair
    ada.at(c)
    ada.press("Record a voice message")
    expect(ada.page.get_by_role("timer")).to_have_text(re.compile("^0:0[1-9]$"))
    ada.press("Discard recording")
    expect(ada.box).to_be_visible()
    expect(ada.messages).to_have_count(0)
