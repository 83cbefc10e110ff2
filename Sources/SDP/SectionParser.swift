/// Reads the lines of one section.
struct SectionParser {
    private var section: MediaSection
    /// Feedback for all codecs of the section (RFC 4585 §4.2), given to each at the end.
    private var commonFeedback: [String] = []

    init(_ line: MediaLine, direction: Direction) {
        section = MediaSection(line)
        section.direction = direction
        guard line.isRTP else { return }
        section.codecs = line.formats.compactMap { Codec.fixed($0[...].number() ?? .max) }
    }

    mutating func read(_ line: SDPLine) throws(SDPError) {
        switch line.letter {
        case UInt8(ascii: "a"): try read(attribute: line)
        case UInt8(ascii: "b"):
            guard section.bandwidths.count < SDPLimit.others else { throw Self.tooMany("b=", line) }
            section.bandwidths.append(try Bandwidth(line))
        case UInt8(ascii: "c"):
            var words = Words(line.value)
            let all = words.all()
            guard all.count == 3, all[0] == "IN" else { throw line.malformed("c=") }
            section.address = all[2]
        default: break
        }
    }

    /// The whole section, with what it takes over from the session, and its codecs in the order of `m=`; one that is rejected has none.
    mutating func finish(_ transport: TransportDescription, _ extensions: [HeaderExtension]) -> MediaSection {
        section.transport.inherit(transport)
        if section.extensions.isEmpty, section.line.isRTP { section.extensions = extensions }
        let known = section.isRejected ? [] : section.codecs.filter { !$0.name.isEmpty }
        let codecs = Dictionary(known.map { (String($0.payload), $0) }, uniquingKeysWith: { first, _ in first })
        section.codecs = section.line.formats.compactMap { codecs[$0] }
        for index in section.codecs.indices {
            let room = SDPLimit.feedback - section.codecs[index].feedback.count
            section.codecs[index].feedback += commonFeedback.prefix(room)
        }
        return section
    }

    private static func tooMany(_ what: String, _ line: SDPLine) -> SDPError {
        SDPError(line: line.number, problem: .tooMany(what))
    }

    private mutating func read(attribute line: SDPLine) throws(SDPError) {
        let (name, text) = line.value.parted(at: ":")
        let value = text ?? ""
        if try section.transport.read(name, value, line) { return }
        switch name {
        case "mid": try read(mid: value, line)
        case "sendrecv", "sendonly", "recvonly", "inactive":
            section.direction = Direction(rawValue: String(name)) ?? .sendrecv
        case "rtcp-mux": section.rtcp.isMultiplexed = true
        case "rtcp-mux-only": section.rtcp.isMultiplexedOnly = true
        case "rtcp-rsize": section.rtcp.hasReducedSize = true
        case "bundle-only": section.isBundleOnly = true
        case "rtpmap", "fmtp", "rtcp-fb": try read(codec: name, value, line)
        default: try read(media: name, value, line)
        }
    }

    private mutating func read(media name: Substring, _ value: Substring, _ line: SDPLine) throws(SDPError) {
        switch name {
        case "extmap":
            guard section.extensions.count < SDPLimit.extensions else { throw Self.tooMany("extmap", line) }
            section.extensions.append(try HeaderExtension(value, line))
        case "ssrc": try section.sources.read(source: value, line)
        case "ssrc-group": try section.sources.read(group: value, line)
        case "msid":
            guard section.sources.msids.count < SDPLimit.others else { throw Self.tooMany("msid", line) }
            section.sources.msids.append(String(value))
        case "rid":
            guard section.layers.rids.count < SDPLimit.rids else { throw Self.tooMany("rid", line) }
            section.layers.rids.append(try StreamID(value, line))
        case "simulcast": try section.layers.read(simulcast: value, line)
        default: break
        }
    }

    private mutating func read(mid value: Substring, _ line: SDPLine) throws(SDPError) {
        guard value.isToken, value.utf8.count <= 64 else { throw line.malformed("mid") }
        guard section.mid == nil else { throw SDPError(line: line.number, problem: .duplicate("mid")) }
        section.mid = String(value)
    }

    private mutating func read(codec name: Substring, _ value: Substring, _ line: SDPLine) throws(SDPError) {
        guard section.line.isRTP else { return }
        var words = Words(value)
        guard let first = words.next() else { throw line.malformed(String(name)) }
        let rest = words.remainder()
        if name == "rtcp-fb", first == "*" { return try Self.add(feedback: rest, to: &commonFeedback, line) }
        guard let payload = first.number(UInt8.self), payload < 128 else { throw line.malformed(String(name)) }
        let index = try self.index(of: payload, line)
        switch name {
        case "rtpmap": try read(mapping: rest, at: index, line)
        case "fmtp": section.codecs[index].parameters = String(rest)
        default: try Self.add(feedback: rest, to: &section.codecs[index].feedback, line)
        }
    }

    /// Where a codec stands in the list; one of which only this is known yet has no name.
    private mutating func index(of payload: UInt8, _ line: SDPLine) throws(SDPError) -> Int {
        if let index = section.codecs.firstIndex(where: { $0.payload == payload }) { return index }
        guard section.codecs.count < SDPLimit.formats else { throw Self.tooMany("rtpmap", line) }
        section.codecs.append(Codec(payload: payload, name: "", rate: 0))
        return section.codecs.count - 1
    }

    private mutating func read(mapping: Substring, at index: Int, _ line: SDPLine) throws(SDPError) {
        let parts = mapping.pieces(at: "/")
        guard (2...3).contains(parts.count), parts[0].isToken, let rate = parts[1].number(UInt32.self), rate > 0 else {
            throw line.malformed("rtpmap")
        }
        let channels: UInt8? = parts.count == 3 ? parts[2].number() : 1
        guard let channels, channels > 0 else { throw line.malformed("rtpmap") }
        section.codecs[index].name = String(parts[0])
        section.codecs[index].rate = rate
        section.codecs[index].channels = channels
    }

    private static func add(feedback: Substring, to list: inout [String], _ line: SDPLine) throws(SDPError) {
        guard !feedback.isEmpty else { throw line.malformed("rtcp-fb") }
        guard list.count < SDPLimit.feedback else { throw Self.tooMany("rtcp-fb", line) }
        var words = Words(feedback)
        list.append(words.all().joined(separator: " "))
    }
}
