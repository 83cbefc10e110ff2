"""The opening handshake (RFC 6455 §4)."""

import pytest

from rawsocket import RawSocket


@pytest.fixture(scope="module")
def ada(server):
    return server.member("Ada")


def test_the_key_is_answered_as_the_standard_says(server, ada):
    s = RawSocket(server, ada.headers | {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert s.status == 101 and "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in s.answer
    s.close()


def test_without_a_session_there_is_no_connection(server):
    s = RawSocket(server, {})
    assert s.status == 401 and "application/problem+json" in s.answer
    s.close()


def test_a_cookie_from_another_sites_page_opens_nothing(server, ada):
    s = RawSocket(server, ada.headers | {"Origin": "https://evil.example"})
    assert s.status == 403
    s.close()


@pytest.mark.parametrize("headers, statuses", [
    ({"Sec-WebSocket-Version": "8"}, {400, 426}), ({"Sec-WebSocket-Version": None}, {400, 426}),
    ({"Sec-WebSocket-Key": None}, {400, 426}), ({"Sec-WebSocket-Key": "short"}, {400, 426}),
    ({"Upgrade": None}, {400, 426}), ({"Upgrade": "h2c"}, {400, 426}), ({"Connection": None}, {400, 426}),
    ({"Connection": "keep-alive"}, {400, 426})])
def test_a_wrong_handshake_is_refused(server, ada, headers, statuses):
    s = RawSocket(server, ada.headers | headers)
    assert s.status in statuses, s.answer
    s.close()


@pytest.mark.parametrize("headers", [
    {"Upgrade": "WebSocket"}, {"Connection": "keep-alive, Upgrade"}, {"Sec-WebSocket-Protocol": "chat, superchat"},
    {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}])
def test_what_browsers_and_proxies_write_is_understood(server, ada, headers):
    s = RawSocket(server, ada.headers | headers, greeted=True)
    assert s.status == 101
    assert "superchat" not in s.answer
    s.close()
