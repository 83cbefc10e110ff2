/// Where a mail comes from or goes to (RFC 5321 §4.1.2).
package struct MailPath: Sendable, Hashable {
    /// The address without angle brackets, its local part quoted only where it must be; empty for the null path.
    package let address: String

    /// Takes an address as it stands; `isWellFormed` says whether it may be sent.
    package init(address: String) { self.address = address }

    /// Where bounces come from.
    package static let null = MailPath(address: "")

    package var isNull: Bool { address.isEmpty }

    /// The part behind the last `@`; empty for the null path and for `postmaster`.
    package var domain: Substring {
        guard let at = address.lastIndex(of: "@") else { return "" }
        return address[address.index(after: at)...]
    }

    /// The part before the last `@`, without quotes and escapes.
    package var localPart: String {
        let part = address.lastIndex(of: "@").map { address[..<$0] } ?? address[...]
        guard part.utf8.count >= 2, part.utf8.first == .quote, part.utf8.last == .quote else { return String(part) }
        var bytes: [UInt8] = [], isEscaped = false
        for byte in part.utf8.dropFirst().dropLast() {
            if byte == .backslash, !isEscaped {
                isEscaped = true
            } else {
                bytes.append(byte)
                isEscaped = false
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// True unless the address has characters outside ASCII, which need SMTPUTF8 (RFC 6531).
    package var isASCII: Bool { address.utf8.allSatisfy { $0 < 0x80 } }

    /// True when the address may stand in a command, as it does exactly when a server would read it.
    package var isWellFormed: Bool {
        guard address.utf8.first != .at else { return false }
        var parser = PathParser(Array("<\(address)>".utf8)[...])
        return parser.path() != nil && parser.rest.isEmpty
    }
}
