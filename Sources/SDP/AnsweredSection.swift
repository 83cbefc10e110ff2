/// What was agreed for one section.
package struct AnsweredSection: Equatable, Sendable {
    package let kind: MediaKind
    package let mid: String?
    /// As the server sees it; nil when the section was rejected.
    package let direction: Direction?
    package let codecs: [Codec]
    package let extensions: [HeaderExtension]
    /// The source on which the server sends; nil when it does not.
    package let ssrc: UInt32?
    /// The names of the encodings that the peer sends, as it ordered them.
    package let rids: [String]

    /// The number under which packets carry an extension.
    package func id(of uri: String) -> UInt16? { extensions.first { $0.uri == uri }?.id }
}

/// What the peer said of its transport.
package struct RemoteTransport: Equatable, Sendable {
    package let fragment: String
    package let password: String
    /// One of them must be the certificate's (RFC 8122 §5.1).
    package let fingerprints: [Fingerprint]
}
