/// A synchronization source that was announced (RFC 5576 §4.1).
package struct MediaSource: Equatable, Sendable {
    package var ssrc: UInt32
    package var cname: String?
    package var msid: String?

    package init(ssrc: UInt32, cname: String? = nil, msid: String? = nil) {
        self.ssrc = ssrc
        self.cname = cname
        self.msid = msid
    }
}

/// Sources that belong together, as one and its retransmissions (RFC 5576 §4.2).
package struct SourceGroup: Equatable, Sendable {
    package var semantics: String
    package var ssrcs: [UInt32]

    package init(semantics: String, ssrcs: [UInt32]) {
        self.semantics = semantics
        self.ssrcs = ssrcs
    }
}

/// All that a section says of what its writer sends.
package struct SectionSources: Equatable, Sendable {
    package var sources: [MediaSource] = []
    package var groups: [SourceGroup] = []
    /// Each `a=msid`: stream and track (RFC 8830).
    package var msids: [String] = []

    package init() {}

    mutating func read(source value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let ssrc = words.next()?.number(UInt32.self) else { throw line.malformed("ssrc") }
        let (name, text) = words.remainder().parted(at: ":")
        var index = sources.firstIndex { $0.ssrc == ssrc }
        if index == nil {
            guard sources.count < SDPLimit.sources else { throw SDPError(line: line.number, problem: .tooMany("ssrc")) }
            sources.append(MediaSource(ssrc: ssrc))
            index = sources.count - 1
        }
        guard let index else { return }
        if name == "cname" { sources[index].cname = text.map { String($0) } }
        if name == "msid" { sources[index].msid = text.map { String($0) } }
    }

    mutating func read(group value: Substring, _ line: SDPLine) throws(SDPError) {
        guard groups.count < SDPLimit.sources else { throw SDPError(line: line.number, problem: .tooMany("ssrc-group")) }
        var words = Words(value)
        guard let semantics = words.next(), semantics.isToken else { throw line.malformed("ssrc-group") }
        var group = SourceGroup(semantics: String(semantics), ssrcs: [])
        while let word = words.next() {
            guard let ssrc = word.number(UInt32.self), group.ssrcs.count < SDPLimit.others else {
                throw line.malformed("ssrc-group")
            }
            group.ssrcs.append(ssrc)
        }
        groups.append(group)
    }
}
