import Domain
import Foundation
import Hub
import Mail
import MailAuthentication

/// Writes a mail: its words, its files, its signature.
struct MailWriter: Sendable {
    /// Files go along up to this much in all; the rest is a click away.
    static let attached: Int64 = 10 << 20
    /// A picture up to this size is shown in the mail itself.
    static let shown: Int64 = 2 << 20

    let hub: Hub
    let options: MailGatewayOptions
    let signers: [DKIMSigner]

    func write(_ job: MailJob) async throws -> WrittenMail {
        let mail = hub.policy.mail
        let files = try chosenFiles(of: job)
        let letter = words(of: job, showing: files)
        let messageID = OwnMessageID.text(of: job.mail, domain: options.domain)
        let subject = job.place.map { $0.subject.isEmpty ? letter.subject : $0.subject } ?? letter.subject
        let own = Mailbox(name: fromName(of: job), address: fromAddress(of: job))
        var outgoing = OutgoingMail(
            from: own, to: Mailbox(name: job.recipient.role == .guest ? "" : job.recipient.name, address: job.address.text),
            subject: subject, messageID: messageID, date: max(job.mail.createdAt, job.lines.last?.at ?? 0), text: letter.text)
        outgoing.html = letter.html
        outgoing.files = files.map(\.file)
        outgoing.isAutomatic = job.mail.kind == .signin || job.mail.kind == .test || job.mail.kind == .link
        if let place = job.place {
            outgoing.inReplyTo = place.thread.last
            outgoing.references = place.thread
            outgoing.listUnsubscribe = ["\(options.publicURL)/stop/\(place.stop)"]
            if mail.receives { outgoing.listUnsubscribe.append("mailto:\(mail.stopAddress(place))") }
            outgoing.oneClick = true
        }
        let bytes = outgoing.bytes
        let signature = signers.isEmpty ? [] : try DKIMSigner.headers(for: bytes, at: hub.now(), by: signers)
        return WrittenMail(
            id: job.mail.id.rawValue, bytes: signature + bytes, sender: sender(of: job), recipient: job.address.text,
            messageID: messageID, subject: subject, link: job.link, needsUTF8: outgoing.needsUTF8)
    }

    private func sender(of job: MailJob) -> String {
        hub.policy.mail.receives ? hub.policy.mail.bounceAddress(job.mail) : "noreply@\(options.domain)"
    }

    private func fromName(of job: MailJob) -> String {
        switch job.mail.kind {
        case .invitation, .digest:
            if let talk = job.conversation, talk.kind != .direct, !talk.title.isEmpty { return talk.title }
            return (job.conversation?.kind == .direct ? job.lines.last?.name : job.sender?.name) ?? job.sender?.name
                ?? options.serverName
        case .link, .signin, .test: return options.serverName
        }
    }

    /// Answers go to the secret address of this person in this conversation.
    private func fromAddress(of job: MailJob) -> String {
        guard hub.policy.mail.receives, let place = job.place else { return "noreply@\(options.domain)" }
        return hub.policy.mail.replyAddress(place)
    }

    private struct ChosenFile {
        let id: AttachmentID
        let file: OutgoingFile
    }

    private func chosenFiles(of job: MailJob) throws -> [ChosenFile] {
        var left = Self.attached
        var chosen: [ChosenFile] = []
        for record in job.lines.flatMap(\.files) where record.attachment.size <= left {
            let a = record.attachment
            guard let data = FileManager.default.contents(atPath: hub.blobs.path(of: record.digest)) else { continue }
            left -= a.size
            let isShown = a.size <= Self.shown && ["image/png", "image/jpeg", "image/gif"].contains(a.type)
            chosen.append(
                ChosenFile(
                    id: a.id,
                    file: OutgoingFile(
                        name: a.name, type: a.type, bytes: [UInt8](data),
                        contentID: isShown ? "\(a.id.text)@\(options.domain)" : nil)))
        }
        return chosen
    }

    private func words(of job: MailJob, showing files: [ChosenFile]) -> Letter {
        let style = LetterStyle(serverName: options.serverName, publicURL: options.publicURL)
        let recipient = Mailbox(name: job.recipient.name, address: job.address.text)
        let lines = job.lines.map { line($0, job, files) }, earlier = job.earlier.map { line($0, job, []) }
        let title = job.conversation.flatMap { $0.kind == .direct ? nil : $0.title }
        let others = job.conversation?.others ?? []
        let sender = Mailbox(name: job.sender?.name ?? options.serverName, address: job.sender?.address?.text ?? "")
        let canReply = hub.policy.mail.receives
        let stop = job.place.map { "\(options.publicURL)/stop/\($0.stop)" } ?? ""
        switch job.mail.kind {
        case .invitation:
            return InvitationLetter(
                style: style, inviter: sender, recipient: recipient, conversationTitle: title, others: others, lines: lines,
                link: job.link, canReply: canReply, stopLink: stop, hasCalls: false, expires: job.expiresAt ?? 0
            ).letter
        case .digest:
            return DigestLetter(
                style: style, recipient: recipient, conversationTitle: title, others: others, lines: lines, earlier: earlier,
                link: job.link, canReply: canReply, stopLink: stop, isRequest: job.isRequest,
                isMember: job.recipient.role.isRegistered, omitted: job.omitted
            ).letter
        case .link:
            return FreshLinkLetter(
                style: style, recipient: recipient, conversationTitle: title, inviter: sender, link: job.link, stopLink: stop
            ).letter
        case .signin:
            return SignInLetter(style: style, recipient: recipient, link: job.link, minutes: 30, device: "").letter
        case .test: return TestLetter(style: style, recipient: recipient, facts: facts).letter
        }
    }

    private var facts: [(String, String)] {
        [
            ("Server", options.publicURL), ("Domain", options.domain),
            ("Signed", signers.isEmpty ? "no" : signers.map(\.selector).joined(separator: ", ")),
            ("Answers", hub.policy.mail.receives ? "arrive" : "do not arrive: no address to take mail on is set"),
        ]
    }

    private func line(_ line: MailLine, _ job: MailJob, _ files: [ChosenFile]) -> LetterLine {
        LetterLine(
            author: line.name, isRecipient: line.author == job.recipient.id, at: line.at,
            zoneOffset: TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(line.at) / 1_000)),
            text: line.isMissedCall ? LetterWords.missedCall : line.text,
            files: line.files.map { record in
                let a = record.attachment
                let chosen = files.first { $0.id == a.id }
                return (
                    name: a.name, type: a.type, size: a.size, url: chosen == nil ? job.link : nil,
                    contentID: chosen?.file.contentID
                )
            }, edited: line.edited)
    }
}
