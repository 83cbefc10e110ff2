/// Base 64 with padding (RFC 4648 §4).
package enum Base64 {
    package static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.standard.encode(bytes, padded: true)
    }

    /// The bytes, or nil unless the text is exactly what `encode` makes of at most `maxBytes` bytes.
    package static func decode(_ text: String, maxBytes: Int) -> [UInt8]? {
        Base64Alphabet.standard.decode(text, padded: true, maxBytes: maxBytes)
    }
}

/// Base 64 for URLs, without padding (RFC 4648 §5).
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.url.encode(bytes, padded: false)
    }

    /// The bytes, or nil unless the text is exactly what `encode` makes of at most `maxBytes` bytes.
    package static func decode(_ text: String, maxBytes: Int) -> [UInt8]? {
        Base64Alphabet.url.decode(text, padded: false, maxBytes: maxBytes)
    }
}
