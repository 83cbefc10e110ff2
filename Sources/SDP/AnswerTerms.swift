/// An address of the server, and its ports.
package struct ServerAddress: Equatable, Sendable {
    /// An IP address as text.
    package var host: String
    package var udpPort: UInt16
    /// Where connections are taken (RFC 6544); nil for none.
    package var tcpPort: UInt16?

    package init(host: String, udpPort: UInt16, tcpPort: UInt16? = nil) {
        self.host = host
        self.udpPort = udpPort
        self.tcpPort = tcpPort
    }
}

/// How the server is reached: the same for all sections of an answer.
package struct ServerTransport: Equatable, Sendable {
    package var fragment: String
    package var password: String
    package var fingerprint: Fingerprint
    /// The one to be tried first stands first.
    package var addresses: [ServerAddress]

    package init(fragment: String, password: String, fingerprint: Fingerprint, addresses: [ServerAddress]) {
        self.fragment = fragment
        self.password = password
        self.fingerprint = fingerprint
        self.addresses = addresses
    }

    /// One host candidate for each address and protocol, UDP before TCP (RFC 8445 §5.1.2, RFC 6544 §4.2).
    var candidates: [Candidate] {
        let addresses = addresses.prefix(SDPLimit.others).enumerated()
        let udp = addresses.map { index, address in
            Candidate(
                foundation: "u\(index)", transport: "udp", priority: 126 << 24 | UInt32(65535 - index) << 8 | 255,
                address: address.host, port: address.udpPort)
        }
        let tcp = addresses.compactMap { index, address in
            address.tcpPort.map { port in
                Candidate(
                    foundation: "t\(index)", transport: "tcp", priority: 90 << 24 | UInt32(4 << 13 | (8191 - index)) << 8 | 255,
                    address: address.host, port: port, tcpType: .passive)
            }
        }
        return udp + tcp
    }
}

/// What an offer is answered with.
package struct AnswerTerms: Equatable, Sendable {
    /// What the exchange is for, which says who may send.
    package enum Purpose: Equatable, Sendable {
        case call
        /// The client gives its media to the server (WHIP, RFC 9725).
        case ingest
        /// The client takes media from the server (WHEP).
        case playback
    }

    package var purpose = Purpose.call
    package var origin: Origin
    package var transport: ServerTransport
    /// Nil rejects each section of the kind.
    package var audio: ServerMedia? = .audio
    package var video: ServerMedia? = .video.resting
    /// The name of the server's sources (RFC 7022).
    package var cname: String
    /// Sources that were given to sections before, by `mid`: a second answer keeps them.
    package var ssrcs: [String: UInt32] = [:]

    package init(origin: Origin, transport: ServerTransport, cname: String) {
        self.origin = origin
        self.transport = transport
        self.cname = cname
    }

    func media(for kind: MediaKind) -> ServerMedia? {
        switch kind {
        case .audio: audio
        case .video: video
        case .application, .other: nil
        }
    }
}
