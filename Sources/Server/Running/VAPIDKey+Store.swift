import Crypto
import Hub
import WebPush

extension VAPIDKey {
    private static let secret = "vapid"

    /// The key that the store keeps, made on first need.
    static func kept(in store: any Store) async throws -> VAPIDKey {
        if let bytes = try await store.read({ try $0.secret(named: secret) }) { return try VAPIDKey(rawRepresentation: bytes) }
        let bytes = Array(P256.Signing.PrivateKey().rawRepresentation)
        try await store.write { try $0.saveSecret(bytes, named: secret) }
        return try VAPIDKey(rawRepresentation: bytes)
    }
}

extension Store {
    /// Changes the store before there is a hub, or without one.
    func write(_ body: @escaping @Sendable (any StoreTransaction) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            onWriter { writer in done.resume(with: Result { try writer.transaction(body) }) }
        }
    }
}
