/// A command line: its verb and what follows (RFC 5321 §4.1).
struct SMTPCommand {
    enum Verb: String, CaseIterable {
        case helo = "HELO"
        case ehlo = "EHLO"
        case lhlo = "LHLO"
        case mail = "MAIL"
        case rcpt = "RCPT"
        case data = "DATA"
        case rset = "RSET"
        case noop = "NOOP"
        case vrfy = "VRFY"
        case expn = "EXPN"
        case help = "HELP"
        case quit = "QUIT"
        case startTLS = "STARTTLS"
        /// A line of HTTP, by which a browser is made to speak to a mail server.
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case connect = "CONNECT"
        case options = "OPTIONS"
    }

    /// The most a line has, with its end: RFC 5321 §4.5.3.1.4 and what extensions add to it.
    static let maximumLine = 1000

    /// Nil when the verb is not known.
    let verb: Verb?
    /// What follows the verb, without blanks around it.
    let arguments: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) {
        let end = line.firstIndex(where: Self.isBlank) ?? line.endIndex
        verb = Verb(rawValue: String(decoding: line[..<end].map(\.capital), as: UTF8.self))
        var arguments = line[end...].drop(while: Self.isBlank)
        while let last = arguments.last, Self.isBlank(last) { arguments.removeLast() }
        self.arguments = arguments
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == .space || byte == .tab }
}
