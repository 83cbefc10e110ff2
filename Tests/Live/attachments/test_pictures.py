"""What the server knows of a picture."""

import io

import pytest
from PIL import Image

from pictures import halves, picture, png_claiming, turned


@pytest.fixture(scope="module")
def ada(server):
    return server.member("Ada")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_size_and_thumbnail_of_each_kind(ada, kind):
    a = ada.upload(f"picture.{kind.lower()}", picture(kind), f"image/{kind.lower()}")
    assert (a["width"], a["height"]) == (640, 400)
    assert a["thumbnail"] is True
    answer = ada.get(f"/attachments/{a['id']}/thumbnail")
    small = Image.open(io.BytesIO(answer.content))
    assert small.width < 640 and small.width <= 512 and abs(small.width / small.height - 1.6) < 0.05
    assert answer.headers["content-type"].startswith("image/")
    r, g, b = small.convert("RGB").getpixel((small.width // 2, small.height // 2))
    assert r > 150 and g < 90 and b < 90


@pytest.mark.parametrize("orientation, shown, left_is_red, axis", [
    (1, (600, 400), True, "x"), (3, (600, 400), False, "x"), (6, (400, 600), True, "y"), (8, (400, 600), False, "y")])
def test_a_turned_photo_is_measured_and_shown_upright(ada, orientation, shown, left_is_red, axis):
    a = ada.upload("photo.jpg", turned(orientation), "image/jpeg")
    assert (a["width"], a["height"]) == shown
    small = Image.open(io.BytesIO(ada.get(f"/attachments/{a['id']}/thumbnail").content)).convert("RGB")
    assert small.getexif().get(0x0112, 1) == 1
    assert (small.width > small.height) == (shown[0] > shown[1])
    w, h = small.size
    first = small.getpixel((w // 4, h // 2) if axis == "x" else (w // 2, h // 4))
    assert (first[0] > first[2]) == left_is_red, first


def test_a_small_picture_is_not_blown_up(ada):
    out = io.BytesIO()
    halves((30, 20)).save(out, "PNG")
    a = ada.upload("tiny.png", out.getvalue(), "image/png")
    assert (a["width"], a["height"]) == (30, 20)
    if a.get("thumbnail"):
        assert Image.open(io.BytesIO(ada.get(f"/attachments/{a['id']}/thumbnail").content)).width <= 30


def test_transparency_survives_or_is_flattened_but_does_not_turn_black(ada):
    out = io.BytesIO()
    Image.new("RGBA", (640, 400), (0, 0, 0, 0)).save(out, "PNG")
    a = ada.upload("clear.png", out.getvalue(), "image/png")
    pixel = Image.open(io.BytesIO(ada.get(f"/attachments/{a['id']}/thumbnail").content)).convert("RGBA").getpixel((5, 5))
    assert pixel[3] == 0 or min(pixel[:3]) > 200


@pytest.mark.parametrize("data, media", [
    (picture("PNG")[:-100], "image/png"), (picture("JPEG")[:200], "image/jpeg"), (b"GIF89a", "image/gif"),
    (b"RIFF\xff\xff\xff\xffWEBPVP8 ", "image/webp"), (b"not a picture", "image/png"), (b"", "image/png"),
    (png_claiming(60_000, 60_000), "image/png"), (png_claiming(0, 0), "image/png"),
    (picture("GIF")[:20] + b"\xff" * 500, "image/gif")], ids=range(9))
def test_a_broken_picture_is_kept_as_a_file(server, ada, data, media):
    before = server.memory()
    a = ada.upload("broken", data, media)
    assert ada.get(f"/attachments/{a['id']}").content == data
    if not a.get("thumbnail"):
        ada.refused(404, "not-found", "GET", f"/attachments/{a['id']}/thumbnail")
    assert server.memory() - before < 200e6


def test_what_a_picture_is_shows_in_its_bytes_not_in_its_type(ada):
    a = ada.upload("liar.png", b"<html><script>alert(1)</script></html>", "image/png")
    assert "width" not in a and not a.get("thumbnail")
