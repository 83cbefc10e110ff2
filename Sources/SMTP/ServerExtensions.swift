/// What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).
struct ServerExtensions: Sendable, Equatable {
    var startTLS = false
    var pipelining = false
    var eightBit = false
    var utf8 = false
    /// SIZE without a number, or with 0, names no limit.
    var size = false
    var maximumSize: Int?
    var mechanisms: Set<String> = []

    init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
            switch words.first {
            case "STARTTLS": startTLS = true
            case "PIPELINING": pipelining = true
            case "8BITMIME": eightBit = true
            case "SMTPUTF8": utf8 = true
            case "AUTH": mechanisms.formUnion(words.dropFirst())
            case "SIZE":
                size = true
                maximumSize = words.dropFirst().first.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
            default: break
            }
        }
    }
}
