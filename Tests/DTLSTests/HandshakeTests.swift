import DTLS
import Testing

@Suite struct HandshakeTests {
    @Test func `Both sides have the same keys, and each direction its own`() throws {
        var network = try Network()
        network.run()
        #expect(network.client.keys.count == 1 && network.client.keys == network.server.keys)
        let keys = try #require(network.server.keys.first)
        #expect(keys.profile == .aes256GCM)
        #expect(keys.client != keys.server && keys.client.key != keys.server.key && keys.client.salt != keys.server.salt)
        #expect(network.client.failures.isEmpty && network.server.failures.isEmpty)
        #expect(network.client.peer.isConnected && network.server.peer.isConnected)
        #expect(network.elapsed == .zero)
    }

    @Test func `Two handshakes have different keys`() throws {
        var one = try Network(), other = try Network()
        one.run()
        other.run()
        #expect(one.server.keys != other.server.keys)
    }

    @Test(arguments: ProtectionProfile.allCases)
    func `A profile that one side alone has is not chosen`(_ profile: ProtectionProfile) throws {
        var network = try Network(Pair(client: [profile]))
        network.run()
        let keys = try #require(network.server.keys.first)
        #expect(keys.profile == profile && network.client.keys == [keys])
        for master in [keys.client, keys.server] {
            #expect(master.key.count == profile.keyLength && master.salt.count == profile.saltLength)
        }
    }

    @Test func `The server's preference decides`() throws {
        var network = try Network(Pair(client: [.aes256GCM, .aes128CounterSHA1], server: [.aes128CounterSHA1, .aes256GCM]))
        network.run()
        #expect(network.server.keys.first?.profile == .aes128CounterSHA1)
        #expect(network.client.keys == network.server.keys)
    }

    @Test func `Without a common profile nobody is connected`() throws {
        var network = try Network(Pair(client: [.aes128GCM], server: [.aes256GCM]))
        network.run()
        #expect(network.client.keys.isEmpty && network.server.keys.isEmpty)
        #expect(network.server.failures == [.noCommonProfile])
        #expect(network.client.failures.count == 1)
        #expect(network.client.peer.nextTimeout == nil && network.server.peer.nextTimeout == nil)
    }

    @Test func `A client whose certificate is not the promised one is refused`() throws {
        let pair = Pair.shared, other = try DTLSCertificate(at: Pair.today)
        var network = Network(
            client: try DTLSPeer(pair.client, role: .client, expecting: pair.server.certificate.fingerprint, at: Network.start),
            server: try DTLSPeer(pair.server, role: .server, expecting: other.fingerprint, at: Network.start))
        network.run()
        #expect(network.server.failures == [.wrongCertificate] && network.server.keys.isEmpty)
        // bad_certificate (RFC 5246 §7.2.2)
        #expect(network.client.failures == [.alert(42)] && network.client.keys.isEmpty)
    }

    @Test func `A server whose certificate is not the promised one is refused`() throws {
        let pair = Pair.shared, other = try DTLSCertificate(at: Pair.today)
        var network = Network(
            client: try DTLSPeer(pair.client, role: .client, expecting: other.fingerprint, at: Network.start),
            server: try DTLSPeer(pair.server, role: .server, expecting: pair.client.certificate.fingerprint, at: Network.start))
        network.run()
        #expect(network.client.failures == [.wrongCertificate] && network.client.keys.isEmpty)
        #expect(network.server.failures == [.alert(42)] && network.server.keys.isEmpty)
    }

    @Test func `No datagram is larger than the path takes`() throws {
        var network = try Network()
        network.run()
        let sizes = (network.client.datagrams + network.server.datagrams).map(\.count)
        #expect(sizes.allSatisfy { $0 <= DTLSPeer.mtu } && !sizes.isEmpty)
    }

    @Test func `A renewed context leaves old connections alone`() throws {
        var pair: Pair? = try Pair()
        var network = try Network(#require(pair))
        network.begin()
        pair = nil
        while network.step() {}
        #expect(network.client.keys == network.server.keys && network.server.keys.count == 1)
    }
}
