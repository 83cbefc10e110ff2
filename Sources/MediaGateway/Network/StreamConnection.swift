import CMediaSockets
import STUN

/// One connection of TCP with packets in frames (RFC 4571), for networks that let no UDP through.
///
/// A peer that does not read loses packets instead of holding them up. Confined to one thread.
final class StreamConnection {
    /// Bytes that may wait for a slow peer; packets beyond are dropped.
    static let waitingBytes = 65_536

    let descriptor: Int32
    let path: FiveTuple
    /// When something authentic was last heard.
    var heardAt: ContinuousClock.Instant
    private var frames = PacketFrames(limit: ArrivalBatch.slotSize)
    private var waiting: [UInt8] = []
    /// Whether the system does not take more for now.
    private var isBlocked = false
    /// Told whenever that changes.
    var onBlocked: (Bool) -> Void = { _ in }

    init(_ descriptor: Int32, _ path: FiveTuple, at now: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.path = path
        heardAt = now
    }

    private var isClosed = false

    deinit { close() }

    /// Gives the descriptor back, though somebody may still hold this; what is sent afterwards is dropped.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        confab_close(descriptor)
    }

    /// Hands on what has come; false when the connection is over.
    func receive(_ buffer: UnsafeMutableRawBufferPointer, _ emit: (UnsafeRawBufferPointer) -> Void) -> Bool {
        let got = confab_read(descriptor, buffer.baseAddress, buffer.count)
        if got == -Int(EAGAIN_VALUE) { return true }
        guard got > 0 else { return false }
        do throws(PacketFrames.Failure) {
            try frames.receive(UnsafeRawBufferPointer(rebasing: buffer[..<got]), emit)
            return true
        } catch { return false }
    }

    func send(_ packet: UnsafeRawBufferPointer) {
        guard !isClosed, waiting.count + packet.count + PacketFrames.head <= Self.waitingBytes else { return }
        withUnsafeTemporaryAllocation(byteCount: PacketFrames.head, alignment: 2) {
            guard PacketFrames.writeHead(ofPacket: packet.count, to: $0) else { return }
            waiting += $0
            waiting += packet
        }
        if !isBlocked { flush() }
    }

    func flush() {
        guard !isClosed else { return }
        let sent = waiting.withUnsafeBytes { confab_write(descriptor, $0.baseAddress, $0.count) }
        if sent > 0 { waiting.removeFirst(sent) }
        guard isBlocked == waiting.isEmpty else { return }
        isBlocked = !waiting.isEmpty
        onBlocked(isBlocked)
    }
}

/// EAGAIN of Linux.
private let EAGAIN_VALUE: Int32 = 11
