"""A file that somebody sent cannot act in another's browser."""

import pytest

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(scope="module")
def ada(server):
    return server.member("Ada")


@pytest.mark.parametrize("data, media", [
    (SVG, "image/svg+xml"), (HTML, "text/html"), (HTML, "application/xhtml+xml"), (HTML, "text/xml"),
    (b"alert(1)", "text/javascript"), (HTML, "IMAGE/SVG+XML; charset=x"), (b"%PDF-1.4", "application/pdf"),
    (HTML, "text/html;charset=utf-7"), (HTML, "multipart/x-mixed-replace")])
def test_what_could_run_is_saved_not_shown(ada, data, media):
    a = ada.upload("file", data, media)
    answer = ada.get(f"/attachments/{a['id']}")
    assert answer.content == data
    harmless(answer)
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("media", ["image/png", "audio/ogg", "text/plain", "application/zip"])
def test_everything_is_sandboxed_and_never_guessed_at(ada, media):
    harmless(ada.get(f"/attachments/{ada.upload('file', HTML, media)['id']}"))


def harmless(answer):
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "private" in headers["cache-control"] or "no-store" in headers["cache-control"]


@pytest.mark.parametrize("media", ["nonsense", "a/b\u00e9", "x" * 200 + "/y", "text/plain, text/html"])
def test_a_type_that_is_none_is_refused_or_taken_as_bytes(ada, media):
    answer = ada.ask("POST", "/attachments", content=HTML, params={"name": "x"},
                     headers={"Content-Type": media.encode("utf-8")})
    if answer.status_code == 201:
        down = ada.get(f"/attachments/{answer.json()['id']}")
        harmless(down)
        assert down.headers["content-disposition"].startswith("attachment")
    else:
        assert answer.status_code in (400, 413, 415)
