"""Bodies that are no JSON, or too much of it."""

import socket

import pytest

import contract
from good import Good

SETTINGS = Good.SETTINGS
JSON = {"Content-Type": "application/json"}
WITH_BODY = [(method, path, o) for method, path, o in contract.operations()
             if "application/json" in contract.resolve(o.get("requestBody", {})).get("content", {})]

BODIES = {
    "nothing but spaces": b"   ",
    "half of it": b'{"name": "x',
    "not JSON": b"name=x&address=y",
    "an array": b"[]",
    "a string": b'"text"',
    "null": b"null",
    "a number": b"1",
    "something after it": b"{} {}",
    "a comma too many": b'{"name": "x",}',
    "single quotes": b"{'name': 'x'}",
    "a byte order mark": b"\xef\xbb\xbf{}x",
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "invalid UTF-8": b'{"name": "\xff\xfe"}',
    "an overlong sequence": b'{"name": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"name": "\xed\xa0\x80"}',
    "a lone escaped surrogate": b'{"name": "\\ud800"}',
    "a raw control character": b'{"name": "a\nb"}',
    "a bad escape": b'{"name": "\\x41"}',
    "deep arrays": b'{"name": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "unclosed depth": b"[" * 100_000,
    "a huge number": b'{"seq": 1e400, "uses": 1e400, "name": 1e400}',
    "many digits": b'{"seq": ' + b"9" * 50_000 + b"}",
    "not a number": b'{"seq": NaN}',
    "an infinity": b'{"seq": -Infinity}',
    "a plus": b'{"seq": +1}',
    "a leading zero": b'{"seq": 01}',
    "a key twice": b'{"name": "a", "name": "b", "token": "c", "token": "d", "do": "send", "do": "edit"}',
    "a thousand fields": b"{" + b",".join(b'"f%d": 1' % n for n in range(1000)) + b"}",
    "a null character": b'{"name\\u0000": 1}',
}


@pytest.fixture(scope="module")
def good(server):
    return Good(server)


def ask(good, method, path, **options):
    return good.server.browser().http.request(method, good.path(path), **options)


@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_is_refused_everywhere(good, what):
    for method, path, operation in WITH_BODY:
        answer = ask(good, method, path, content=BODIES[what], headers=good.who.headers | JSON)
        contract.check(method, good.path(path), answer)
        said = f"{operation['operationId']}: {answer.status_code} {answer.text[:200]}"
        assert answer.status_code in (400, 413), said
        assert answer.json()["type"] != "urn:confab:fault", said


def test_another_content_type_is_not_taken(good):
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"):
        for method, path, operation in WITH_BODY:
            answer = ask(good, method, path, content=b"{}", headers=good.who.headers | {"Content-Type": media})
            assert answer.status_code == 415, f"{operation['operationId']} {media}: {answer.status_code} {answer.text[:200]}"
            assert answer.json()["type"] == "urn:confab:unsupported-type"


def test_json_with_a_charset_is_json(good):
    good.who.patch("/me", content=b'{"name": "Olga Owner"}',
                   headers={"Content-Type": "Application/JSON; charset=utf-8"})


def test_a_body_larger_than_any_request_is_refused(good):
    answer = ask(good, "PATCH", "/me", content=b'{"name": "' + b"x" * 5_000_000 + b'"}',
                 headers=good.who.headers | JSON)
    assert answer.status_code == 413, answer.text[:200]


@pytest.mark.parametrize("start", [
    b"GET /api/v1/server HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /api/v1/server HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}{}{}",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 1000, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://[bad HTTP/1.1\r\nHost: x\r\n\r\n", b"FOO /api/v1/server HTTP/1.1\r\nHost: x\r\n\r\n"], ids=range(13))
def test_broken_http_ends_that_connection_and_nothing_else(good, server, start):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as s:
        try:
            s.sendall(start)
            s.shutdown(socket.SHUT_WR)
            while s.recv(65536):
                pass
        except ConnectionError:
            pass
    assert server.alive and good.who.get("/me")["role"] == "owner"


def test_an_unknown_route_and_method_are_refused_as_problems(good):
    for method, path in (("GET", "/nonsense"), ("POST", "/me"), ("DELETE", "/server"), ("GET", "/conversations/x/y/z"),
                         ("PUT", "/admin"), ("GET", "/"), ("PATCH", "/people")):
        answer = good.server.browser().http.request(method, path, headers=good.who.headers)
        assert answer.status_code in (404, 405), f"{method} {path}: {answer.status_code}"
        assert answer.headers["content-type"].startswith("application/problem+json"), f"{method} {path}"
