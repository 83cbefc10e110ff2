/// What a section carries (RFC 8866 §5.14).
package enum MediaKind: Equatable, Sendable {
    case audio, video, application
    case other(String)

    init(_ text: Substring) {
        switch text {
        case "audio": self = .audio
        case "video": self = .video
        case "application": self = .application
        default: self = .other(String(text))
        }
    }

    package var text: String {
        switch self {
        case .audio: "audio"
        case .video: "video"
        case .application: "application"
        case .other(let text): text
        }
    }
}

/// The line that begins a section (RFC 8866 §5.14).
package struct MediaLine: Equatable, Sendable {
    package var kind: MediaKind
    /// 0 where the section is rejected, or comes into being with its bundle alone (RFC 8843 §6).
    package var port: UInt16
    package var protocolName: String
    package var formats: [String]

    package init(kind: MediaKind, port: UInt16, protocolName: String, formats: [String]) {
        self.kind = kind
        self.port = port
        self.protocolName = protocolName
        self.formats = formats
    }

    init(_ line: SDPLine) throws(SDPError) {
        var words = Words(line.value)
        guard let kind = words.next(), kind.isToken, let ports = words.next(), let name = words.next() else {
            throw line.malformed("m=")
        }
        guard let port = ports.parted(at: "/").0.number(UInt16.self) else { throw line.malformed("the port of m=") }
        let formats = words.all()
        guard !formats.isEmpty else { throw line.malformed("m=") }
        guard formats.count <= SDPLimit.formats else { throw SDPError(line: line.number, problem: .tooMany("formats")) }
        guard Set(formats).count == formats.count else { throw SDPError(line: line.number, problem: .duplicate("a format")) }
        self.init(kind: MediaKind(kind), port: port, protocolName: String(name), formats: formats)
    }

    /// True for RTP of any profile, whose formats are payload types.
    package var isRTP: Bool { protocolName.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("RTP".utf8) } }

    var text: String { "\(kind.text) \(port) \(protocolName) \(formats.joined(separator: " "))" }
}
