/// The lines between the parts of a mail (RFC 2046 §5.1.1), the same for the same Message-ID.
///
/// They have `=_`, which neither quoted-printable nor base 64 ever writes; text that has it is not sent as it is.
struct Boundary {
    private let stem: String

    init(messageID: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in messageID.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        stem = "=_" + String(hash, radix: 16)
    }

    /// That of a multipart at this depth; none begins with another.
    func text(depth: Int) -> String { "\(stem).\(depth)" }
}
