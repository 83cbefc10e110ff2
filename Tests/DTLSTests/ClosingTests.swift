import DTLS
import Testing

@Suite struct ClosingTests {
    @Test(arguments: [false, true])
    func `A close is heard and answered`(_ byServer: Bool) throws {
        var network = try Network()
        network.run()
        network.perform((byServer ? network.server : network.client).peer.close(), ofServer: byServer)
        while network.step() {}
        #expect((byServer ? network.client : network.server).closings == 1)
        #expect((byServer ? network.server : network.client).closings == 0)
        #expect(!network.client.peer.isConnected && !network.server.peer.isConnected)
        #expect(network.client.failures.isEmpty && network.server.failures.isEmpty)
    }

    @Test func `Nothing follows a close`() throws {
        var network = try Network()
        network.run()
        let peer = network.server.peer
        #expect(peer.close().count == 1)
        #expect(peer.close().isEmpty && peer.nextTimeout == nil)
        #expect(peer.timeout(at: network.now + .seconds(60)).isEmpty)
        for datagram in network.client.datagrams { #expect(peer.receive(datagram, at: network.now).isEmpty) }
    }

    @Test func `A close before the handshake says nothing`() throws {
        let network = try Network()
        #expect(network.server.peer.close().isEmpty && network.server.peer.nextTimeout == nil)
    }
}
