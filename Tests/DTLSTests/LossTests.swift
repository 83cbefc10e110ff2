import DTLS
import Testing

@Suite struct LossTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `Loss, duplicates and overtaking only take time`(_ seed: UInt64) throws {
        let weather = Network.Weather(lossPercent: 30, duplicatePercent: 20, longestDelay: .milliseconds(150))
        var network = try Network(weather: weather, seed: seed)
        network.run()
        #expect(network.server.keys.count == 1 && network.client.keys == network.server.keys)
        #expect(network.elapsed < DTLSPeer.patience)
    }

    @Test func `A client whose hello is lost says it again after 200, 400, 800 ms`() throws {
        var network = try Network(weather: .init(lossPercent: 100))
        network.begin()
        var said: [Duration] = []
        while network.step(), said.count < 6 {
            if network.client.datagrams.count > said.count + 1 { said.append(network.elapsed) }
        }
        #expect(said == [200, 600, 1400, 3000, 6000, 9000].map { .milliseconds($0) })
    }

    @Test func `What is said again has new sequence numbers`() throws {
        var network = try Network(weather: .init(lossPercent: 100))
        network.begin()
        for _ in 0..<5 { _ = network.step() }
        let records = network.client.datagrams.map { Array($0.prefix(11)) }
        #expect(records.count > 3 && Set(records).count == records.count)
        // Apart from the number they are the same.
        #expect(Set(network.client.datagrams.map { Array($0.dropFirst(11)) }).count == 1)
    }

    @Test func `A peer that never answers is given up`() throws {
        var network = try Network(weather: .init(lossPercent: 100))
        network.run()
        #expect(network.client.failures == [.timedOut] && network.server.failures == [.timedOut])
        #expect(network.elapsed == DTLSPeer.patience)
    }

    @Test func `A server that has ended says its last flight again, but not for ever`() throws {
        var network = try Network()
        network.run()
        let repeated = try #require(network.client.datagrams.dropFirst().first), before = network.server.datagrams.count
        for _ in 0..<100 { network.deliver(repeated, toServer: true) }
        #expect(network.server.datagrams.count > before && network.server.datagrams.count <= before + 12)
        #expect(network.server.failures.isEmpty && network.server.peer.isConnected)
    }

    @Test func `A timeout that is not due does nothing`() throws {
        let network = try Network()
        let actions = network.client.peer.start(at: Network.start)
        #expect(actions.count == 1)
        #expect(network.client.peer.timeout(at: Network.start + .milliseconds(199)).isEmpty)
        #expect(network.client.peer.timeout(at: Network.start + .milliseconds(200)) != [])
        #expect(network.server.peer.timeout(at: Network.start + .seconds(29)).isEmpty)
    }
}
