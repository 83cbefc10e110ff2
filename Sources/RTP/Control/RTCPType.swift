/// The packet types of RTCP that are read (RFC 3550 §12.1, RFC 4585 §6.1).
enum RTCPType {
    static let senderReport: UInt8 = 200
    static let receiverReport: UInt8 = 201
    static let sourceDescription: UInt8 = 202
    static let goodbye: UInt8 = 203
    static let transportFeedback: UInt8 = 205
    static let payloadFeedback: UInt8 = 206
}

/// The formats of feedback that are read.
enum FeedbackFormat {
    /// RFC 4585 §6.2.1.
    static let nack: UInt8 = 1
    /// draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1.
    static let transportWide: UInt8 = 15
    /// RFC 4585 §6.3.1.
    static let pictureLoss: UInt8 = 1
    /// RFC 5104 §4.3.1.
    static let fullIntra: UInt8 = 4
    /// RFC 4585 §6.4, of which the bandwidth estimate of draft-alvestrand-rmcat-remb-03 is one kind.
    static let application: UInt8 = 15
}
