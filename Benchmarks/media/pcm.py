"""What a participant heard: packets that `rtpload` dumped, decoded."""

import ctypes
import struct
from dataclasses import dataclass

import numpy

RATE, FRAME = 48000, 960
#: Samples of one step of an envelope, and of the window that it is taken over.
HOP, WINDOW = 24, 240
#: Steps within which a burst comes to its height: 20 ms.
RISE = 40
library = ctypes.CDLL("libopus.so.0")
library.opus_decoder_create.restype = ctypes.c_void_p


class Decoder:
    def __init__(self):
        self.state = ctypes.c_void_p(library.opus_decoder_create(RATE, 1, ctypes.byref(ctypes.c_int())))

    def decode(self, packet):
        """`None`: conceals one that was lost."""
        out = (ctypes.c_int16 * 5760)()
        n = library.opus_decode(self.state, packet, len(packet or b""), out, 5760 if packet else FRAME, 0)
        if n < 0:
            raise ValueError(f"opus_decode: {n}")
        return numpy.frombuffer(out, dtype=numpy.int16, count=n).copy()


@dataclass
class Packet:
    #: Nanoseconds of the wall clock.
    at: int
    sequence: int
    stamp: int
    payload: bytes


def frames(path):
    """The packets of a loop."""
    text, at, found = path.read_bytes(), 0, []
    while at < len(text):
        count = text[at] | text[at + 1] << 8
        found.append(text[at + 3:at + 3 + count])
        at += 3 + count
    return found


def dumped(path):
    text, at, found = path.read_bytes(), 0, []
    while at + 10 <= len(text):
        when, count = struct.unpack_from("<QH", text, at)
        packet = text[at + 10:at + 10 + count]
        at += 10 + count
        head = 12 + 4 * (packet[0] & 15)
        if packet[0] & 0x10:
            head += 4 + 4 * struct.unpack_from(">H", packet, head + 2)[0]
        end = len(packet) - (packet[-1] if packet[0] & 0x20 else 0)
        found.append(Packet(when, *struct.unpack_from(">HI", packet, 2), packet[head:end]))
    return found


@dataclass
class Heard:
    samples: numpy.ndarray
    #: For each packet: its first sample, and when it came.
    starts: numpy.ndarray
    times: numpy.ndarray


def heard(packets):
    """Lost packets are concealed; where the server sent nothing, there is silence."""
    decoder, parts, starts, times, count, last = Decoder(), [], [], [], 0, None
    for packet in packets:
        pieces = []
        if last:
            missing = (packet.sequence - last.sequence & 0xffff) - 1
            if missing < 0 or missing > 1000:
                continue
            pieces = [decoder.decode(None) for _ in range(missing)]
            quiet = (packet.stamp - last.stamp & 0xffffffff) - (missing + 1) * FRAME
            if 0 < quiet < 60 * RATE:
                pieces.append(numpy.zeros(quiet, dtype=numpy.int16))
        for piece in pieces:
            parts.append(piece)
            count += len(piece)
        starts.append(count)
        times.append(packet.at)
        parts.append(decoder.decode(packet.payload))
        count += len(parts[-1])
        last = packet
    return Heard(numpy.concatenate(parts), numpy.array(starts), numpy.array(times))


def levels(samples, hz, step=480):
    """The amplitude of a tone in each 10 ms."""
    turned = samples.astype(float) * numpy.exp(-2j * numpy.pi * hz * numpy.arange(len(samples)) / RATE)
    return numpy.abs(turned[:len(turned) // step * step].reshape(-1, step).mean(1)) * 2


def onsets(samples, hz, least):
    """Where a tone begins that rises to `least` or more, at most once in 300 ms: where it has half of the height it comes to.

    Fractions of samples. Independent of what gain a server gives it.
    """
    turned = samples * numpy.exp(-2j * numpy.pi * hz * numpy.arange(len(samples)) / RATE)
    sums = numpy.concatenate([[0], numpy.cumsum(turned)])
    at = numpy.arange(0, len(samples) - WINDOW, HOP)
    envelope, middle = numpy.abs(sums[at + WINDOW] - sums[at]) / WINDOW * 2, at + WINDOW // 2
    above, found = envelope > least, []
    for j in numpy.flatnonzero(above[1:] & ~above[:-1]) + 1:
        half = envelope[j:j + RISE].max() / 2
        below = numpy.flatnonzero(envelope[max(0, j - RISE):j + RISE] < half)
        k = max(0, j - RISE) + last_before(below, numpy.argmax(envelope[max(0, j - RISE):j + RISE]))
        start = middle[k] + (half - envelope[k]) / (envelope[k + 1] - envelope[k]) * HOP
        if not found or start - found[-1] > 14400:
            found.append(start)
    return found


def last_before(below, peak):
    """The last step before the peak that is still below."""
    before = below[below < peak]
    return before[-1] if len(before) else 0
