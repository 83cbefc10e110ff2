import DTLS
import Testing

@Suite struct ValueTests {
    static let text =
        "sha-256 03:0A:C7:7B:24:02:FB:31:80:D3:ED:45:CC:2F:1C:26:53:C7:E2:26:58:E4:BB:EC:AB:34:46:0F:44:31:4B:30"

    @Test func `A fingerprint is read from SDP and written as it was`() throws {
        let fingerprint = try #require(CertificateFingerprint(sdp: Self.text))
        #expect(fingerprint.bytes.prefix(3) == [0x03, 0x0A, 0xC7] && fingerprint.sdp == Self.text)
        #expect(CertificateFingerprint(sdp: Self.text.lowercased()) == fingerprint)
        #expect(CertificateFingerprint(sdp: Self.text.uppercased()) == fingerprint)
        #expect(CertificateFingerprint(fingerprint.bytes) == fingerprint)
    }

    @Test(arguments: [
        "", "sha-256", "sha-256 ", "sha-1 03:0A", "sha-256 " + text.dropFirst(11), "sha-512" + text.dropFirst(7), text + ":00",
        text + ":",
        text.replacing("0A", with: "0G"), text.replacing("0A", with: "A"), text.replacing("0A", with: "+A"),
        text.replacing(":", with: ""),
        "sha\u{0D}256" + text.dropFirst(7), String(repeating: "a", count: 10_000),
    ])
    func `What is no SHA-256 fingerprint is refused`(_ text: String) {
        #expect(CertificateFingerprint(sdp: text) == nil)
    }

    @Test func `Certificates differ and say when they end`() throws {
        let one = try DTLSCertificate(at: Pair.today), other = try DTLSCertificate(at: Pair.today)
        #expect(one.fingerprint != other.fingerprint)
        #expect(one.expiresAt == Pair.today + 30 * 86_400)
    }

    @Test func `Exported bytes are cut as client key, server key, client salt, server salt`() throws {
        let bytes = Array(0..<60 as Range<UInt8>)
        let keys = try #require(KeyingMaterial(bytes, profile: .aes128CounterSHA1))
        #expect(keys.client.key == Array(0..<16) && keys.server.key == Array(16..<32))
        #expect(keys.client.salt == Array(32..<46) && keys.server.salt == Array(46..<60))
        #expect(KeyingMaterial.exportedLength(.aes128GCM) == 56 && KeyingMaterial.exportedLength(.aes256GCM) == 88)
        #expect(KeyingMaterial(bytes, profile: .aes128GCM) == nil)
    }
}
