/// Why a signature cannot be made, or a key not be read.
package enum DKIMFault: Error, Equatable, Sendable {
    /// A text that is no private key in PKCS #8, or one of another kind.
    case badKey
    /// A domain or selector that can have no record.
    case badName
    /// A message without a header, or with a header that is longer than is read.
    case badMessage
    /// RFC 6376 §5.4: the From field must be signed.
    case noFrom
}
