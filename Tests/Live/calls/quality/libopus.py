"""libopus, straight from the system's library: mono, 48 kHz, frames of 20 ms as a browser makes them."""

import ctypes
import ctypes.util

import numpy

RATE = 48_000
FRAME = 960

_library = ctypes.CDLL(ctypes.util.find_library("opus") or "libopus.so.0")
_library.opus_encoder_create.restype = ctypes.c_void_p
_library.opus_decoder_create.restype = ctypes.c_void_p
_FLOATS = ctypes.POINTER(ctypes.c_float)

_VOIP = 2048
_SETTINGS = {"bitrate": 4002, "complexity": 4010, "fec": 4012, "loss": 4014}


class Encoder:
    """An encoder of voice. `loss` is what the network is thought to lose, in percent: each packet repairs the one before."""

    def __init__(self, bitrate=32_000, complexity=9, loss=0):
        error = ctypes.c_int()
        self.state = ctypes.c_void_p(_library.opus_encoder_create(RATE, 1, _VOIP, ctypes.byref(error)))
        assert error.value == 0, error.value
        for name, value in {"bitrate": bitrate, "complexity": complexity, "fec": int(loss > 0), "loss": loss}.items():
            assert _library.opus_encoder_ctl(self.state, _SETTINGS[name], ctypes.c_int(value)) == 0, name

    def encode(self, samples):
        samples = numpy.ascontiguousarray(samples, numpy.float32)
        packet = ctypes.create_string_buffer(1500)
        count = _library.opus_encode_float(self.state, samples.ctypes.data_as(_FLOATS), FRAME, packet, 1500)
        assert count > 0, count
        return packet.raw[:count]

    def __del__(self):
        _library.opus_encoder_destroy(self.state)


class Decoder:
    def __init__(self):
        error = ctypes.c_int()
        self.state = ctypes.c_void_p(_library.opus_decoder_create(RATE, 1, ctypes.byref(error)))
        assert error.value == 0, error.value

    def decode(self, packet):
        return self._run(packet, 5760, 0)

    def repair(self, following):
        """The 20 ms before a packet, from what it says about them."""
        return self._run(following, FRAME, 1)

    def conceal(self):
        """20 ms made up."""
        return self._run(None, FRAME, 0)

    def _run(self, packet, room, repairing):
        samples = numpy.empty(room, numpy.float32)
        count = _library.opus_decode_float(
            self.state, packet, len(packet or b""), samples.ctypes.data_as(_FLOATS), room, repairing)
        assert count > 0, count
        return samples[:count]

    def __del__(self):
        _library.opus_decoder_destroy(self.state)


def duration(packet):
    """Samples of a packet (RFC 6716 §3.1)."""
    return _library.opus_packet_get_nb_samples(packet, len(packet), RATE)


def encoded(samples, **settings):
    """All packets of a sound."""
    encoder = Encoder(**settings)
    return [encoder.encode(samples[at:at + FRAME]) for at in range(0, len(samples) - FRAME + 1, FRAME)]
