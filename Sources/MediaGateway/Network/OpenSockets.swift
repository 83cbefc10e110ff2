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

    /// How often a port that is free everywhere is looked for.
    private static let attempts = 16

    /// One of each kind on every address of this machine, all on one port.
    ///
    /// - Parameter port: 0 for any that is free.
    /// - Throws: `SocketFailure` when the port is taken, on whatever address, or when no address can be used.
    init(port: UInt16, logger: Logger) throws {
        self.port = port
        for left in (0..<(port == 0 ? Self.attempts : 1)).reversed() {
            do {
                try openAll(logger)
                return
            } catch let failure as SocketFailure {
                close()
                self.port = port
                guard failure.isTaken, left > 0 else { throw failure }
            }
        }
    }

    private mutating func openAll(_ logger: Logger) throws {
        var last = SocketFailure(what: "no address", code: 0)
        for address in TransportAddress.ofThisMachine(port: port) {
            do { try open(address.host) } catch let failure as SocketFailure where !failure.isTaken {
                logger.warning("an address is not used for calls", metadata: ["why": "\(failure)"])
                last = failure
            }
        }
        if datagrams.isEmpty { throw last }
    }

    private mutating func open(_ host: TransportAddress.Host) throws {
        var local = TransportAddress(host, port: port).c
        let datagram = confab_udp_open(&local)
        guard datagram >= 0 else { throw SocketFailure(what: "UDP on \(host.text) port \(port)", code: -datagram) }
        port = local.port
        datagrams.append(Bound(descriptor: datagram, address: TransportAddress(local)))
        let listener = confab_tcp_listen(&local)
        guard listener >= 0 else { throw SocketFailure(what: "TCP on \(host.text) port \(port)", code: -listener) }
        listeners.append(Bound(descriptor: listener, address: TransportAddress(local)))
    }

    /// Gives all back.
    mutating func close() {
        for bound in datagrams + listeners { confab_close(bound.descriptor) }
        (datagrams, listeners) = ([], [])
    }
}
