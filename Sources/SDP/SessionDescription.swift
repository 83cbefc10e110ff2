/// Whose description it is, and which one of theirs (RFC 8866 §5.2).
package struct Origin: Equatable, Sendable {
    /// Digits.
    package var id: String
    /// Digits; each new description of the same session counts one up.
    package var version: String

    package init(id: UInt64, version: UInt64) {
        self.id = String(id)
        self.version = String(version)
    }

    init(_ line: SDPLine) throws(SDPError) {
        var words = Words(line.value)
        let all = words.all()
        guard all.count == 6,
            [all[1], all[2]].allSatisfy({ $0.utf8.count <= 40 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { throw line.malformed("o=") }
        id = all[1]
        version = all[2]
    }
}

/// An offer or an answer (RFC 8866, RFC 8829): what of it a conversation needs. The rest is passed over.
package struct SessionDescription: Equatable, Sendable {
    package var origin: Origin
    package var isLite = false
    /// Header extensions of one and of two bytes may be mixed (RFC 8285 §6).
    package var allowsMixedExtensions = false
    /// The names of each group of sections that share a transport (RFC 8843 §7).
    package var bundles: [[String]] = []
    package var sections: [MediaSection] = []

    package init(origin: Origin) { self.origin = origin }
}
