/// One section: a medium, and how it is sent (RFC 8866 §5.14).
package struct MediaSection: Equatable, Sendable {
    package var line: MediaLine
    /// The name by which a bundle and packets know the section (RFC 5888 §4).
    package var mid: String?
    package var direction = Direction.sendrecv
    package var codecs: [Codec] = []
    package var extensions: [HeaderExtension] = []
    package var sources = SectionSources()
    package var layers = Layers()
    package var transport = TransportDescription()
    package var rtcp = RTCPTraits()
    package var bandwidths: [Bandwidth] = []
    /// Port 0 here means no rejection (RFC 8843 §6).
    package var isBundleOnly = false
    /// The address of `c=`, of either family; nil where the session's holds.
    package var address: String?

    package init(_ line: MediaLine) { self.line = line }

    /// The codec of a payload type.
    package func codec(_ payload: UInt8) -> Codec? { codecs.first { $0.payload == payload } }

    /// True when the writer wants nothing of this section (RFC 3264 §5.1).
    package var isRejected: Bool { line.port == 0 && !isBundleOnly }
}
