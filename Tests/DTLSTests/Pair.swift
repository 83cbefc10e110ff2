import DTLS

/// The contexts of two sides.
struct Pair {
    let client: DTLSContext
    let server: DTLSContext

    /// 21 November 2026.
    static let today = 1_795_219_200
    static let shared = try! Pair()

    init(
        client: [ProtectionProfile] = ProtectionProfile.allCases,
        server: [ProtectionProfile] = ProtectionProfile.allCases.reversed()
    ) throws {
        self.client = try DTLSContext(certificate: DTLSCertificate(at: Self.today), profiles: client)
        self.server = try DTLSContext(certificate: DTLSCertificate(at: Self.today), profiles: server)
    }
}
