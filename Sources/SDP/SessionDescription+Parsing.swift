extension SessionDescription {
    /// Reads a description; all sizes are checked against `SDPLimit`.
    package init(parsing bytes: [UInt8]) throws(SDPError) {
        var parser = try SessionParser(SDPLines.split(bytes))
        self = try parser.parse()
    }
}

/// Reads the lines in the order that they must have (RFC 8866 §9).
struct SessionParser {
    private let lines: [SDPLine]
    private var position = 0
    private var session: SessionDescription
    private var transport = TransportDescription()
    private var extensions: [HeaderExtension] = []
    private var direction = Direction.sendrecv

    /// Takes the three lines that begin each description.
    init(_ lines: [SDPLine]) throws(SDPError) {
        self.lines = lines
        let version = try Self.line("v", lines, 0), origin = try Self.line("o", lines, 1)
        _ = try Self.line("s", lines, 2)
        guard version.value == "0" else { throw version.malformed("v=") }
        session = SessionDescription(origin: try Origin(origin))
        position = 3
    }

    mutating func parse() throws(SDPError) -> SessionDescription {
        try readSession()
        while position < lines.count { try readSection() }
        try checkNames()
        return session
    }

    private static func line(_ letter: Unicode.Scalar, _ lines: [SDPLine], _ index: Int) throws(SDPError) -> SDPLine {
        guard index < lines.count else { throw SDPError(line: 0, problem: .missing("\(letter)=")) }
        guard lines[index].letter == UInt8(ascii: letter) else {
            throw SDPError(line: index + 1, problem: .missing("\(letter)="))
        }
        return lines[index]
    }

    /// Where each letter after `s=` stands in a session, and in a section; 0 where it must not.
    private static func rank(_ letter: UInt8, inSection: Bool) -> Int {
        switch letter {
        case UInt8(ascii: "i"): 1
        case UInt8(ascii: "u"), UInt8(ascii: "e"), UInt8(ascii: "p"): inSection ? 0 : 2
        case UInt8(ascii: "c"): 3
        case UInt8(ascii: "b"): 4
        case UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "z"): inSection ? 0 : 5
        case UInt8(ascii: "k"): 6
        case UInt8(ascii: "a"): 7
        default: 0
        }
    }

    /// The next line before a section; nil at the next section and at the end.
    private mutating func next(after rank: inout Int, inSection: Bool) throws(SDPError) -> SDPLine? {
        guard position < lines.count, lines[position].letter != UInt8(ascii: "m") else { return nil }
        let line = lines[position], own = Self.rank(line.letter, inSection: inSection)
        guard own > 0, own >= rank else { throw SDPError(line: line.number, problem: .wrongOrder) }
        rank = own
        position += 1
        return line
    }

    private mutating func readSession() throws(SDPError) {
        var rank = 0, hasTime = false
        while let line = try next(after: &rank, inSection: false) {
            if line.letter == UInt8(ascii: "t") { hasTime = true }
            if line.letter == UInt8(ascii: "a") { try read(line) }
        }
        guard hasTime else { throw SDPError(line: position, problem: .missing("t=")) }
    }

    /// Takes an attribute of the session.
    private mutating func read(_ line: SDPLine) throws(SDPError) {
        let (name, text) = line.value.parted(at: ":")
        let value = text ?? ""
        if try transport.read(name, value, line) { return }
        switch name {
        case "ice-lite": session.isLite = true
        case "extmap-allow-mixed": session.allowsMixedExtensions = true
        case "group": try readGroup(value, line)
        case "extmap":
            guard extensions.count < SDPLimit.extensions else { throw SDPError(line: line.number, problem: .tooMany("extmap")) }
            extensions.append(try HeaderExtension(value, line))
        case "sendrecv", "sendonly", "recvonly", "inactive": direction = Direction(rawValue: String(name)) ?? .sendrecv
        default: break
        }
    }

    private mutating func readGroup(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let semantics = words.next() else { throw line.malformed("group") }
        guard semantics == "BUNDLE" else { return }
        guard session.bundles.count < SDPLimit.groups else { throw SDPError(line: line.number, problem: .tooMany("group")) }
        let mids = words.all()
        guard mids.count <= SDPLimit.sections else { throw SDPError(line: line.number, problem: .tooMany("mid")) }
        session.bundles.append(mids)
    }

    private mutating func readSection() throws(SDPError) {
        let first = lines[position]
        guard session.sections.count < SDPLimit.sections else { throw SDPError(line: first.number, problem: .tooMany("m=")) }
        position += 1
        var parser = SectionParser(try MediaLine(first), direction: direction)
        var rank = 0
        while let line = try next(after: &rank, inSection: true) { try parser.read(line) }
        session.sections.append(parser.finish(transport, extensions))
    }

    /// No section may have the name of another, nor be in two bundles (RFC 5888 §4, RFC 8843 §7.1).
    private func checkNames() throws(SDPError) {
        let mids = session.sections.compactMap(\.mid), bundled = session.bundles.flatMap { $0 }
        guard Set(mids).count == mids.count else { throw SDPError(line: 0, problem: .duplicate("a mid")) }
        guard Set(bundled).count == bundled.count else { throw SDPError(line: 0, problem: .duplicate("a mid of a=group")) }
        let unknown = Set(bundled).subtracting(mids)
        guard unknown.isEmpty else { throw SDPError(line: 0, problem: .missing("a mid of a=group")) }
    }
}
