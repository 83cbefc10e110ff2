import DTLS
import Foundation
import Testing

#if os(Linux)
    @Suite struct MemoryTests {
        static let pageSize = 4096

        /// The bytes of this process that are in memory.
        static func resident() throws -> Int {
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return try #require(Int(text.split(separator: " ")[1])) * pageSize
        }

        /// Handshakes of every outcome, each forgotten.
        static func shake(_ count: Int) throws {
            let stranger = try DTLSCertificate(at: Pair.today)
            for number in 0..<count {
                var network = try Network()
                if number % 10 == 0 {
                    network = Network(
                        client: network.client.peer,
                        server: try DTLSPeer(
                            Pair.shared.server, role: .server, expecting: stranger.fingerprint, at: Network.start))
                }
                if number % 10 == 1 { network.begin() } else { network.run() }
                #expect(network.server.keys.count == (number % 10 < 2 ? 0 : 1))
            }
        }

        /// In a process of its own, whose memory no other test uses.
        @Test func `Ten thousand handshakes leave nothing behind`() async {
            await #expect(processExitsWith: .success) {
                try Self.shake(1000)
                let before = try Self.resident()
                try Self.shake(10_000)
                // One session is 40 kB, so that a tenth of them kept would be 40 MB.
                #expect(try Self.resident() - before < 10_000_000)
            }
        }
    }
#endif
