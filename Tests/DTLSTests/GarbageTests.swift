import DTLS
import Testing

@Suite struct GarbageTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `What is no record is dropped before, during and after a handshake`(_ seed: UInt64) throws {
        var network = try Network(seed: seed), random = SplitMix(seed: seed)
        func litter(_ network: inout Network) {
            for _ in 0..<20 {
                var noise = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: .min ... .max, using: &random)
                }
                if !noise.isEmpty { noise[0] = [0, 1, 19, 24, 63, 128, 255].randomElement(using: &random)! }
                network.deliver(noise, toServer: Bool.random(using: &random))
            }
        }
        litter(&network)
        network.begin()
        litter(&network)
        while network.step() { litter(&network) }
        #expect(network.server.keys.count == 1 && network.client.keys == network.server.keys)
        let said = (network.client.datagrams + network.server.datagrams).count
        litter(&network)
        #expect((network.client.datagrams + network.server.datagrams).count == said)
        #expect(network.client.peer.isConnected && network.server.peer.isConnected)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `Records with changed bytes never end in keys that differ`(_ seed: UInt64) throws {
        var network = try Network(seed: seed), random = SplitMix(seed: seed)
        network.begin()
        for _ in 0..<40 {
            if let victim = (network.client.datagrams + network.server.datagrams).randomElement(using: &random) {
                var bytes = victim
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
                }
                network.deliver(bytes, toServer: Bool.random(using: &random))
            }
            if !network.step() { break }
        }
        if let client = network.client.keys.first, let server = network.server.keys.first { #expect(client == server) }
        #expect(network.client.keys.count <= 1 && network.server.keys.count <= 1)
        #expect(network.client.failures.count <= 1 && network.server.failures.count <= 1)
    }

    @Test func `After the handshake changed records do no harm`() throws {
        var network = try Network(), random = SplitMix(seed: 7)
        network.run()
        for datagram in (network.client.datagrams + network.server.datagrams) {
            for place in datagram.indices {
                var bytes = datagram
                bytes[place] ^= UInt8.random(in: 1...255, using: &random)
                network.deliver(bytes, toServer: place % 2 == 0)
            }
        }
        #expect(network.client.peer.isConnected && network.server.peer.isConnected)
        #expect(network.client.failures.isEmpty && network.server.failures.isEmpty)
    }

    @Test func `A datagram too large is dropped`() throws {
        let network = try Network()
        guard case .send(let hello)? = network.client.peer.start(at: Network.start).first else { throw Missing() }
        let large = hello + [UInt8](repeating: 0, count: DTLSPeer.maximumDatagram + 1 - hello.count)
        #expect(network.server.peer.receive(large, at: Network.start).isEmpty)
        #expect(!network.server.peer.receive(hello, at: Network.start).isEmpty)
    }

    @Test func `More datagrams than a handshake needs end it`() throws {
        let network = try Network()
        guard case .send(let hello)? = network.client.peer.start(at: Network.start).first else { throw Missing() }
        var actions: [DTLSPeer.Action] = []
        for _ in 0..<300 { actions += network.server.peer.receive(hello, at: Network.start) }
        #expect(actions.last == .failed(.tooManyDatagrams))
        #expect(network.server.peer.nextTimeout == nil)
        // A hello said again is no reason to answer at once.
        #expect(actions.count <= 3)
    }

    @Test func `Encrypted records that no key opens yet are not kept without end`() throws {
        let network = try Network()
        guard case .send(let hello)? = network.client.peer.start(at: Network.start).first else { throw Missing() }
        _ = network.server.peer.receive(hello, at: Network.start)
        let actions = (0..<100 as Range<UInt8>).map { number in
            network.server.peer.receive([22, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, number, 0, 3, 1, 2, 3], at: Network.start)
        }
        #expect(actions[0..<16].allSatisfy { $0.isEmpty })
        #expect(actions[16] == [.failed(.tooManyDatagrams)])
    }

    struct Missing: Error {}
}
