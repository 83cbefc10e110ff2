"""Files up and down."""

import hashlib
import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from people import key
from waiting import wait


@pytest.fixture(scope="module")
def pair(server):
    ada, bob = server.members("Ada", "Bob")
    return ada, bob, ada.direct(bob)


def stored(server):
    """The names and sizes of the files kept beside the database."""
    return {p.relative_to(server.data): p.stat().st_size for p in server.data.rglob("*")
            if p.is_file() and not p.name.startswith(("confab.", "run.json")) and ".sqlite" not in p.name}


def test_a_large_file_streams_up_and_down_unchanged(server, pair):
    ada, bob, c = pair
    data = os.urandom(1 << 20) * 24
    before = server.memory()
    a = ada.upload("large.bin", data)
    assert (a["size"], a["name"], a["type"]) == (len(data), "large.bin", "application/octet-stream")
    ada.say(c, "", attachments=[a["id"]])
    digest = hashlib.sha256()
    with bob.http.stream("GET", f"/attachments/{a['id']}") as answer:
        assert int(answer.headers["content-length"]) == len(data)
        for part in answer.iter_bytes():
            digest.update(part)
    assert digest.digest() == hashlib.sha256(data).digest()
    assert server.memory() - before < 24e6, "a file is never in memory as a whole"


def test_an_empty_file_is_a_file(pair):
    ada, bob, c = pair
    a = ada.upload("empty.txt", b"", "text/plain")
    ada.say(c, "", attachments=[a["id"]])
    assert a["size"] == 0 and bob.get(f"/attachments/{a['id']}").content == b""


@pytest.mark.parametrize("wanted, status, got", [
    ("bytes=0-3", 206, b"0123"), ("bytes=4-", 206, b"456789"), ("bytes=-2", 206, b"89"), ("bytes=8-100", 206, b"89"),
    ("bytes=0-0", 206, b"0"), ("bytes=10-", 416, None), ("bytes=-0", 416, None), ("lines=1-2", 200, b"0123456789"),
    ("bytes=5-2", 200, b"0123456789")])
def test_a_range_is_what_was_asked_for(pair, wanted, status, got):
    ada, _, _ = pair
    a = ada.upload("digits.txt", b"0123456789", "text/plain")
    answer = ada.ask("GET", f"/attachments/{a['id']}", headers={"Range": wanted})
    assert answer.status_code == status, answer.text
    assert got is None or answer.content == got
    if status == 206:
        first = b"0123456789".index(got)
        assert answer.headers["content-range"] == f"bytes {first}-{first + len(got) - 1}/10"
        assert answer.headers["accept-ranges"] == "bytes"


def test_who_has_it_already_is_told_so(pair):
    ada, _, _ = pair
    a = ada.upload("same.txt", b"the same", "text/plain")
    etag = ada.get(f"/attachments/{a['id']}").headers["etag"]
    answer = ada.ask("GET", f"/attachments/{a['id']}", headers={"If-None-Match": etag})
    assert answer.status_code == 304 and answer.content == b""
    assert ada.ask("GET", f"/attachments/{a['id']}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_same_bytes_are_kept_once(server, pair):
    ada, bob, _ = pair
    data = os.urandom(100_000)
    before = sum(stored(server).values())
    one, two = ada.upload("one.bin", data), bob.upload("two.bin", data)
    assert one["id"] != two["id"]
    assert sum(stored(server).values()) - before == len(data)
    ada.delete(f"/attachments/{one['id']}", status=204)
    assert bob.get(f"/attachments/{two['id']}").content == data


def test_deleting_one_copy_never_takes_the_other(server):
    ada, bob = server.members("Ada", "Bob")
    for n in range(40):
        data = b"shared by chance %d" % n
        mine = ada.upload("mine.bin", data)
        with ThreadPoolExecutor(2) as pool:
            deleted = pool.submit(ada.delete, f"/attachments/{mine['id']}")
            his = pool.submit(bob.upload, "his.bin", data)
        deleted.result()
        assert bob.get(f"/attachments/{his.result()['id']}").content == data


def test_an_upload_is_its_uploaders_until_it_is_in_a_message(pair):
    ada, bob, c = pair
    a = ada.upload("mine.txt", b"mine", "text/plain")
    bob.refused(404, "not-found", "GET", f"/attachments/{a['id']}")
    bob.refused(404, "not-found", "DELETE", f"/attachments/{a['id']}")
    body = {"do": "send", "key": key(), "text": "look", "attachments": [a["id"]]}
    answer = bob.ask("POST", f"/conversations/{c}/events", body)
    assert answer.status_code in (400, 404), answer.text
    assert answer.json()["field"].startswith("attachments")


def test_only_members_of_a_conversation_that_has_it_may_fetch_it(server, pair):
    ada, bob, c = pair
    eve = server.member("Eve")
    a = ada.upload("for-bob.txt", b"for Bob", "text/plain")
    ada.say(c, "", attachments=[a["id"]])
    assert bob.get(f"/attachments/{a['id']}").content == b"for Bob"
    eve.refused(404, "not-found", "GET", f"/attachments/{a['id']}")
    server.browser().refused(401, "not-signed-in", "GET", f"/attachments/{a['id']}")
    ada.refused(409, "conflict", "DELETE", f"/attachments/{a['id']}")


def test_the_event_tells_what_is_attached(pair):
    ada, bob, c = pair
    a = ada.upload("voice.ogg", b"OggS", "audio/ogg", duration=1500, wave="AAECAwQ=")
    ada.say(c, "listen", attachments=[a["id"]])
    event = bob.events(c)[-1]
    assert event["attachments"] == [a]
    assert (a["duration"], a["wave"]) == (1500, "AAECAwQ=")


def test_too_large_a_file_is_refused_before_it_is_sent(serve):
    server = serve({"limits.attachment_bytes": 100_000})
    ada = server.member("Ada")
    assert server.browser().get("/server")["limits"]["attachment"] == 100_000
    before = stored(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as s:
        cookie = ada.headers["Cookie"]
        s.sendall((f"POST /api/v1/attachments?name=big HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n"
                   "Content-Type: application/octet-stream\r\nContent-Length: 5000000000\r\n\r\n").encode())
        status = s.recv(65536).decode()
    assert status.startswith("HTTP/1.1 413"), status
    assert "urn:confab:too-large" in status
    ada.refused(413, "too-large", "POST", "/attachments?name=big", content=b"x" * 100_001)
    ada.upload("fits", b"x" * 100_000)
    assert len(stored(server)) == len(before) + 1


def test_a_body_without_a_length_is_refused(server, pair):
    ada, _, _ = pair
    answer = ada.ask("POST", "/attachments?name=x", content=iter([b"chunk"]), headers={"Content-Type": "text/plain"})
    assert answer.status_code in (400, 411), answer.text


def test_an_upload_that_breaks_off_leaves_nothing(server, pair):
    ada, _, _ = pair
    before = stored(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as s:
        s.sendall((f"POST /api/v1/attachments?name=cut HTTP/1.1\r\nHost: x\r\nCookie: {ada.headers['Cookie']}\r\n"
                   "Content-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n").encode() + b"y" * 300_000)
        wait(lambda: stored(server) != before)
    wait(lambda: stored(server) == before)
    ada.get("/me")


def test_a_name_is_kept_and_never_breaks_a_header(pair):
    ada, _, _ = pair
    for name in ('quo"te.txt', "new\r\nline: x.txt", "back\\slash.txt", "../../etc/passwd", "日本語.txt", "\u202egnp.exe",
                 "émoji 😀.txt", "semi;colon.txt", "percent%41.txt"):
        answer = ada.ask("POST", "/attachments", content=b"x", params={"name": name},
                         headers={"Content-Type": "text/plain"})
        if answer.status_code == 400:
            assert answer.json()["field"] == "name"
            continue
        a = answer.json()
        down = ada.get(f"/attachments/{a['id']}?download")
        disposition = down.headers["content-disposition"]
        assert disposition.startswith("attachment")
        assert "x" not in down.headers.get("line", "") and not re.search(r"[\r\n\u202e]", disposition)
        assert "filename*=UTF-8''" in disposition or a["name"].isascii()


@pytest.mark.parametrize("query", [{}, {"name": "x" * 1021}, {"name": "x", "duration": "long"},
                                   {"name": "x", "wave": "not base64!"}, {"name": "x", "duration": "-1"},
                                   {"name": "x", "wave": "AAAA" * 100}])
def test_wrong_parameters_of_an_upload_are_named(pair, query):
    ada, _, _ = pair
    answer = ada.ask("POST", "/attachments", content=b"x", params=query, headers={"Content-Type": "text/plain"})
    assert answer.status_code in (400, 413), answer.text
    assert answer.json()["field"] in ("name", "duration", "wave")


def test_twenty_files_go_with_a_message_and_no_more(pair):
    ada, bob, c = pair
    ids = [ada.upload(f"{n}.txt", b"%d" % n, "text/plain")["id"] for n in range(21)]
    answer = ada.ask("POST", f"/conversations/{c}/events",
                     {"do": "send", "key": key(), "text": "", "attachments": ids})
    assert answer.status_code in (400, 413) and answer.json()["field"].startswith("attachments")
    ada.say(c, "", attachments=ids[:20])
    assert len(bob.events(c)[-1]["attachments"]) == 20
