/// How RTCP goes with a section.
package struct RTCPTraits: Equatable, Sendable {
    /// On the port of RTP (RFC 5761 §5.1.1).
    package var isMultiplexed = false
    /// There only (RFC 8858).
    package var isMultiplexedOnly = false
    /// Without a report at the head of each (RFC 5506).
    package var hasReducedSize = false

    package init() {}
}

/// What the writer can take (RFC 8866 §5.8): `AS` in kilobits, `TIAS` in bits a second.
package struct Bandwidth: Equatable, Sendable {
    package var kind: String
    package var value: UInt64

    package init(kind: String, value: UInt64) {
        self.kind = kind
        self.value = value
    }

    init(_ line: SDPLine) throws(SDPError) {
        let (kind, number) = line.value.parted(at: ":")
        guard kind.isToken, let value = number?.number(UInt64.self) else { throw line.malformed("b=") }
        self.init(kind: String(kind), value: value)
    }
}
