/// The way between a peer and this server: protocol, our address and theirs.
///
/// A connection of TCP is one five-tuple, for as long as it lasts.
package struct FiveTuple: Hashable, Sendable {
    package enum Transport: Hashable, Sendable { case udp, tcp }

    package let transport: Transport
    package let local: TransportAddress
    package let remote: TransportAddress

    package init(_ transport: Transport, local: TransportAddress, remote: TransportAddress) {
        self.transport = transport
        self.local = local
        self.remote = remote
    }
}
