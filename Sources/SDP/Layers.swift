/// One encoding of a simulcast (RFC 8851 §10).
package struct StreamID: Equatable, Sendable {
    package var id: String
    /// True for one that the writer of the section sends.
    package var isSent: Bool
    /// Restrictions as they were written; mostly empty.
    package var restrictions: String

    package init(id: String, isSent: Bool, restrictions: String = "") {
        self.id = id
        self.isSent = isSent
        self.restrictions = restrictions
    }

    init(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let id = words.next(), id.utf8.count <= 64, id.isToken, let way = words.next(), way == "send" || way == "recv" else {
            throw line.malformed("rid")
        }
        self.init(id: String(id), isSent: way == "send", restrictions: String(words.remainder()))
    }

    var text: String { "\(id) \(isSent ? "send" : "recv")\(restrictions.isEmpty ? "" : " \(restrictions)")" }
}

/// The encodings of a section and how they are put together (RFC 8853 §5.1).
package struct Layers: Equatable, Sendable {
    package var rids: [StreamID] = []
    /// The list after `send`, as in `q;h;f`; empty for none.
    package var sent = ""
    package var received = ""

    package init() {}

    mutating func read(simulcast value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        while let way = words.next() {
            guard let list = words.next() else { throw line.malformed("simulcast") }
            switch way {
            case "send" where sent.isEmpty: sent = String(list)
            case "recv" where received.isEmpty: received = String(list)
            default: throw line.malformed("simulcast")
            }
        }
    }

    var simulcast: String? {
        let parts = [sent.isEmpty ? nil : "send \(sent)", received.isEmpty ? nil : "recv \(received)"].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
