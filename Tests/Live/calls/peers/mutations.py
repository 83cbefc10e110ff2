"""Offers, and what a careless or hostile program makes of them."""

import random
from pathlib import Path

OFFERS = [path.read_text() for path in sorted((Path(__file__).parents[3] / "SDPTests/Offers").glob("*.sdp"))]

#: Longer ones would not fit into a frame of the live connection.
LONGEST = 90_000

TOKENS = ["", "-1", "0", "65535", "65536", "4294967296", "99999999999999999999", "\0", "é", "opus/48000/2", "a=",
          "m=audio 9 X 0", "sha-256", "UDP/TLS/RTP/SAVPF", "IN IP4 127.0.0.1", "%s%n", " " * 300, "A" * 9000, "BUNDLE 0 0 0", "\u202e",
          ":", ";" * 50]

LINES = ["a=rtpmap:0 opus/0/0", "a=mid:", "a=group:BUNDLE", "a=setup:holdconn", "a=rtcp-mux-only",
         "m=audio 0 UDP/TLS/RTP/SAVPF 111",
         "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=extmap:0 urn:x", "a=extmap:99999 urn:x",
         "a=ice-ufrag:a", "a=ice-pwd:b",
         "a=fingerprint:sha-256 00", "a=fingerprint:md5 00:11", "a=candidate:1 1 udp 0 ::1 0 typ host",
         "a=ssrc:99999999999 cname:x",
         "t=0 0", "v=1", "z=", "b=AS:-5", "a=simulcast:send 1;2", "a=rid:1 send", "a=fmtp:111 " + "x=1;" * 400]


def mutate(chance, offer):
    lines = offer.split("\r\n")
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        chance.choice(KINDS)(chance, lines)
    text = chance.choice(["\r\n"] * 8 + ["\n", "\r"]).join(lines)[:LONGEST]
    return text[:chance.randrange(len(text) + 1)] if chance.random() < 0.1 else text


def place(chance, lines):
    return chance.randrange(len(lines)) if lines else 0


def leave_out(chance, lines):
    at = place(chance, lines)
    del lines[at:at + chance.choice([1, 1, 1, 5])]


def double(chance, lines):
    at = place(chance, lines)
    lines[at:at] = lines[at:at + 1] * chance.choice([1, 1, 2, 100])


def move(chance, lines):
    if lines:
        lines.insert(place(chance, lines), lines.pop(place(chance, lines)))


def add(chance, lines):
    lines.insert(place(chance, lines), chance.choice(LINES))


def change_word(chance, lines):
    if not lines:
        return
    at = place(chance, lines)
    words = lines[at].split(" ")
    words[chance.randrange(len(words))] = chance.choice(TOKENS)
    lines[at] = " ".join(words)


def change_letter(chance, lines):
    at = place(chance, lines)
    if lines and lines[at]:
        i = chance.randrange(len(lines[at]))
        lines[at] = lines[at][:i] + chr(chance.choice([0, 9, 32, 48, 57, 58, 61, 127, 255, 0x1F600])) + lines[at][i + 1:]


def repeat_section(chance, lines):
    starts = [i for i, line in enumerate(lines) if line.startswith("m=")]
    if starts:
        lines += lines[chance.choice(starts):][:60] * chance.choice([1, 3, 20])


KINDS = [leave_out, double, move, add, add, change_word, change_word, change_letter, repeat_section]


def offers(seed, count):
    chance = random.Random(seed)
    return [mutate(chance, chance.choice(OFFERS)) for _ in range(count)]
