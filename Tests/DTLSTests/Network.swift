import DTLS

/// A client, a server and a network between them, in a time of their own.
struct Network {
    /// What the network does to a datagram.
    struct Weather {
        var lossPercent = 0
        var duplicatePercent = 0
        /// The longest way of a datagram; each takes a random part of it, so they overtake one another.
        var longestDelay: Duration = .zero
    }

    /// One side and what it said.
    struct Side {
        let peer: DTLSPeer
        var keys: [KeyingMaterial] = []
        var failures: [DTLSFailure] = []
        var closings = 0
        var datagrams: [[UInt8]] = []
    }

    private struct Flying {
        let at: ContinuousClock.Instant
        let toServer: Bool
        let datagram: [UInt8]
    }

    static let start = ContinuousClock.now
    var client: Side
    var server: Side
    var weather: Weather
    var random: SplitMix
    private(set) var now = Network.start
    private var flying: [Flying] = []

    init(client: DTLSPeer, server: DTLSPeer, weather: Weather = Weather(), seed: UInt64 = 0) {
        self.client = Side(peer: client)
        self.server = Side(peer: server)
        self.weather = weather
        random = SplitMix(seed: seed)
    }

    /// A pair that trusts each other.
    init(_ pair: Pair = .shared, weather: Weather = Weather(), seed: UInt64 = 0) throws {
        self.init(
            client: try DTLSPeer(pair.client, role: .client, expecting: pair.server.certificate.fingerprint, at: Self.start),
            server: try DTLSPeer(pair.server, role: .server, expecting: pair.client.certificate.fingerprint, at: Self.start),
            weather: weather, seed: seed)
    }

    var elapsed: Duration { Self.start.duration(to: now) }

    mutating func begin() { perform(client.peer.start(at: now), ofServer: false) }

    /// Lets time pass until nothing is under way and nobody waits.
    mutating func run() {
        begin()
        while step() {}
    }

    /// Does what is due next; false when there is nothing.
    mutating func step() -> Bool {
        let arrival = flying.indices.min { flying[$0].at < flying[$1].at }
        let timeouts = [client.peer.nextTimeout, server.peer.nextTimeout].compactMap { $0 }
        if let arrival, timeouts.allSatisfy({ flying[arrival].at <= $0 }) {
            let next = flying.remove(at: arrival)
            now = max(now, next.at)
            deliver(next.datagram, toServer: next.toServer)
            return true
        }
        guard let due = timeouts.min() else { return false }
        now = max(now, due)
        perform(client.peer.timeout(at: now), ofServer: false)
        perform(server.peer.timeout(at: now), ofServer: true)
        return true
    }

    mutating func deliver(_ datagram: [UInt8], toServer: Bool) {
        perform((toServer ? server.peer : client.peer).receive(datagram, at: now), ofServer: toServer)
    }

    mutating func perform(_ actions: [DTLSPeer.Action], ofServer isServer: Bool) {
        for action in actions {
            switch action {
            case .send(let datagram):
                note(isServer) { $0.datagrams.append(datagram) }
                launch(datagram, toServer: !isServer)
            case .connected(let keys): note(isServer) { $0.keys.append(keys) }
            case .closed: note(isServer) { $0.closings += 1 }
            case .failed(let failure): note(isServer) { $0.failures.append(failure) }
            }
        }
    }

    private mutating func note(_ isServer: Bool, _ change: (inout Side) -> Void) {
        if isServer { change(&server) } else { change(&client) }
    }

    private mutating func launch(_ datagram: [UInt8], toServer: Bool) {
        let copies = chance(weather.duplicatePercent) ? 2 : 1
        for _ in 0..<copies where !chance(weather.lossPercent) {
            let delay = weather.longestDelay * Int.random(in: 0...100, using: &random) / 100
            flying.append(Flying(at: now + delay, toServer: toServer, datagram: datagram))
        }
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
