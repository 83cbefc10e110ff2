import Bytes
import Domain

extension Hub {
    /// Puts what somebody wrote by mail where it belongs. When this returns, it is kept.
    ///
    /// - Throws: `Refusal`, to be told to the sender's server.
    package func receive(_ mail: IncomingMail, by route: MailRoute) async throws {
        switch route {
        case .reply(let place, let owner): try await receive(mail, to: place, of: owner)
        case .member(let person): try await receive(mail, toMember: person)
        case .group(let id, let writers): try await receive(mail, toGroup: id, writers)
        case .stop(let secret): _ = try await stop(secret, .conversation)
        case .bounce:
            throw Refusal.invalid(field: "recipient", expected: "the address that the mail came from, not its return path")
        }
    }

    /// A mailbox answered by itself: a state, not a message.
    package func receiveAutomatic(_ words: String, by route: MailRoute) async throws {
        let place: MailPlace?
        switch route {
        case .reply(let known, _): place = known
        case .bounce(let bounce):
            place = try await store.read { s in
                guard let mail = try s.mail(bounce: bounce), let id = mail.conversation else { return nil }
                return try s.mailPlace(of: mail.person, in: id)
            }
        case .member, .group, .stop: place = nil
        }
        guard let place else { return }
        try await committer.perform { ledger in
            guard let now = try ledger.tx.mailPlace(of: place.person, in: place.conversation),
                try ledger.tx.person(place.person)?.role == .guest
            else { return }
            try ledger.setDelivery(.away, of: now, text: words)
        }
    }

    private func receive(_ mail: IncomingMail, to place: MailPlace, of owner: Address) async throws {
        guard mail.from.isSameMailbox(as: owner) else {
            throw Refusal.forbidden(
                "this address answers for somebody else's mailbox only; write from the one that got the mail, or ask to be added")
        }
        try permitMessage(by: place.person)
        try await keep(mail, from: place.person) { _, attachments, ledger in
            try ledger.post(mail, attachments, to: place.conversation, by: place.person, isProven: true)
        }
    }

    private func receive(_ mail: IncomingMail, toMember member: PersonID) async throws {
        let conversation = ConversationID(rawValue: secrets.identifier())
        let sender = try await sender(of: mail, strangers: .strangers(member))
        guard sender != member else { throw Refusal.invalid(field: "recipient", expected: "somebody else") }
        try await keep(mail, from: sender) { me, attachments, ledger in
            guard let other = try ledger.tx.person(member), !other.gone else { throw Refusal.notFound("member") }
            let existing = try ledger.tx.direct(between: me.id, and: member)
            if existing == nil { try ledger.openDirect(conversation, other, me) }
            try ledger.post(mail, attachments, to: existing ?? conversation, by: me.id, isProven: mail.verdict == .pass)
        }
    }

    private func receive(_ mail: IncomingMail, toGroup id: ConversationID, _ writers: GroupAddress.Writers) async throws {
        let ticket = ConversationID(rawValue: secrets.identifier())
        let known = try await store.read { s in
            try s.person(at: mail.from).flatMap { person in
                try s.place(of: person.id, in: id)?.membership.state == .joined ? person.id : nil
            }
        }
        if let known {
            guard mail.verdict == .pass else { throw Refusal.unproven(mail.from) }
            try permitMessage(by: known)
            return try await keep(mail, from: known) { me, attachments, ledger in
                try ledger.post(mail, attachments, to: id, by: me.id, isProven: true)
            }
        }
        guard writers == .anyone else { throw Refusal.forbidden("only members may write to this address") }
        let sender = try await sender(of: mail, strangers: .tickets(id))
        try limiter.take(.conversations(sender), rate: 10, per: 3_600_000, burst: 10, what: "new conversations")
        try await keep(mail, from: sender) { me, attachments, ledger in
            try ledger.openTicket(ticket, like: id, titled: mail.subject, by: me)
            try ledger.post(mail, attachments, to: ticket, by: me.id, isProven: mail.verdict == .pass)
        }
    }

    /// Who wrote a mail to a public address. Who is known already has to be proven, but for whom only such mails made known.
    ///
    /// - Parameter strangers: counts those whom nobody knows.
    private func sender(of mail: IncomingMail, strangers: Limiter.Key) async throws -> PersonID {
        guard mail.verdict != .fail else { throw Refusal.unproven(mail.from) }
        let known = try await store.read { s -> (PersonID, Bool)? in
            try s.person(at: mail.from).map { ($0.id, try mail.verdict == .pass || s.isUnproven($0.id)) }
        }
        guard let (id, isAllowed) = known else {
            let rate = Self.strangersPerHour
            try limiter.take(strangers, rate: rate, per: 3_600_000, burst: rate, what: "mails of people nobody knows")
            return PersonID(rawValue: secrets.identifier())
        }
        guard isAllowed else { throw Refusal.unproven(mail.from) }
        try permitMessage(by: id)
        return id
    }

    /// Mails of people whom nobody knows that one member, or one group, gets in an hour.
    static let strangersPerHour = 60

    /// Puts a mail's files on disk, then runs `body` in a transaction in which they and their sender are entered.
    ///
    /// A mail that was kept before is kept no second time.
    private func keep(
        _ mail: IncomingMail, from sender: PersonID,
        _ body: @escaping @Sendable (Person, [Attachment], LedgerTransaction) throws -> Void
    ) async throws {
        try await permitFiles(of: mail)
        var files: [KeptFile] = []
        do {
            for file in mail.files { files.append(try await keep(file)) }
            let kept = files
            let isKept = try await committer.perform { ledger -> Bool in
                let me = try ledger.mailer(sender, mail)
                if try ledger.tx.earlier(key: mail.key(0), by: me.id) != nil { return false }
                for file in kept {
                    try ledger.tx.save(
                        AttachmentRecord(attachment: file.attachment, owner: me.id, digest: file.digest, createdAt: ledger.now))
                }
                try body(me, kept.map(\.attachment), ledger)
                return true
            }
            for file in files { await blobs.settle(file.digest, kept: isKept) }
        } catch {
            for file in files { await blobs.settle(file.digest, kept: false) }
            if error is StorageFull { throw Refusal.storageFull }
            throw error
        }
    }

    private func permitFiles(of mail: IncomingMail) async throws {
        let limits = policy.limits
        for file in mail.files where limits.attachmentBytes > 0 && file.bytes.count > limits.attachmentBytes {
            throw Refusal.tooLarge(limit: limits.attachmentBytes)
        }
        guard limits.attachmentTotalBytes > 0, !mail.files.isEmpty else { return }
        let used = try await store.read { try $0.attachmentBytes() }
        guard used + mail.files.reduce(0, { $0 + Int64($1.bytes.count) }) <= limits.attachmentTotalBytes else {
            throw Refusal.storageFull
        }
    }

    private struct KeptFile: Sendable {
        let attachment: Attachment
        let digest: [UInt8]
    }

    private func keep(_ file: IncomingMail.File) async throws -> KeptFile {
        let upload = try await blobs.begin()
        let digest: [UInt8]
        do {
            try await upload.write(file.bytes)
            digest = try await upload.finish()
        } catch {
            await upload.cancel()
            throw error
        }
        let image = await blobs.inspect(digest, type: file.type)
        let attachment = Attachment(
            id: AttachmentID(rawValue: secrets.identifier()), name: file.name, type: file.type, size: Int64(file.bytes.count),
            width: image?.width, height: image?.height, thumbnail: image?.thumbnail ?? false)
        return KeptFile(attachment: attachment, digest: digest)
    }
}

extension IncomingMail {
    /// The key of one of the messages that a mail becomes: more than one where it has more files than a message may.
    func key(_ number: Int) -> ClientKey {
        let numbers = [digest[0..<8], digest[8..<16]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return ClientKey(stored: "mail-" + numbers.map(Base32.encode).joined() + (number == 0 ? "" : "-\(number)"))
    }
}

extension Refusal {
    fileprivate static func unproven(_ address: Address) -> Refusal {
        .forbidden("nothing proves that this mail is from \(address.text); answer a mail that you got from here instead")
    }
}

extension LedgerTransaction {
    /// The person behind a mail's sender; whom nobody knows becomes a guest.
    func mailer(_ id: PersonID, _ mail: IncomingMail) throws -> Person {
        if let known = try tx.person(id) ?? tx.person(at: mail.from) { return known }
        let name = (try? DisplayName.checked(mail.name)) ?? String(mail.from.localPart)
        var guest = Person(id: id, name: name, address: mail.from, role: .guest)
        guest.createdAt = now
        try tx.save(guest)
        return guest
    }

    /// A conversation of one who wrote to a group's address with its members.
    func openTicket(_ id: ConversationID, like group: ConversationID, titled subject: String, by me: Person) throws {
        let members = try conversation(group).members.filter { $0.value.state == .joined }
        guard members.count <= Hub.ticketMembers else { throw Refusal.forbidden("this conversation has too many members for that") }
        let title = (try? DisplayName.checked(subject, limit: Limits.title)) ?? me.name
        try tx.create(id, kind: .group, title: title, pair: nil, at: now)
        adopt(Conversation(id: id, kind: .group))
        try append(.created(.group, title: title), to: id, by: me.id)
        try append(.added(me.id, .member), to: id, by: me.id)
        for (person, membership) in members.sorted(by: { $0.key < $1.key }) where person != me.id {
            if try tx.contact(of: person, with: me.id) == .blocked { continue }
            try append(.added(person, membership.role), to: id, by: me.id)
            notify(person, .enter(id, after: 0))
        }
    }

    /// Adds a message of a mail to a log; nil where it is there already.
    private func say(_ message: Message, in id: ConversationID, by person: PersonID) throws -> Event? {
        guard let event = try append(.message(message), to: id, by: person) else { return nil }
        for attachment in message.attachments { try tx.use(attachment.id, in: id, seq: event.seq) }
        return event
    }

    /// Adds what a mail says to a log.
    func post(
        _ mail: IncomingMail, _ attachments: [Attachment], to id: ConversationID, by person: PersonID, isProven: Bool
    ) throws {
        let before = try conversation(id)
        guard let membership = before.members[person] else { throw Refusal.notFound("conversation") }
        if membership.state != .joined { try join(id, person) }
        try conversation(id).permitMessage(by: person, requestMessages: rules.limits.requestMessages)
        let text = mail.said.isEmpty && attachments.isEmpty ? "(no text)" : mail.said.prefix(bytes: Limits.text)
        let cut = String(mail.said.dropFirst(text.count))
        let folded = [mail.said.isEmpty ? "" : cut, mail.folded].filter { !$0.isEmpty }.joined(separator: "\n\n")
        let mark = MailMark(folded: !folded.isEmpty, html: !mail.html.isEmpty, unverified: !isProven || mail.verdict == .fail)
        let first = Message(
            key: mail.key(0), text: text, attachments: Array(attachments.prefix(Limits.attachments)), mail: mark)
        guard let event = try say(first, in: id, by: person) else { return }
        for start in stride(from: Limits.attachments, to: attachments.count, by: Limits.attachments) {
            let more = attachments[start...].prefix(Limits.attachments)
            let mark = MailMark(folded: false, html: false, unverified: mark.unverified)
            _ = try say(
                Message(key: mail.key(start / Limits.attachments), text: "", attachments: Array(more), mail: mark), in: id,
                by: person)
        }
        try tx.save(
            ReceivedRecord(
                subject: mail.subject, name: mail.name, address: mail.from.text, at: now, folded: folded, html: mail.html,
                verdict: mail.verdict), seq: event.seq, in: id)
        if try tx.mailPlace(of: person, in: id) == nil, !mail.subject.isEmpty {
            var place = try mailPlace(of: person, in: id)
            place.subject = mail.subject.lowercased().hasPrefix("re:") ? mail.subject : "Re: \(mail.subject)"
            try tx.save(place)
        }
        if isProven {
            try cameBack(person, to: id, by: .answered, messageID: mail.messageID)
        } else if let messageID = mail.messageID {
            var place = try mailPlace(of: person, in: id)
            place.enter(messageID)
            try tx.save(place)
        }
    }
}
