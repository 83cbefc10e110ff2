/// The SRTP master keys and salts of both directions, as a handshake gave them (RFC 5764 §4.2).
package struct KeyingMaterial: Equatable, Sendable {
    /// What one side encrypts with.
    package struct Master: Equatable, Sendable {
        package let key: [UInt8]
        package let salt: [UInt8]
    }

    /// The label of the exporter (RFC 5764 §4.2).
    static let label = "EXTRACTOR-dtls_srtp"

    package let profile: ProtectionProfile
    /// What the DTLS client sends with.
    package let client: Master
    /// What the DTLS server sends with.
    package let server: Master

    /// Cuts exported bytes: client key, server key, client salt, server salt. Nil for another length than `exportedLength`.
    package init?(_ exported: [UInt8], profile: ProtectionProfile) {
        guard exported.count == Self.exportedLength(profile) else { return nil }
        let (key, salt) = (profile.keyLength, profile.saltLength)
        func part(_ start: Int, _ count: Int) -> [UInt8] { Array(exported[start..<start + count]) }
        self.profile = profile
        client = Master(key: part(0, key), salt: part(2 * key, salt))
        server = Master(key: part(key, key), salt: part(2 * key + salt, salt))
    }

    /// The bytes to export for a profile.
    package static func exportedLength(_ profile: ProtectionProfile) -> Int {
        2 * (profile.keyLength + profile.saltLength)
    }
}
