import DTLS
import Testing

@Suite struct BrowserHelloTests {
    let now = ContinuousClock.now

    func server() throws -> DTLSPeer {
        try DTLSPeer(Pair.shared.server, role: .server, expecting: Pair.shared.client.certificate.fingerprint, at: now)
    }

    /// The handshake messages in clear of datagrams: type and body, when they are not in fragments.
    func messages(_ actions: [DTLSPeer.Action]) -> [(type: UInt8, body: [UInt8])] {
        var output: [(type: UInt8, body: [UInt8])] = []
        for case .send(var rest) in actions {
            while rest.count >= 25, rest[0] == 22 {
                let length = Int(rest[11]) << 8 | Int(rest[12])
                output.append((rest[13], Array(rest[25..<13 + length])))
                rest.removeFirst(13 + length)
            }
        }
        return output
    }

    @Test func `A post-quantum hello in two datagrams is answered with DTLS 1.2`() throws {
        let hello = HelloBuilder().datagrams(), server = try server()
        #expect(hello.count == 2 && hello.allSatisfy { $0.count <= DTLSPeer.mtu })
        #expect(server.receive(hello[0], at: now).isEmpty)
        let answer = messages(server.receive(hello[1], at: now))
        // ServerHello, Certificate, ServerKeyExchange, CertificateRequest, ServerHelloDone
        #expect(answer.map(\.type) == [2, 11, 12, 13, 14])
        #expect(answer.first?.body.prefix(2) == [0xFE, 0xFD])
        // A named curve, X25519
        #expect(answer[2].body.prefix(3) == [3, 0, 0x1D])
    }

    @Test func `Its datagrams may overtake each other and come twice`() throws {
        let hello = HelloBuilder().datagrams(), server = try server()
        #expect(server.receive(hello[1], at: now).isEmpty)
        #expect(server.receive(hello[1], at: now).isEmpty)
        #expect(!server.receive(hello[0], at: now).isEmpty)
    }

    @Test func `A peer that has no X25519 gets P-256`() throws {
        let server = try server()
        let actions = HelloBuilder(groups: [0x11EC, 0x0017]).datagrams().flatMap { server.receive($0, at: now) }
        #expect(messages(actions).first { $0.type == 12 }?.body.prefix(3) == [3, 0, 0x17])
    }

    @Test(arguments: [
        HelloBuilder(groups: [0x11EC]),
        // DTLS 1.0
        HelloBuilder(version: [0xFE, 0xFF]),
        // ECDHE-RSA with AES-GCM, and ECDHE-ECDSA with AES-CBC
        HelloBuilder(suites: [0xC02F, 0xC009]),
    ])
    func `A peer that has but post-quantum groups, an old version or other ciphers is refused`(_ hello: HelloBuilder) throws {
        let server = try server()
        let actions = hello.datagrams().flatMap { server.receive($0, at: now) }
        guard case .failed(.violation)? = actions.last else { throw Unexpected() }
        // The last word before is a fatal alert.
        guard case .send(let alert)? = actions.dropLast().last else { throw Unexpected() }
        #expect(alert.count == 15 && alert[0] == 21 && alert[13] == 2)
    }

    @Test(arguments: [0xC02B, 0xC02C, 0xCCA9] as [UInt16])
    func `Each of our ciphers is chosen when it is the only one`(_ suite: UInt16) throws {
        let server = try server()
        let actions = HelloBuilder(suites: [0xC02F, suite]).datagrams().flatMap { server.receive($0, at: now) }
        // Behind version, random and the empty session that says there is nothing to resume.
        let body = try #require(messages(actions).first?.body)
        #expect(body[34] == 0 && body[35..<37].elementsEqual([UInt8(suite >> 8), UInt8(suite & 255)]))
    }

    @Test func `A hello in a hundred fragments is read`() throws {
        let server = try server()
        let actions = HelloBuilder().datagrams(size: 14).flatMap { server.receive($0, at: now) }
        #expect(messages(actions).first?.type == 2)
    }

    @Test func `A hello that comes again is answered again, but not at once`() throws {
        let hello = HelloBuilder().datagrams(), server = try server()
        let first = hello.flatMap { server.receive($0, at: now) }
        #expect(first.count == 1)
        #expect(hello.flatMap { server.receive($0, at: now + .milliseconds(49)) }.isEmpty)
        let again = hello.flatMap { server.receive($0, at: now + .milliseconds(60)) }
        #expect(messages(again).map(\.type) == messages(first).map(\.type) && again != first)
        #expect(server.nextTimeout == now + .milliseconds(460))
    }

    @Test func `Anything but a hello is not listened to first`() throws {
        let server = try server()
        for type in [20, 21, 22, 23] as [UInt8] {
            for epoch in [0, 1] as [UInt8] {
                #expect(server.receive([type, 0xFE, 0xFD, 0, epoch, 0, 0, 0, 0, 0, 0, 0, 2, 2, 40], at: now).isEmpty)
            }
        }
        #expect(!HelloBuilder().datagrams().flatMap { server.receive($0, at: now) }.isEmpty)
    }

    struct Unexpected: Error {}
}
