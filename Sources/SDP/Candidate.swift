/// A place where packets may be sent (RFC 8839 §5.1).
package struct Candidate: Equatable, Sendable {
    package enum Kind: String, Equatable, Sendable { case host, srflx, prflx, relay }
    package enum TCPType: String, Equatable, Sendable { case active, passive, so }

    package var foundation: String
    package var component: UInt16
    /// `udp`, `tcp` (RFC 6544), or what nobody here speaks.
    package var transport: String
    package var priority: UInt32
    /// An IP address or a name.
    package var address: String
    package var port: UInt16
    package var kind: Kind
    package var tcpType: TCPType?

    package init(
        foundation: String, transport: String, priority: UInt32, address: String, port: UInt16, tcpType: TCPType? = nil
    ) {
        self.foundation = foundation
        component = 1
        self.transport = transport
        self.priority = priority
        self.address = address
        self.port = port
        kind = .host
        self.tcpType = tcpType
    }

    init(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let foundation = words.next(), foundation.utf8.count <= 32, foundation.isICEText,
            let component = words.next()?.number(UInt16.self),
            let transport = words.next(), transport.isToken,
            let priority = words.next()?.number(UInt32.self),
            let address = words.next(), address.utf8.count <= 255,
            let port = words.next()?.number(UInt16.self),
            words.next() == "typ", let word = words.next(), let kind = Kind(rawValue: String(word))
        else { throw line.malformed("candidate") }
        self.init(
            foundation: String(foundation), transport: String(decoding: transport.utf8.lowercased, as: UTF8.self),
            priority: priority, address: String(address), port: port)
        self.component = component
        self.kind = kind
        while let name = words.next(), let value = words.next() {
            if name == "tcptype" { tcpType = TCPType(rawValue: String(value)) }
        }
    }

    package var text: String {
        "\(foundation) \(component) \(transport) \(priority) \(address) \(port) typ \(kind.rawValue)"
            + (tcpType.map { " tcptype \($0.rawValue)" } ?? "")
    }
}
