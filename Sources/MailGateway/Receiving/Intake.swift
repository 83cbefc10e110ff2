import Crypto
import Domain
import Hub
import Logging
import Mail
import NIOPosix
import SMTP

/// Reads mails that came in and puts them where they belong. A mail is answered with 250 only once it is kept.
struct Intake: Sendable {
    let hub: Hub
    let authenticator: Authenticator
    let logger: Logger

    /// Where mail to an address goes.
    func route(_ address: String) async -> Result<MailRoute, IntakeRefusal> {
        do {
            if let route = try await hub.route(to: address) { return .success(route) }
            return .failure(IntakeRefusal(reply: SMTPReply(550, "5.1.1", "There is no such mailbox here")))
        } catch {
            return .failure(IntakeRefusal(reply: reply(to: error)))
        }
    }

    /// Keeps a mail for each of its recipients, and says what came of each.
    func take(_ taken: TakenMail, for routes: [MailRoute]) async -> [SMTPReply] {
        let mail: ReceivedMail
        do {
            mail = try await read(taken)
        } catch {
            let words = (error as? MailFault).map { "\($0)" } ?? "This mail cannot be read"
            return routes.map { _ in SMTPReply(550, "5.6.0", words) }
        }
        var replies: [SMTPReply] = []
        for route in routes { replies.append(await keep(mail, taken, for: route)) }
        return replies
    }

    /// Off the event loops: a large mail takes a while.
    private func read(_ taken: TakenMail) async throws -> ReceivedMail {
        try await NIOThreadPool.singleton.runIfActive {
            try MailReader.read(taken.bytes, nullSender: taken.envelope.from.address.isEmpty)
        }
    }

    private func keep(_ mail: ReceivedMail, _ taken: TakenMail, for route: MailRoute) async -> SMTPReply {
        do {
            switch mail.kind {
            case .report(let report): try await take(report, by: route)
            case .automatic(let why): try await takeAutomatic(mail, why, by: route)
            case .message:
                if case .bounce(let bounce) = route, taken.envelope.from.address.isEmpty {
                    try await hub.bounced(bounce, reason: mail.firstWords ?? "It came back.", isFinal: true)
                } else {
                    try await hub.receive(try await incoming(mail, taken, for: route), by: route)
                }
            }
            return SMTPReply(250, "2.0.0", "Kept")
        } catch {
            return reply(to: error)
        }
    }

    private func take(_ report: DeliveryReport, by route: MailRoute) async throws {
        let bounce: String
        switch route {
        case .bounce(let known): bounce = known
        case .reply, .member, .group, .stop:
            guard let id = report.originalMessageID, let token = OwnMessageID.bounce(of: id) else { return }
            bounce = token
        }
        guard let last = report.recipients.last(where: { $0.action == .failed }) else { return }
        try await hub.bounced(
            bounce, reason: DeliveryReason.words(status: last.status, code: nil, text: last.diagnostic), isFinal: true)
    }

    private func takeAutomatic(_ mail: ReceivedMail, _ why: String, by route: MailRoute) async throws {
        switch route {
        case .reply, .bounce:
            try await hub.receiveAutomatic(mail.firstWords ?? mail.subject, by: route)
        case .stop: try await hub.receive(try incoming(mail, verdict: .none, digest: [UInt8](repeating: 0, count: 32)), by: route)
        case .member, .group: throw Refusal.forbidden("mail that nobody wrote by hand is not taken here (\(why))")
        }
    }

    private func incoming(_ mail: ReceivedMail, _ taken: TakenMail, for route: MailRoute) async throws -> IncomingMail {
        let verdict = await authenticator.verdict(on: mail, taken)
        var hash = SHA256()
        hash.update(data: Array("\(route.secretPart)\n\(mail.messageID ?? "")\n\(mail.date ?? 0)\n".utf8))
        hash.update(data: taken.bytes.afterHead)
        return try incoming(mail, verdict: verdict, digest: Array(hash.finalize()))
    }

    private func incoming(_ mail: ReceivedMail, verdict: ReceivedRecord.Verdict, digest: [UInt8]) throws -> IncomingMail {
        guard mail.from.count == 1, let from = mail.from.first else {
            throw Refusal.invalid(field: "From", expected: "exactly one sender")
        }
        let text = ReplyReader.read(mail)
        var said = text.said
        if mail.protection == .encrypted, said.isEmpty { said = "(This mail is encrypted and cannot be read here.)" }
        return IncomingMail(
            from: try Address(from.address, field: "From"), name: from.name, subject: mail.subject, said: said,
            folded: text.folded, html: mail.html.map { $0.utf8.count <= Self.html ? $0 : "" } ?? "", files: files(of: mail),
            verdict: verdict, messageID: mail.messageID.map { "<\($0.trimmingAngles)>" }, digest: digest)
    }

    /// The HTML of a mail beyond this is kept as a file.
    static let html = 1 << 20

    private func files(of mail: ReceivedMail) -> [IncomingMail.File] {
        var files = mail.files.map { IncomingMail.File(name: $0.name, type: $0.type, bytes: $0.bytes) }
        if let html = mail.html, html.utf8.count > Self.html {
            files.append(IncomingMail.File(name: "message.html", type: "text/html", bytes: Array(html.utf8)))
        }
        return files
    }
}

extension ReceivedMail {
    /// The first words of the body, on one line.
    fileprivate var firstWords: String? {
        let said = ReplyReader.read(self).said
        let words = said.split(whereSeparator: \.isWhitespace).prefix(40).joined(separator: " ")
        return words.isEmpty ? nil : String(words.prefix(200))
    }
}

extension MailRoute {
    /// What tells the copies apart of a mail to several addresses here.
    fileprivate var secretPart: String {
        switch self {
        case .reply(let place, _): place.reply
        case .member(let person): "m\(person.rawValue)"
        case .group(let id, _): "g\(id.rawValue)"
        case .bounce(let bounce): bounce
        case .stop(let stop): stop
        }
    }
}

extension [UInt8] {
    /// The body with its line break before: what servers on the way leave as it is.
    fileprivate var afterHead: ArraySlice<UInt8> {
        var at = startIndex
        while let line = self[at...].firstIndex(of: 0x0A) {
            at = line + 1
            if at < endIndex, self[at] == 0x0A || (self[at] == 0x0D && at + 1 < endIndex && self[at + 1] == 0x0A) {
                return self[at...]
            }
        }
        return self[...]
    }
}

extension String {
    var trimmingAngles: String {
        var text = self[...]
        if text.first == "<" { text.removeFirst() }
        if text.last == ">" { text.removeLast() }
        return String(text)
    }
}
