import DTLS

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzDTLS_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

/// The first byte chooses how far a handshake is when the rest of the input comes, cut into datagrams.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let choices = input.first else { return 0 }
    checkFingerprint(input)
    var lab = Lab()
    let before = Int(choices & 7)
    lab.begin()
    for _ in 0..<before { lab.exchange() }
    for piece in cut(Array(input.dropFirst())) {
        lab.deliver(choices & 32 == 0 ? piece : lab.damaged(by: piece, toServer: choices & 8 == 0), toServer: choices & 8 == 0)
        if choices & 16 != 0 { lab.exchange() }
    }
    lab.finish()
    return 0
}

func require(_ condition: Bool, _ words: String) { if !condition { fatalError(words) } }

/// Datagrams, each behind two bytes of length.
func cut(_ input: [UInt8]) -> [[UInt8]] {
    var output: [[UInt8]] = [], place = 0
    while place + 2 < input.count, output.count < 32 {
        let length = Int(input[place]) << 8 | Int(input[place + 1])
        let end = min(place + 2 + length, input.count)
        output.append(Array(input[place + 2..<end]))
        place = end
    }
    return output
}

let certificates = (try! DTLSCertificate(at: 1_795_219_200), try! DTLSCertificate(at: 1_795_219_200))
let contexts = (try! DTLSContext(certificate: certificates.0), try! DTLSContext(certificate: certificates.1))

/// A client and a server of ours, between which strange datagrams come.
struct Lab {
    struct Side {
        let peer: DTLSPeer
        var keys: KeyingMaterial?
        var hasEnded = false
        var waiting: [[UInt8]] = []

        /// What a side may do: nothing after its end, and no large datagrams.
        mutating func take(_ actions: [DTLSPeer.Action]) {
            for action in actions {
                require(!hasEnded, "an action after the end")
                switch action {
                case .send(let datagram):
                    require(!datagram.isEmpty && datagram.count <= DTLSPeer.mtu, "a datagram of a wrong size")
                    waiting.append(datagram)
                case .connected(let material):
                    require(keys == nil, "connected twice")
                    keys = material
                case .closed, .failed: hasEnded = true
                }
            }
            if hasEnded { require(peer.nextTimeout == nil && !peer.isConnected, "an end that waits") }
        }
    }

    var now = ContinuousClock.now
    var client: Side
    var server: Side

    init() {
        let now = ContinuousClock.now
        client = Side(peer: try! DTLSPeer(contexts.0, role: .client, expecting: certificates.1.fingerprint, at: now))
        server = Side(peer: try! DTLSPeer(contexts.1, role: .server, expecting: certificates.0.fingerprint, at: now))
    }

    mutating func begin() { client.take(client.peer.start(at: now)) }

    mutating func deliver(_ datagram: [UInt8], toServer: Bool) {
        if toServer {
            server.take(server.peer.receive(datagram, at: now))
        } else {
            client.take(client.peer.receive(datagram, at: now))
        }
    }

    /// What waits to be delivered, with bytes changed: two bytes of a place, one to change it by.
    func damaged(by changes: [UInt8], toServer: Bool) -> [UInt8] {
        guard var datagram = (toServer ? client : server).waiting.last else { return changes }
        for start in stride(from: 0, to: changes.count - 2, by: 3) {
            datagram[(Int(changes[start]) << 8 | Int(changes[start + 1])) % datagram.count] ^= changes[start + 2]
        }
        return datagram
    }

    /// Everything said so far arrives.
    mutating func exchange() {
        let (toServer, toClient) = (client.waiting, server.waiting)
        (client.waiting, server.waiting) = ([], [])
        for datagram in toServer { deliver(datagram, toServer: true) }
        for datagram in toClient { deliver(datagram, toServer: false) }
    }

    mutating func finish() {
        for _ in 0..<4 { exchange() }
        for _ in 0..<40 {
            guard let due = [client.peer.nextTimeout, server.peer.nextTimeout].compactMap({ $0 }).min() else { break }
            now = due
            client.take(client.peer.timeout(at: now))
            server.take(server.peer.timeout(at: now))
            exchange()
        }
        require(client.peer.nextTimeout == nil && server.peer.nextTimeout == nil, "no end of waiting")
        if let one = client.keys, let other = server.keys { require(one == other, "keys that differ") }
        client.take(client.peer.close())
        server.take(server.peer.close())
    }
}

/// A fingerprint that is read is written as one that is read the same.
func checkFingerprint(_ input: [UInt8]) {
    guard let fingerprint = CertificateFingerprint(sdp: String(decoding: input, as: UTF8.self)) else { return }
    require(CertificateFingerprint(sdp: fingerprint.sdp) == fingerprint, "a fingerprint is read differently")
}
