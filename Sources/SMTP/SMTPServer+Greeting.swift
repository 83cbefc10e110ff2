extension SMTPServer {
    /// HELO, EHLO or LHLO; a mail that was begun is forgotten (RFC 5321 §4.1.4).
    mutating func greet(_ command: SMTPCommand) {
        guard (command.verb == .lhlo) == (options.dialect == .lmtp) else { return fault(.unknownCommand) }
        guard let name = Self.name(command.arguments) else { return fault(.badHello) }
        transaction = nil
        session.helo = name
        session.esmtp = command.verb != .helo
        idle(SMTPReply(250, nil, session.esmtp ? [options.hostname] + extensions : [options.hostname]))
    }

    /// Any printable name: what peers call themselves is often wrong and never trusted.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard (1...255).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var extensions: [String] {
        ["PIPELINING", "SIZE \(options.maximumSize)"]
            + (options.offersTLS && !session.secure ? ["STARTTLS"] : [])
            + ["ENHANCEDSTATUSCODES", "8BITMIME", "SMTPUTF8"]
    }
}
