import Foundation
import SDP
import Testing

/// Offers of real browsers, and small ones that are written by hand.
enum Offer {
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Offers/\(name).sdp")))
    }

    static func browser(_ name: String) throws -> SessionDescription { try SessionDescription(parsing: bytes(name)) }

    static let transport = [
        "a=ice-ufrag:abcd", "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=setup:actpass",
        "a=fingerprint:sha-256 " + [String](repeating: "0a", count: 32).joined(separator: ":"),
    ]

    static let audio = ["m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=mid:0", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2"]
    static let head = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0"]

    static func text(_ lines: [String], end: String = "\r\n") -> [UInt8] { Array(lines.map { $0 + end }.joined().utf8) }

    /// An offer of the lines after the head and the transport.
    static func parse(_ lines: [String]) throws -> SessionDescription {
        try SessionDescription(parsing: text(head + transport + lines))
    }
}

/// The same numbers each time.
struct Numbers: RandomNumberGenerator {
    var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    }
}

extension AnswerTerms {
    static var test: AnswerTerms {
        let transport = ServerTransport(
            fragment: "serverID", password: "serverserverserverserver",
            fingerprint: Fingerprint(hash: "sha-256", bytes: [UInt8](repeating: 0xAB, count: 32)),
            addresses: [
                ServerAddress(host: "192.0.2.1", udpPort: 3478, tcpPort: 443), ServerAddress(host: "2001:db8::1", udpPort: 3478),
            ])
        return AnswerTerms(origin: Origin(id: 7, version: 1), transport: transport, cname: "server")
    }
}

func answer(_ offer: SessionDescription, _ terms: AnswerTerms = .test) throws -> SDPAnswer {
    var numbers = Numbers()
    return try SDPAnswer(to: offer, terms, using: &numbers)
}

/// The lines of one section of an answer, or those before the first.
func lines(_ answer: SDPAnswer, section: Int?) -> [String] {
    let all = answer.description.text.split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
    let starts = all.indices.filter { all[$0].hasPrefix("m=") } + [all.count]
    guard let section else { return Array(all[..<starts[0]]) }
    return Array(all[starts[section]..<starts[section + 1]])
}
