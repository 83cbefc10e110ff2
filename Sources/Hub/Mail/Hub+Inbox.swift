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
        try permitReceiving(from: place.person)
        try await keepingFiles(of: mail, owner: place.person) { ledger, attachments in
            try ledger.post(mail, attachments, to: place.conversation, by: place.person, isProven: true)
        }
    }

    private func receive(_ mail: IncomingMail, toMember member: PersonID) async throws {
        let newID = PersonID(rawValue: secrets.identifier()), conversation = ConversationID(rawValue: secrets.identifier())
        let sender = try await sender(of: mail, newID: newID)
        guard sender != member else { throw Refusal.invalid(field: "recipient", expected: "somebody else") }
        try await keepingFiles(of: mail, owner: sender) { ledger, attachments in
            let me = try ledger.mailer(sender, mail)
            guard let other = try ledger.tx.person(member), !other.gone else { throw Refusal.notFound("member") }
            let existing = try ledger.tx.direct(between: me.id, and: member)
            if existing == nil { try ledger.openDirect(conversation, other, me) }
            try ledger.post(mail, attachments, to: existing ?? conversation, by: me.id, isProven: mail.verdict == .pass)
        }
    }

    private func receive(_ mail: IncomingMail, toGroup id: ConversationID, _ writers: GroupAddress.Writers) async throws {
        let newID = PersonID(rawValue: secrets.identifier()), ticket = ConversationID(rawValue: secrets.identifier())
        let members = try await store.read { try $0.conversation(id)?.members ?? [:] }
        if let known = try await store.read({ try $0.person(at: mail.from) }), members[known.id]?.state == .joined {
            guard mail.verdict == .pass else { throw Refusal.unproven(mail.from) }
            try permitReceiving(from: known.id)
            return try await keepingFiles(of: mail, owner: known.id) { ledger, attachments in
                try ledger.post(mail, attachments, to: id, by: known.id, isProven: true)
            }
        }
        guard writers == .anyone else { throw Refusal.forbidden("only members may write to this address") }
        let sender = try await sender(of: mail, newID: newID)
        try limiter.take(.conversations(sender), rate: 10, per: 3_600_000, burst: 10, what: "new conversations")
        try await keepingFiles(of: mail, owner: sender) { ledger, attachments in
            let me = try ledger.mailer(sender, mail)
            try ledger.openTicket(ticket, like: id, titled: mail.subject, by: me)
            try ledger.post(mail, attachments, to: ticket, by: me.id, isProven: mail.verdict == .pass)
        }
    }

    /// Who wrote a mail to a public address. Who is known already has to be proven, but for whom only such mails made known.
    private func sender(of mail: IncomingMail, newID: PersonID) async throws -> PersonID {
        guard mail.verdict != .fail else { throw Refusal.unproven(mail.from) }
        let known = try await store.read { s -> (PersonID, Bool)? in
            try s.person(at: mail.from).map { ($0.id, try mail.verdict == .pass || s.isUnproven($0.id)) }
        }
        guard let (id, isAllowed) = known else { return newID }
        guard isAllowed else { throw Refusal.unproven(mail.from) }
        try permitReceiving(from: id)
        return id
    }

    private func permitReceiving(from person: PersonID) throws(Refusal) { try permitMessage(by: person) }

    /// Puts a mail's files on disk, then runs `body` in a transaction in which they are entered.
    private func keepingFiles(
        of mail: IncomingMail, owner: PersonID, _ body: @escaping @Sendable (LedgerTransaction, [Attachment]) throws -> Void
    ) async throws {
        var records: [AttachmentRecord] = []
        do {
            for file in mail.files.prefix(Limits.attachments) { records.append(try await keep(file, of: owner)) }
            let kept = records
            let isKept = try await committer.perform { ledger -> Bool in
                if try ledger.tx.earlier(key: mail.key, by: owner) != nil { return false }
                if let known = try ledger.tx.person(at: mail.from), try ledger.tx.earlier(key: mail.key, by: known.id) != nil {
                    return false
                }
                for record in kept { try ledger.tx.save(record) }
                try body(ledger, kept.map(\.attachment))
                return true
            }
            for record in records { await blobs.settle(record.digest, kept: isKept) }
        } catch {
            for record in records { await blobs.settle(record.digest, kept: false) }
            if error is StorageFull { throw Refusal.storageFull }
            throw error
        }
    }

    private func keep(_ file: IncomingMail.File, of owner: PersonID) async throws -> AttachmentRecord {
        let limit = policy.limits.attachmentBytes
        guard limit == 0 || file.bytes.count <= limit else { throw Refusal.tooLarge(limit: limit) }
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
        return AttachmentRecord(attachment: attachment, owner: owner, digest: digest, createdAt: clock.now())
    }
}

extension IncomingMail {
    var key: ClientKey {
        let numbers = [digest[0..<8], digest[8..<16]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return ClientKey(stored: "mail-" + numbers.map(Base32.encode).joined())
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
        if let known = try tx.person(at: mail.from) { return known }
        let name = (try? DisplayName.checked(mail.name)) ?? String(mail.from.localPart)
        var guest = Person(id: id, name: name, address: mail.from, role: .guest)
        guest.createdAt = now
        try tx.save(guest)
        return guest
    }

    /// A conversation of one who wrote to a group's address with its members.
    func openTicket(_ id: ConversationID, like group: ConversationID, titled subject: String, by me: Person) throws {
        let members = try conversation(group).members.filter { $0.value.state == .joined }
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
        let message = Message(key: mail.key, text: text, attachments: attachments, mail: mark)
        guard let event = try append(.message(message), to: id, by: person) else { return }
        for attachment in attachments { try tx.use(attachment.id, in: id, seq: event.seq) }
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
