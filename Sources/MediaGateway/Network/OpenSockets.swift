import CMediaSockets
import Logging
import STUN

/// The sockets of a media server, opened before its thread starts, so that a port which is taken is told at once.
struct OpenSockets: Sendable {
    struct Bound: Sendable {
        let descriptor: Int32
        let address: TransportAddress
    }

    private(set) var datagrams: [Bound] = []
    private(set) var listeners: [Bound] = []
    private(set) var port: UInt16

    /// One of each kind on every address of this machine, all on one port.
    init(port: UInt16, logger: Logger) throws {
        self.port = port
        let addresses = TransportAddress.ofThisMachine(port: port)
        var failure = SocketFailure(what: "no address", code: 0)
        for address in addresses {
            var local = TransportAddress(address.host, port: self.port).c
            let datagram = confab_udp_open(&local)
            guard datagram >= 0 else {
                failure = SocketFailure(what: "UDP on \(address.host.text) port \(self.port)", code: -datagram)
                logger.warning("an address is not used for calls", metadata: ["why": "\(failure)"])
                continue
            }
            self.port = local.port
            datagrams.append(Bound(descriptor: datagram, address: TransportAddress(local)))
            let listener = confab_tcp_listen(&local)
            if listener >= 0 { listeners.append(Bound(descriptor: listener, address: TransportAddress(local))) }
        }
        if datagrams.isEmpty { throw failure }
    }
}
