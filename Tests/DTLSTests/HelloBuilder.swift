/// Writes the ClientHello of a browser that prefers DTLS 1.3 and a post-quantum key share, in clear records (RFC 8446 §4, RFC 6347 §4.2).
struct HelloBuilder {
    /// The bytes of a key share of X25519MLKEM768.
    static let hybridShare = 1216
    var groups: [UInt16] = [0x11EC, 0x001D, 0x0017, 0x0018]
    var profiles: [UInt16] = [0x0001, 0x0008, 0x0007]
    var suites: [UInt16] = [0x1301, 0x1302, 0x1303, 0xC02B, 0xCCA9, 0xC02C]
    var version: [UInt8] = [0xFE, 0xFD]

    /// The hello in records of at most `size` bytes of message, each a datagram.
    func datagrams(size: Int = 1175) -> [[UInt8]] {
        let body = body
        return stride(from: 0, to: body.count, by: size).enumerated().map { number, start in
            let part = body[start..<min(start + size, body.count)]
            let head = [1] + three(body.count) + two(0) + three(start) + three(part.count)
            return [22, 0xFE, 0xFF, 0, 0, 0, 0, 0, 0, 0, UInt8(number)] + counted(head + part)
        }
    }

    private var body: [UInt8] {
        let random = [UInt8](repeating: 0x5A, count: 32)
        return version + random + [0, 0] + counted(suites.flatMap(two)) + [1, 0] + counted(extensions)
    }

    private var extensions: [UInt8] {
        let share = [UInt8](repeating: 9, count: Self.hybridShare), small = [UInt8](repeating: 9, count: 32)
        let shares = two(0x11EC) + counted(share) + two(0x001D) + counted(small)
        return `extension`(43, [4, 0xFE, 0xFC, 0xFE, 0xFD])  // supported_versions
            + `extension`(10, counted(groups.flatMap(two)))
            + `extension`(51, counted(shares))  // key_share
            + `extension`(13, counted([0x04, 0x03, 0x05, 0x03, 0x08, 0x04]))  // signature_algorithms
            + `extension`(11, [1, 0])  // ec_point_formats
            + `extension`(23, [])  // extended_master_secret
            + `extension`(14, counted(profiles.flatMap(two)) + [0])  // use_srtp
    }

    private func `extension`(_ type: UInt16, _ bytes: [UInt8]) -> [UInt8] { two(type) + counted(bytes) }

    private func two(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)] }

    private func three(_ number: Int) -> [UInt8] { [UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255)] }

    private func counted(_ bytes: [UInt8]) -> [UInt8] { two(UInt16(bytes.count)) + bytes }
}
