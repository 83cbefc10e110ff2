extension JitterBuffer {
    /// Takes a packet in.
    @discardableResult
    package mutating func receive(_ packet: Packet, _ payload: UnsafeRawBufferPointer, at now: Int64) -> Arrival {
        counts.received &+= 1
        guard (1...Self.maxPayload).contains(payload.count), (1...OpusPacket.maxSamples).contains(packet.duration) else {
            return refuse()
        }
        switch arrivals.read(packet, at: now) {
        case .doubtful: return refuse()
        case .restart(let sequence, let timestamp):
            restart(at: sequence)
            keep(packet, payload, sequence, timestamp)
            arrivals.observe(timestamp: timestamp, wasMissed: false, at: now)
            counts.restarted &+= 1
            return .restarted
        case .known(let sequence, let timestamp):
            guard slots[Self.index(sequence)].sequence != sequence else {
                counts.duplicate &+= 1
                return .duplicate
            }
            arrivals.observe(timestamp: timestamp, wasMissed: isMissed(sequence), at: now)
            return take(packet, payload, sequence, timestamp)
        }
    }

    private mutating func take(
        _ packet: Packet, _ payload: UnsafeRawBufferPointer, _ sequence: Int64, _ timestamp: Int64
    ) -> Arrival {
        guard sequence >= nextSequence else {
            counts.late &+= 1
            return .late
        }
        if sequence &- nextSequence >= Int64(Self.slotCount) { discard(before: sequence &- Int64(Self.slotCount) &+ 1) }
        keep(packet, payload, sequence, timestamp)
        return .kept
    }

    private mutating func refuse() -> Arrival {
        counts.refused &+= 1
        return .refused
    }

    /// Whether sound was made up in the place of a packet that now comes.
    private func isMissed(_ sequence: Int64) -> Bool {
        guard case .playing(_, let missed, _) = state else { return false }
        return sequence < nextSequence || (sequence == nextSequence && missed > 0)
    }

    private mutating func restart(at sequence: Int64) {
        for index in slots.indices {
            slots[index].sequence = -1
            slots[index].isHeld = false
        }
        state = .waiting
        isDiscontinuous = false
        // Packets that were overtaken by the first may still be played.
        nextSequence = sequence &- 8
        highest = sequence
    }

    private mutating func keep(
        _ packet: Packet, _ payload: UnsafeRawBufferPointer, _ sequence: Int64, _ timestamp: Int64
    ) {
        let index = Self.index(sequence)
        slots[index].sequence = sequence
        slots[index].isHeld = true
        slots[index].timestamp = timestamp
        slots[index].duration = Int64(packet.duration)
        slots[index].bytes.removeAll(keepingCapacity: true)
        slots[index].bytes.append(contentsOf: payload)
        highest = max(highest, sequence)
    }

    private mutating func discard(before sequence: Int64) {
        for index in slots.indices where slots[index].isHeld && slots[index].sequence < sequence {
            slots[index].isHeld = false
            counts.discarded &+= 1
        }
        nextSequence = max(nextSequence, sequence)
    }

    static func index(_ sequence: Int64) -> Int { Int(truncatingIfNeeded: sequence & Int64(slotCount - 1)) }
}
