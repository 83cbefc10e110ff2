internal import Bytes

/// Encoded words, written (RFC 2047).
enum WordEncoding {
    static let longest = 75
    private static let prefixes = (q: "=?utf-8?q?", b: "=?utf-8?b?")
    private static let overhead = 12
    /// Bytes of a character that any word takes, if it is the only one and in base 64.
    private static let largest = 30

    /// The text is not ASCII, or would be taken for an encoded word.
    static func isNeeded(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte >= 0x80 || byte < 0x20 || byte == 0x7F || last == 0x3D && byte == 0x3F { return true }
            last = byte
        }
        return false
    }

    /// The text in words of at most 75 bytes, the first of at most `first`; in the shorter of both encodings.
    static func words(_ text: String, first: Int) -> [String] {
        let bytes = text.utf8.count
        let isQ = text.utf8.reduce(0) { $0 + width($1) } <= (bytes + 2) / 3 * 4 && text.allSatisfy { $0.utf8.count <= 12 }
        return pieces(text, first: first - overhead, rest: longest - overhead, isQ: isQ).map { piece in
            (isQ ? prefixes.q + q(piece) : prefixes.b + Base64.encode(piece)) + "?="
        }
    }

    /// Characters are kept whole; one too large for any word is split between its scalars.
    private static func pieces(_ text: String, first: Int, rest: Int, isQ: Bool) -> [[UInt8]] {
        var pieces: [[UInt8]] = [], piece: [UInt8] = []
        // Some programs stop at a base 64 word's padding, so words end where there is none, if characters do.
        var aligned = 0
        func fits(_ added: some Collection<UInt8>) -> Bool {
            let room = pieces.isEmpty ? first : rest
            return isQ
                ? piece.reduce(0) { $0 + width($1) } + added.reduce(0) { $0 + width($1) } <= room
                : (piece.count + added.count + 2) / 3 * 4 <= room
        }
        func put(_ added: [UInt8]) {
            while !piece.isEmpty, !fits(added) {
                let cut = !isQ && aligned > 0 ? aligned : piece.count
                pieces.append(Array(piece[..<cut]))
                piece.removeFirst(cut)
                aligned = 0
            }
            piece += added
            if piece.count % 3 == 0 { aligned = piece.count }
        }
        for character in text {
            let bytes = Array(character.utf8)
            if bytes.count <= largest {
                put(bytes)
            } else {
                for scalar in character.unicodeScalars { put(Array(String(scalar).utf8)) }
            }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    private static func width(_ byte: UInt8) -> Int {
        byte == 0x20 || ASCIISet.word.contains(byte) ? 1 : 3
    }

    private static func q(_ piece: [UInt8]) -> String {
        var result = ""
        for byte in piece {
            if byte == 0x20 {
                result += "_"
            } else if ASCIISet.word.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "=" + Hex.encode([byte]).uppercased()
            }
        }
        return result
    }
}
