/// What has come of a message's content.
struct ContentPhase: Sendable, Equatable {
    /// Texts below this are copied together.
    static let shortText = 1024

    var scanner = ContentScanner()
    /// Short texts of one read that are handed out together.
    var gathered: [UInt8] = []
    /// Bytes handed out or gathered.
    var delivered = 0
    /// Bytes read, whether or not they were handed out.
    var received = 0
    /// Why the message is refused at its end; nothing of it is handed out from here on.
    var verdict: SMTPReply?
}
