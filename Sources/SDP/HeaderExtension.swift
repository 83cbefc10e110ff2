/// The number under which a header extension is sent (RFC 8285 §5).
package struct HeaderExtension: Equatable, Sendable {
    package var id: UInt16
    package var direction: Direction
    package var uri: String
    /// Attributes of the extension; mostly empty.
    package var attributes: String

    package init(id: UInt16, uri: String, direction: Direction = .sendrecv, attributes: String = "") {
        self.id = id
        self.direction = direction
        self.uri = uri
        self.attributes = attributes
    }

    package static let audioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
    package static let transportSequence = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
    package static let mid = "urn:ietf:params:rtp-hdrext:sdes:mid"
    package static let rid = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
    package static let repairedRID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
    package static let videoOrientation = "urn:3gpp:video-orientation"
    package static let dependencyDescriptor =
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"

    init(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let head = words.next(), let uri = words.next() else { throw line.malformed("extmap") }
        let (number, way) = head.parted(at: "/")
        guard let id = number.number(UInt16.self), id > 0, id <= 4351 else { throw line.malformed("the number of extmap") }
        guard let direction = way.map({ Direction(rawValue: String($0)) }) ?? .sendrecv else {
            throw line.malformed("the direction of extmap")
        }
        self.init(id: id, uri: String(uri), direction: direction, attributes: String(words.remainder()))
    }

    var text: String {
        "\(id)\(direction == .sendrecv ? "" : "/\(direction.rawValue)") \(uri)\(attributes.isEmpty ? "" : " \(attributes)")"
    }
}
