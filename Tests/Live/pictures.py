"""Pictures made for the tests."""

import io
import struct

from PIL import Image


def picture(kind, size=(640, 400), color=(200, 40, 40), **options):
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind, **options)
    return out.getvalue()


def halves(size=(60, 40)):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, size[0], size[1]))
    return image


def turned(orientation, size=(600, 400)):
    """A JPEG whose EXIF says how it is to be turned."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    halves(size).save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


def png_claiming(width, height):
    """A PNG whose header promises far more than there is."""
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
