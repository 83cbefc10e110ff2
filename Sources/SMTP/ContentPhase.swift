/// What has come of a message's content.
struct ContentPhase: Sendable, Equatable {
    var scanner = ContentScanner()
    /// Bytes handed out.
    var delivered = 0
    /// Bytes read, whether or not they were handed out.
    var received = 0
    /// Why the message is refused at its end; nothing of it is handed out from here on.
    var verdict: SMTPReply?
}
