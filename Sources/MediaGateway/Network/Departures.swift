import CMediaSockets

/// Datagrams that are about to leave by one socket, many in one call of the system.
///
/// They are written into slots and leave with `flush`, or when all slots are full; what the system does not take is lost, as
/// on any network. Confined to one thread at a time; several may share a socket.
final class Departures {
    /// Bytes of the longest datagram that is sent.
    static let slotSize = 1536

    private let descriptor: Int32
    private let slots: UnsafeMutableRawPointer
    private let departures: UnsafeMutablePointer<confab_departure>
    private var waiting = 0

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        slots = .allocate(byteCount: Self.slotSize * CONFAB_BATCH, alignment: 64)
        departures = .allocate(capacity: CONFAB_BATCH)
        departures.initialize(repeating: confab_departure(), count: CONFAB_BATCH)
    }

    deinit {
        slots.deallocate()
        departures.deallocate()
    }

    /// A place for the next datagram; what is written there counts once `send` says how long it is.
    @inline(__always)
    var slot: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: slots + waiting &* Self.slotSize, count: Self.slotSize)
    }

    /// Sends what was written into `slot`.
    @inline(__always)
    func send(_ count: Int, to address: confab_address) {
        departures[waiting] = confab_departure(
            bytes: slots + waiting &* Self.slotSize, count: UInt32(truncatingIfNeeded: count), to: address)
        waiting &+= 1
        if waiting == CONFAB_BATCH { flush() }
    }

    func flush() {
        var start = 0
        while start < waiting {
            let sent = confab_send(descriptor, departures + start, Int32(truncatingIfNeeded: waiting &- start))
            // One address that cannot be reached must not keep the others from being sent to.
            start &+= max(1, Int(sent))
        }
        waiting = 0
    }
}
