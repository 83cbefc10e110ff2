import SMTP
import Testing

/// Plays a dialogue of `C:` and `S:` lines. A server's line stands for a reply that begins with it.
struct Script {
    let text: String

    init(_ text: String) { self.text = text }

    func play(_ options: SMTPServer.Options = .test(), sourceLocation: SourceLocation = #_sourceLocation) {
        var peer = ServerPeer(options)
        var read = 0
        for line in text.split(separator: "\n") {
            let words = line.dropFirst(3)
            if line.hasPrefix("C:") {
                #expect(
                    read == peer.log.replies.count, "unread before \(line): \(peer.log.replies)", sourceLocation: sourceLocation)
                peer.receive("\(words)\r\n")
            } else {
                let reply = read < peer.log.replies.count ? peer.log.replies[read] : "nothing"
                #expect(reply.hasPrefix(words), "\(reply) instead of \(words)", sourceLocation: sourceLocation)
                read += 1
            }
        }
        #expect(read == peer.log.replies.count, "\(peer.log.replies)", sourceLocation: sourceLocation)
    }
}
