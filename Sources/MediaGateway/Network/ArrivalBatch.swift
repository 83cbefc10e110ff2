import CMediaSockets

/// Memory for the datagrams that are read at once.
final class ArrivalBatch {
    /// Bytes of the longest datagram that is taken; longer ones are dropped.
    static let slotSize = 2048

    let slots: UnsafeMutableRawPointer
    let arrivals: UnsafeMutablePointer<confab_arrival>

    init() {
        slots = .allocate(byteCount: Self.slotSize * CONFAB_BATCH, alignment: 64)
        arrivals = .allocate(capacity: CONFAB_BATCH)
        arrivals.initialize(repeating: confab_arrival(), count: CONFAB_BATCH)
    }

    deinit {
        slots.deallocate()
        arrivals.deallocate()
    }

    /// Reads what has come; the number of datagrams.
    func receive(_ descriptor: Int32) -> Int {
        Int(max(0, confab_receive(descriptor, slots, Self.slotSize, arrivals)))
    }

    @inline(__always)
    func bytes(_ index: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: slots + index &* Self.slotSize, count: Int(arrivals[index].count))
    }
}
