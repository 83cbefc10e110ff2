/// How the media server is reached.
package struct MediaOptions: Sendable {
    /// Of UDP and of TCP; 0 for any that is free.
    package var port: UInt16
    /// The addresses to tell clients, as text; empty for those of this machine.
    package var addresses: [String]
    /// Whether clients may be on this machine only, so that its own address is told first.
    package var isLocal: Bool

    package init(port: UInt16 = 3478, addresses: [String] = [], isLocal: Bool = false) {
        self.port = port
        self.addresses = addresses
        self.isLocal = isLocal
    }
}
