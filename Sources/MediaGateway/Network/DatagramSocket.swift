import CMediaSockets
import STUN

/// A socket of UDP on one address of this machine, which reads and writes many datagrams at a time.
///
/// What is to be sent is put into slots and leaves with `flush`, or when all slots are full; what the system does not take
/// is lost, as on any network. Confined to one thread.
final class DatagramSocket {
    /// Bytes of the longest datagram that is sent.
    static let slotSize = 1536

    let descriptor: Int32
    let local: TransportAddress
    private let slots: UnsafeMutableRawPointer
    private let departures: UnsafeMutablePointer<confab_departure>
    private var waiting = 0
    /// Datagrams that the system did not take.
    private(set) var lost = 0

    init(_ bound: OpenSockets.Bound) {
        descriptor = bound.descriptor
        local = bound.address
        slots = .allocate(byteCount: Self.slotSize * CONFAB_BATCH, alignment: 64)
        departures = .allocate(capacity: CONFAB_BATCH)
        departures.initialize(repeating: confab_departure(), count: CONFAB_BATCH)
    }

    deinit {
        confab_close(descriptor)
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

    func send(_ bytes: UnsafeRawBufferPointer, to address: confab_address) {
        guard bytes.count <= Self.slotSize else { return }
        slot.copyMemory(from: bytes)
        send(bytes.count, to: address)
    }

    func flush() {
        var start = 0
        while start < waiting {
            let sent = confab_send(descriptor, departures + start, Int32(truncatingIfNeeded: waiting &- start))
            // One address that cannot be reached must not keep the others from being sent to.
            if sent < 0 { lost &+= 1 }
            start &+= max(1, Int(sent))
        }
        waiting = 0
    }
}
