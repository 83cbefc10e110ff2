"""Frames, fragments, control frames, UTF-8 and limits (RFC 6455 §5 to §8), case by case as Autobahn's suite has them."""

import json

import pytest

from people import key
from rawsocket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, RawSocket, closing, frame, text

COMMAND = {"do": "presence", "id": 7}


@pytest.fixture(scope="module")
def ada(server):
    return server.member("Ada")


@pytest.fixture
def raw(server, ada):
    opened = RawSocket(server, ada.headers, greeted=True)
    yield opened
    opened.close()
    assert server.alive


def answered(raw, id=7):
    while (message := raw.message())["t"] not in ("ok", "no"):
        pass
    assert message["id"] == id
    return message["t"]


@pytest.mark.parametrize("size", [0, 1, 125])
def test_a_ping_is_answered_with_its_payload(raw, size):
    payload = bytes(range(256))[:size]
    raw.send(frame(PING, payload))
    assert raw.until(PONG) == payload


def test_many_pings_are_answered_in_order(raw):
    raw.send(b"".join(frame(PING, b"%d" % n) for n in range(50)))
    got = [raw.until(PONG) for _ in range(50)]
    assert got == [b"%d" % n for n in range(50)] or got[-1] == b"49"


def test_an_unasked_pong_is_ignored(raw):
    raw.send(frame(PONG, b"unasked") + text(COMMAND))
    assert answered(raw) == "ok"


@pytest.mark.parametrize("bytewise", [False, True])
def test_fragments_are_put_together(raw, bytewise):
    data = json.dumps(COMMAND).encode()
    raw.send(frame(TEXT, data[:5], fin=False) + frame(CONTINUATION, data[5:9], fin=False)
             + frame(CONTINUATION, b"", fin=False) + frame(CONTINUATION, data[9:]), bytewise)
    assert answered(raw) == "ok"


def test_control_frames_come_between_fragments(raw):
    data = json.dumps(COMMAND).encode()
    raw.send(frame(TEXT, data[:5], fin=False) + frame(PING, b"between") + frame(PONG) + frame(CONTINUATION, data[5:]))
    assert raw.until(PONG) == b"between"
    assert answered(raw) == "ok"


def test_a_character_may_be_cut_by_fragments(raw):
    data = json.dumps({"do": "status", "id": 7, "text": "κόσμε 😀"}, ensure_ascii=False).encode()
    raw.send(b"".join(frame(TEXT if n == 0 else CONTINUATION, data[n:n + 1], fin=n == len(data) - 1)
                      for n in range(len(data))))
    assert answered(raw) == "ok"


@pytest.mark.parametrize("size", [16, 64])
def test_a_length_in_a_longer_form_than_needed_is_taken_or_refused(raw, size):
    raw.send(text(COMMAND, size=size))
    try:
        assert answered(raw) == "ok"
    except AssertionError as closed:
        assert "\\x03\\xea" in str(closed)


BROKEN = {
    "reserved bit 1": frame(TEXT, b"{}", reserved=4), "reserved bit 2": frame(TEXT, b"{}", reserved=2),
    "reserved bit 3": frame(TEXT, b"{}", reserved=1), "reserved bit in a ping": frame(PING, reserved=4),
    "not masked": frame(TEXT, b"{}", masked=False), "ping not masked": frame(PING, masked=False),
    "ping of 126 bytes": frame(PING, b"x" * 126), "close of 126 bytes": frame(CLOSE, b"\x03\xe8" + b"x" * 124),
    "ping in fragments": frame(PING, b"x", fin=False), "close in fragments": frame(CLOSE, b"", fin=False),
    "continuation of nothing": frame(CONTINUATION, b"{}"),
    "unfinished continuation of nothing": frame(CONTINUATION, b"{}", fin=False),
    "a new message within one": frame(TEXT, b"{", fin=False) + frame(TEXT, b"}"),
    "continuation after the end": frame(TEXT, b"", fin=False) + frame(CONTINUATION) + frame(CONTINUATION),
    "close of one byte": frame(CLOSE, b"\x03"),
    "length of 64 bits with the first set": frame(TEXT, length=1 << 63, size=64),
} | {f"opcode {n}": frame(n, b"x") for n in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_frame_ends_the_connection(raw, what):
    raw.send(BROKEN[what] + text(COMMAND))
    code = raw.closed()
    allowed = {1002, 1009, None} if what.startswith("length") else {1002, 1008, 1007, None}
    assert code in allowed, code
    assert raw.ended()


def test_binary_is_not_spoken_here(raw):
    raw.send(frame(BINARY, json.dumps(COMMAND).encode()))
    assert raw.closed() in (1003, 1008)


INVALID_UTF8 = [b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xed\xa0\x80", b"\xed\xbf\xbf",
                b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"\xce\xba\xe1\xbd", b"\xfe"]


@pytest.mark.parametrize("data", INVALID_UTF8)
@pytest.mark.parametrize("fragmented", [False, True])
def test_text_that_is_not_utf8_ends_the_connection(raw, data, fragmented):
    message = b'{"do":"status","id":7,"text":"' + data + b'"}'
    if fragmented:
        raw.send(frame(TEXT, message[:31], fin=False) + frame(CONTINUATION, message[31:]))
    else:
        raw.send(frame(TEXT, message))
    assert raw.closed() in (1007, 1008)


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999])
def test_a_close_is_answered_with_a_close(raw, code):
    raw.send(closing(code, "bye ✋".encode()))
    assert raw.closed() in (code, 1000)
    assert raw.ended()


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535])
def test_a_close_with_a_code_that_must_not_be_sent_is_broken(raw, code):
    raw.send(closing(code))
    assert raw.closed() in (1002, None)


def test_a_close_whose_reason_is_not_utf8_is_broken(raw):
    raw.send(closing(1000, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"))
    assert raw.closed() in (1002, 1007, None)


def test_nothing_is_taken_after_a_close(server, ada):
    bob = server.member("Bob")
    c = ada.direct(bob)
    raw = RawSocket(server, ada.headers, greeted=True)
    raw.send(closing(1000) + text({"do": "send", "id": 2, "c": c, "key": "after-the-close", "text": "too late"}))
    assert raw.closed() in (1000, None) and raw.ended()
    assert bob.texts(c) == []


@pytest.mark.parametrize("fragmented", [False, True])
def test_a_frame_over_the_limit_is_too_large(raw, fragmented):
    data = b'{"do":"status","id":7,"text":"' + b"x" * 420_000 + b'"}'
    if fragmented:
        parts = [data[i:i + 60_000] for i in range(0, len(data), 60_000)]
        frames = [frame(TEXT if i == 0 else CONTINUATION, p, fin=i == len(parts) - 1) for i, p in enumerate(parts)]
    else:
        frames = [frame(TEXT, data)]
    try:
        raw.send(b"".join(frames))
    except ConnectionError:
        pass
    assert raw.closed() in (1009, None)


def test_a_length_is_not_believed_before_the_bytes_are_there(server, raw):
    before = server.memory()
    raw.send(frame(TEXT, b"x" * 10, length=1 << 40, size=64))
    assert raw.closed() in (1009, None)
    assert server.memory() - before < 20e6


@pytest.mark.parametrize("character", ["x", "\u0001"])
def test_the_largest_message_fits_even_escaped(raw, ada, server, character):
    c = ada.direct(server.member("Bob"))
    raw.send(text({"do": "send", "id": 7, "c": c, "key": key(), "text": character * 65_536}))
    assert answered(raw) == "ok"
