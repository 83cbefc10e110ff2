import Bytes
import CryptoExtras
import Foundation

/// A password hashed by scrypt (RFC 7914), written `scrypt$log2(N)$r$p$salt$hash`.
struct PasswordHash: Equatable {
    static let saltBytes = 16
    static let hashBytes = 32
    /// What is believed of a stored hash: more would only stop the server.
    static let costs = 10...20

    let cost: Int
    let blockSize: Int
    let parallelism: Int
    let salt: [UInt8]
    let hash: [UInt8]

    init(of password: String, salt: [UInt8], cost: Int = 15, blockSize: Int = 8, parallelism: Int = 1) throws {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: Self.hashBytes, rounds: 1 << cost, blockSize: blockSize,
            parallelism: parallelism)
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        hash = key.withUnsafeBytes { Array($0) }
    }

    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), Self.costs.contains(cost),
            let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]),
            (1...16).contains(parallelism), let salt = Base64URL.decode(parts[4], maxBytes: 64),
            let hash = Base64URL.decode(parts[5], maxBytes: 64), hash.count == Self.hashBytes
        else { return nil }
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        self.hash = hash
    }

    var text: String { "scrypt$\(cost)$\(blockSize)$\(parallelism)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))" }

    func matches(_ password: String) throws -> Bool {
        let other = try PasswordHash(of: password, salt: salt, cost: cost, blockSize: blockSize, parallelism: parallelism)
        // Takes the same time wherever the first difference is.
        return zip(hash, other.hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
