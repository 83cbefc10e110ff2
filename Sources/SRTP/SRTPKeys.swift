/// The master key and salt of one direction (RFC 3711 §3.2.1).
package struct SRTPKeys: Equatable, Sendable {
    package let profile: SRTPProfile
    let key: [UInt8]
    let salt: [UInt8]

    /// Nil when a length is not the profile's.
    package init?(profile: SRTPProfile, key: [UInt8], salt: [UInt8]) {
        guard key.count == profile.keyLength, salt.count == profile.saltLength else { return nil }
        self.profile = profile
        self.key = key
        self.salt = salt
    }
}

extension SRTPKeys {
    /// The keys with which each end of an association of DTLS writes.
    package struct Pair: Equatable, Sendable {
        package let client: SRTPKeys
        package let server: SRTPKeys

        /// Cuts what the exporter of DTLS gave (RFC 5764 §4.2); nil when it has another length than the profile asks.
        package init?(profile: SRTPProfile, exported: [UInt8]) {
            guard exported.count == profile.exportedLength else { return nil }
            let key = profile.keyLength, salt = profile.saltLength, salts = exported.dropFirst(2 * key)
            guard
                let client = SRTPKeys(profile: profile, key: Array(exported.prefix(key)), salt: Array(salts.prefix(salt))),
                let server = SRTPKeys(
                    profile: profile, key: Array(exported.dropFirst(key).prefix(key)), salt: Array(salts.suffix(salt)))
            else { return nil }
            self.client = client
            self.server = server
        }
    }
}
