/// A codec that the server takes, and how it answers for it.
package struct CodecWish: Equatable, Sendable {
    package var name: String
    package var rate: UInt32
    package var channels: UInt8
    /// What `a=fmtp` must say for the codec to be taken; an absent parameter counts as its default, given here.
    package var demands: [Demand]
    /// The server's own `a=fmtp`; nil repeats that of the offer.
    package var parameters: String?

    /// A parameter, the value that it must have, and that which it has when it is not written.
    package struct Demand: Equatable, Sendable {
        package var name: String
        package var value: String
        package var fallback: String

        package init(_ name: String, _ value: String, fallback: String) {
            self.name = name
            self.value = value
            self.fallback = fallback
        }
    }

    package init(name: String, rate: UInt32, channels: UInt8 = 1, demands: [Demand] = [], parameters: String? = nil) {
        self.name = name
        self.rate = rate
        self.channels = channels
        self.demands = demands
        self.parameters = parameters
    }

    package static let opus = CodecWish(name: "opus", rate: 48000, channels: 2, parameters: "minptime=10;useinbandfec=1;maxaveragebitrate=48000")
    package static let vp8 = CodecWish(name: "VP8", rate: 90000)
    package static let vp9 = CodecWish(name: "VP9", rate: 90000, demands: [Demand("profile-id", "0", fallback: "0")])
    package static let av1 = CodecWish(name: "AV1", rate: 90000, demands: [Demand("profile", "0", fallback: "0")])
    package static let h264 = CodecWish(
        name: "H264", rate: 90000, demands: [Demand("packetization-mode", "1", fallback: "0")])

    func admits(_ codec: Codec) -> Bool {
        codec.isCalled(name) && codec.rate == rate && codec.channels == channels
            && demands.allSatisfy { (codec.parameter($0.name) ?? $0.fallback) == $0.value }
    }
}

/// What the server can do with one kind of medium.
package struct ServerMedia: Equatable, Sendable {
    /// The best first.
    package var codecs: [CodecWish]
    /// Forms of RTCP feedback that are kept from the offer.
    package var feedback: [String]
    /// Header extensions that are kept from the offer.
    package var extensions: [String]
    package var direction: Direction
    /// Takes `rtx` with each codec (RFC 4588).
    package var retransmits: Bool

    package init(codecs: [CodecWish], feedback: [String], extensions: [String], direction: Direction, retransmits: Bool) {
        self.codecs = codecs
        self.feedback = feedback
        self.extensions = extensions
        self.direction = direction
        self.retransmits = retransmits
    }

    /// Opus both ways, with levels and transport-wide feedback.
    package static let audio = ServerMedia(
        codecs: [.opus], feedback: ["transport-cc"],
        extensions: [HeaderExtension.audioLevel, HeaderExtension.transportSequence, HeaderExtension.mid],
        direction: .sendrecv, retransmits: false)

    /// Four codecs both ways, with simulcast.
    package static let video = ServerMedia(
        codecs: [.vp8, .h264, .vp9, .av1],
        feedback: ["transport-cc", "ccm fir", "nack", "nack pli"],
        extensions: [
            HeaderExtension.transportSequence, HeaderExtension.mid, HeaderExtension.rid, HeaderExtension.repairedRID,
            HeaderExtension.videoOrientation, HeaderExtension.dependencyDescriptor,
        ],
        direction: .sendrecv, retransmits: true)

    /// The same kind, agreed on and not in use: no picture is sent either way until another offer.
    package var resting: ServerMedia {
        var media = self
        media.direction = .inactive
        return media
    }
}
