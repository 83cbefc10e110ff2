import Bytes
import Crypto
import Foundation
package import Hub

/// Randomness of the system, SHA-256 and scrypt.
package final class SystemSecrets: Secrets {
    /// Identifiers count milliseconds from 2020-01-01T00:00:00Z.
    static let epoch: Int64 = 1_577_836_800_000
    static let randomBits = 21
    static let tokenBytes = 32
    /// Password hashes at work at once: each takes 32 MiB.
    static let together = 2

    private let clock: any Clock
    private let queue: OperationQueue

    package init(clock: any Clock = SystemClock()) {
        self.clock = clock
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.together
    }

    package func identifier() -> UInt64 {
        let time = UInt64(max(0, clock.now() - Self.epoch)) & (1 << 42 - 1)
        return time << UInt64(Self.randomBits) | UInt64.random(in: 0..<(1 << UInt64(Self.randomBits)))
    }

    package func token() -> String { Base64URL.encode(Self.random(Self.tokenBytes)) }

    package func digest(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

    package func hash(password: String) async throws -> String {
        try await slowly { try PasswordHash(of: password, salt: Self.random(PasswordHash.saltBytes)).text }
    }

    package func verify(password: String, against hash: String) async throws -> Bool {
        try await slowly {
            guard let kept = PasswordHash(text: hash) else {
                // Costs what a wrong password costs, so that time does not tell who has an account.
                _ = try PasswordHash(of: password, salt: [UInt8](repeating: 0, count: PasswordHash.saltBytes))
                return false
            }
            return try kept.matches(password)
        }
    }

    static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private func slowly<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<T, any Error>) in
            queue.addOperation { done.resume(with: Result(catching: body)) }
        }
    }
}
