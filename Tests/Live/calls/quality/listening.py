"""A receiver as a browser has one, after the fact: packets with their times of arrival become sound."""

from dataclasses import dataclass

import numpy

from libopus import FRAME, RATE, Decoder, duration

#: Seconds that sound is held back against the network's delays.
PATIENCE = 0.12
#: Frames made up in a row before it is silence.
MADE_UP = 6


@dataclass(frozen=True)
class Arrival:
    at: float
    sequence: int
    timestamp: int
    payload: bytes


@dataclass
class Heard:
    """The sound from `began` on (seconds by the listener's clock), and how many frames it is made of."""

    sound: numpy.ndarray
    began: float
    decoded: int = 0
    repaired: int = 0
    concealed: int = 0


def heard(arrivals, patience=PATIENCE):
    """What one hears of packets; those that come too late are as good as lost."""
    packets = _unwrapped(arrivals)
    transit = min(packet.at - packet.timestamp / RATE for packet in packets.values())
    timely = {
        number: packet for number, packet in packets.items()
        if packet.at - packet.timestamp / RATE <= transit + patience}
    return _played(timely, transit)


def _unwrapped(arrivals):
    """The first copy of each packet by its sequence number, both numbers without wrap."""
    packets, last = {}, None
    for arrival in arrivals:
        if last is None:
            number, time = arrival.sequence, arrival.timestamp
        else:
            number = last[0] + _step(arrival.sequence - last[0], 16)
            time = last[1] + _step(arrival.timestamp - last[1], 32)
        last = number, time
        packets.setdefault(number, Arrival(arrival.at, number, time, arrival.payload))
    return packets


def _step(difference, bits):
    """A difference modulo 2^bits as the nearest number."""
    half = 1 << bits - 1
    return (difference + half) % (1 << bits) - half


def _played(packets, transit):
    first, last = min(packets), max(packets)
    origin = packets[first].timestamp
    end = packets[last].timestamp + duration(packets[last].payload)
    result = Heard(numpy.zeros(end - origin, numpy.float32), transit + origin / RATE)
    decoder, position, missing = Decoder(), origin, 0
    for number in range(first, last + 1):
        packet = packets.get(number)
        if packet is None:
            missing += 1
            continue
        gap = packet.timestamp - position
        if missing and gap > 0:
            position = _bridge(decoder, result, position, origin, packet, gap)
        samples = decoder.decode(packet.payload)
        at = packet.timestamp - origin
        result.sound[at:at + len(samples)] = samples
        result.decoded += 1
        position, missing = packet.timestamp + len(samples), 0
    return result


def _bridge(decoder, result, position, origin, packet, gap):
    """Fills what was lost before a packet, the last frame of it with what the packet repeats."""
    frames = min(gap // FRAME, MADE_UP)
    for index in range(frames):
        if index == frames - 1 and gap // FRAME <= MADE_UP and _repeats(packet.payload):
            samples = decoder.repair(packet.payload)
            result.repaired += 1
        else:
            samples = decoder.conceal()
            result.concealed += 1
        result.sound[position - origin:position - origin + FRAME] = samples
        position += FRAME
    return position


def _repeats(payload):
    """Whether a SILK or hybrid packet of 20 ms carries the frame before it (RFC 6716 §4.2.4)."""
    return len(payload) > 2 and payload[0] & 0x83 == 0 and bool(payload[1] & 0x40)
