import Foundation
import Hub
import Server
import Testing

@Suite("Secrets")
struct SecretsTests {
    private let secrets = SystemSecrets()

    @Test("A password is right against its hash, and nothing else is")
    func passwords() async throws {
        let hash = try await secrets.hash(password: "correct horse")
        #expect(hash.hasPrefix("scrypt$15$8$1$"))
        #expect(try await secrets.verify(password: "correct horse", against: hash))
        #expect(try await !secrets.verify(password: "correct horsE", against: hash))
        #expect(try await secrets.hash(password: "correct horse") != hash)
    }

    @Test(
        "What is no hash is against every password, and takes its time",
        arguments: ["", "scrypt$15$8$1$$", "scrypt$99$8$1$AAAA$AAAA", "plain", "scrypt$15$8$1$AAAA"])
    func noHash(text: String) async throws {
        let start = clock()
        let right = try await secrets.verify(password: "", against: text)
        #expect(!right)
        // Processor time, of which the work itself takes three times as much on a fast machine.
        #expect(Double(clock() - start) / Double(CLOCKS_PER_SEC) > 0.01)
    }

    @Test("Tokens are 256 bits in base64url, each another")
    func tokens() {
        let all = (0..<1_000).map { _ in secrets.token() }
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { $0.utf8.count == 43 && $0.utf8.allSatisfy { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") } })
        #expect(secrets.digest("abc").prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
    }

    @Test("A later identifier is larger, whatever its random bits; all fit 63 bits")
    func identifiers() {
        struct Fixed: Clock {
            let time: Int64
            func now() -> Int64 { time }
        }
        let now: Int64 = 1_800_000_000_000
        let earlier = SystemSecrets(clock: Fixed(time: now)), later = SystemSecrets(clock: Fixed(time: now + 1))
        for _ in 0..<100 { #expect(earlier.identifier() < later.identifier()) }
        #expect(SystemSecrets(clock: Fixed(time: .max)).identifier() < 1 << 63)
        #expect(SystemSecrets(clock: Fixed(time: 0)).identifier() < 1 << 21)
    }
}
