import CMediaSockets
import Logging
import STUN
import Testing

@testable import MediaGateway

/// A port that somebody else has is told of, whichever protocol and address they have it on.
@Suite struct PortTests {
    private static let loopback = TransportAddress.Host.v4(0x7F00_0001)

    private func taken(_ port: UInt16, by open: (inout confab_address) -> Int32) throws -> Int32 {
        var address = TransportAddress(Self.loopback, port: port).c
        let descriptor = open(&address)
        try #require(descriptor >= 0)
        return descriptor
    }

    /// A port that was free a moment ago.
    private func freePort() throws -> UInt16 {
        var sockets = try OpenSockets(port: 0, logger: Logger(label: "test"))
        sockets.close()
        return sockets.port
    }

    @Test func aPortTakenOnOneAddressIsTaken() throws {
        let port = try freePort()
        let datagram = try taken(port) { confab_udp_open(&$0) }
        #expect(MediaProbe.failure(port: port)?.hasPrefix("UDP on 127.0.0.1 port \(port): ") == true)
        confab_close(datagram)
        let listener = try taken(port) { confab_tcp_listen(&$0) }
        #expect(MediaProbe.failure(port: port)?.hasPrefix("TCP on 127.0.0.1 port \(port): ") == true)
        #expect(throws: SocketFailure.self) {
            try MediaGateway(MediaOptions(port: port, isLocal: true), logger: Logger(label: "test"))
        }
        confab_close(listener)
        #expect(MediaProbe.failure(port: port) == nil)
    }

    @Test func bothProtocolsAreHadOnEachAddress() throws {
        var sockets = try OpenSockets(port: 0, logger: Logger(label: "test"))
        #expect(sockets.datagrams.map(\.address) == sockets.listeners.map(\.address))
        #expect(Set(sockets.datagrams.map(\.address.port)) == [sockets.port])
        sockets.close()
    }
}
