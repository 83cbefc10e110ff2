/// The DTLS datagrams that came before their path was proven by ICE: a first flight, and no more.
///
/// A post-quantum ClientHello takes two datagrams and may overtake the answer that makes its path known.
/// The owner hands them to the peer once the path is proven; nothing is answered before.
package struct EarlyDatagrams: Sendable {
    package static let maximumCount = 4

    private var datagrams: [[UInt8]] = []

    package init() {}

    /// Keeps a datagram, unless it is too large or enough are kept.
    package mutating func keep(_ datagram: [UInt8]) {
        guard datagram.count <= DTLSPeer.maximumDatagram, datagrams.count < Self.maximumCount else { return }
        datagrams.append(datagram)
    }

    /// Hands out what was kept, in its order, and forgets it.
    package mutating func takeAll() -> [[UInt8]] {
        defer { datagrams = [] }
        return datagrams
    }
}
