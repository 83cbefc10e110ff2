/// Randomness, digests and password hashes, from a library at the edge.
package protocol Secrets: Sendable {
    /// 63 random bits under a time prefix, so that newer identifiers are larger.
    func identifier() -> UInt64
    /// 256 random bits as text for a link or a cookie.
    func token() -> String
    /// What of a token is kept: SHA-256.
    func digest(_ token: String) -> [UInt8]
    /// Slow on purpose; runs off the event loops.
    func hash(password: String) async throws -> String
    func verify(password: String, against hash: String) async throws -> Bool
}

/// Wall clock, replaceable in tests.
package protocol Clock: Sendable {
    func now() -> Int64
}

/// Tells somebody who is not looking (RFC 8030).
package protocol Pusher: Sendable {
    /// Returns false when the subscription is gone for good.
    ///
    /// - Parameter seconds: how long a push service keeps it for a device that is away; nil for as long as is usual.
    func push(_ payload: [UInt8], to subscription: PushRecord, within seconds: Int?) async -> Bool
}

extension Pusher {
    package func push(_ payload: [UInt8], to subscription: PushRecord) async -> Bool {
        await push(payload, to: subscription, within: nil)
    }
}
