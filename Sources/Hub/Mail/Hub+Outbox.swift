package import Domain
import Logging

extension Hub {
    static let signInLife: Milliseconds = 1_800_000
    /// How long to wait before the next attempt, and after how many to give up: some five days.
    static let retries: [Milliseconds] =
        [60_000, 300_000, 900_000, 1_800_000] + Array(repeating: 3_600_000, count: 8) + Array(repeating: 4 * 3_600_000, count: 28)
    /// Messages in one mail.
    static let mailLines = 50

    /// Takes up what was not finished when the server stopped.
    func startMail() async throws {
        try await committer.perform { ledger in
            try ledger.tx.requeueMails()
            for var person in try ledger.tx.membersWithoutHandle() {
                person.handle = try ledger.freeHandle(for: person)
                try ledger.tx.save(person)
            }
        }
        mailUnread(of: try await store.read { try $0.peopleHereLast() })
    }

    /// Has mails tell people who have gone of what they have not read; a few at a time, so that writers come in between.
    func mailUnread(of people: [PersonID]) {
        guard let first = people.first else { return }
        let now = people.prefix(50), rest = Array(people.dropFirst(50))
        committer.submit(
            .work(
                .init(
                    body: { ledger in for person in now { try ledger.queueUnread(of: person) } },
                    settle: { [weak self] error in
                        if let error { self?.logger.warning("unread mail of \(first.text)", metadata: ["error": "\(error)"]) }
                        self?.mailUnread(of: rest)
                    })))
    }

    /// Forgets mails that ended long ago, and links that have expired.
    package func sweepMails() async throws {
        try await committer.perform { try $0.tx.forgetMails(endedBefore: $0.now - 90 * Self.day, linksBefore: $0.now) }
    }

    /// What may be sent now, and when to look again.
    package func dueMails(limit: Int) async throws -> (due: [MailID], next: Milliseconds?) {
        let now = clock.now()
        return try await store.read { (try $0.dueMails(at: now, limit: limit).map(\.id), try $0.nextMailDue()) }
    }

    /// Settles what a mail says and marks it as being sent; nil when it is not to go, or not now.
    package func prepare(_ id: MailID) async throws -> MailJob? {
        let token = secrets.token(), digest = secrets.digest(token)
        let invitation = InvitationID(rawValue: secrets.identifier()), policy = policy
        return try await committer.perform { ledger in
            guard let mail = try ledger.tx.mail(id), mail.state == .waiting, mail.due <= ledger.now else { return nil }
            if let id = mail.conversation, try ledger.tx.isMailUnderway(to: mail.person, in: id) { return nil }
            guard let recipient = try ledger.tx.person(mail.person), let address = mail.address ?? recipient.address,
                !recipient.gone,
                !recipient.suspended
            else {
                try ledger.cancel(mail)
                return nil
            }
            if try ledger.putOff(mail, above: policy.mail) { return nil }
            var job = MailJob(mail: mail, recipient: recipient, address: address)
            job.sender = try mail.sender.flatMap { try ledger.tx.person($0) }
            if let conversation = mail.conversation {
                guard try ledger.fill(&job, from: conversation) else { return nil }
            }
            switch mail.kind {
            case .signin:
                job.expiresAt = ledger.now + Self.signInLife
                try ledger.tx.saveSignInLink(digest: digest, for: recipient.id, expiresAt: ledger.now + Self.signInLife)
                job.link = "\(policy.publicURL)/s#\(token)"
            case .test: job.link = policy.publicURL
            case .invitation, .digest, .link:
                guard let talk = job.conversation else {
                    try ledger.cancel(mail)
                    return nil
                }
                if recipient.role.isRegistered {
                    job.link = "\(policy.publicURL)/c/\(talk.id.text)"
                } else {
                    let expires = ledger.now + Self.invitationLife
                    try ledger.tx.save(
                        InvitationRecord(
                            id: invitation, conversation: talk.id, person: recipient.id, by: mail.sender ?? recipient.id,
                            expiresAt: expires, isMailed: true), digest: digest)
                    job.expiresAt = expires
                    job.link = "\(policy.publicURL)/i#\(token)"
                }
            }
            var sending = mail
            sending.state = .sending
            sending.attempts += 1
            sending.after = job.place?.mailed ?? 0
            sending.upto = try mail.conversation.map { try ledger.conversation($0).head } ?? 0
            try ledger.tx.update(sending)
            return job
        }
    }

    /// Enters what came of an attempt.
    package func settle(_ id: MailID, _ outcome: MailOutcome) async throws {
        try await committer.perform { ledger in
            guard var mail = try ledger.tx.mail(id), mail.state == .sending else { return }
            switch outcome {
            case .sent(let messageID, let subject):
                mail.state = .sent
                mail.endedAt = ledger.now
                mail.text = ""
                try ledger.tx.update(mail)
                try ledger.sent(mail, messageID: messageID, subject: subject)
            case .deferred(let why): try ledger.deferred(mail, why)
            case .failed(let why): try ledger.failed(mail, why)
            }
        }
    }

    /// What came back later says that a mail did not arrive, or not yet.
    package func bounced(_ bounce: String, reason: String, isFinal: Bool) async throws {
        try await committer.perform { ledger in
            guard let mail = try ledger.tx.mail(bounce: bounce), mail.state == .sent || mail.state == .sending else { return }
            if isFinal { try ledger.failed(mail, reason) }
        }
    }
}

extension LedgerTransaction {
    func cancel(_ mail: MailRecord) throws {
        var mail = mail
        mail.state = .cancelled
        mail.endedAt = now
        try tx.update(mail)
    }

    /// Makes a mail wait while more have gone out than may.
    func putOff(_ mail: MailRecord, above policy: MailPolicy) throws -> Bool {
        guard mail.kind != .signin, mail.kind != .test else { return false }
        let since = now - 3_600_000
        let full = try policy.perHour > 0 && tx.mailsSent(since: since, by: nil) >= policy.perHour
        let own = try mail.sender.map {
            try policy.perPersonPerHour > 0 && tx.mailsSent(since: since, by: $0) >= policy.perPersonPerHour
        }
        guard full || own == true else { return false }
        var mail = mail
        mail.due = now + 300_000
        mail.text =
            full
            ? "This server sends no more than \(policy.perHour) mails in an hour; it goes out later."
            : "One person causes no more than \(policy.perPersonPerHour) mails in an hour; it goes out later."
        try tx.update(mail)
        if let id = mail.conversation, let place = try tx.mailPlace(of: mail.person, in: id), place.delivery?.state == .queued {
            try setDelivery(.queued, of: place, text: mail.text)
        }
        return true
    }

    /// What a mail says of a conversation; false when it need not be sent after all.
    func fill(_ job: inout MailJob, from id: ConversationID) throws -> Bool {
        let c = try conversation(id), mail = job.mail
        guard let mine = try tx.place(of: mail.person, in: id), mine.membership.state != .declined,
            let place = try tx.mailPlace(of: mail.person, in: id),
            mail.kind == .link || (!place.stopped && mine.level != .none && job.recipient.mail != .none)
        else {
            try cancel(mail)
            return false
        }
        let from = max(mine.read, place.mailed)
        let unread = try tx.mailLines(in: id, after: from, upto: c.head, limit: 200, missedBy: mail.person)
            .filter { $0.author != mail.person }
        if mail.kind == .digest {
            if unread.isEmpty {
                if job.recipient.role == .guest, place.delivery?.state == .queued { try setDelivery(.opened, of: place) }
                try cancel(mail)
                return false
            }
            // Who leaves without having read is mailed then.
            if rules.mail?.isHere(mail.person) == true {
                try cancel(mail)
                return false
            }
        }
        job.place = place
        if mail.kind != .link {
            job.lines = unread.suffix(Hub.mailLines)
            job.omitted = unread.count - job.lines.count
            if let first = job.lines.first, mail.kind == .digest {
                job.earlier = try tx.mailLines(in: id, after: 0, upto: first.seq - 1, limit: 3)
            }
        }
        let others = try c.members.filter { $0.key != mail.person && $0.value.state == .joined }
            .sorted { ($0.value.joinedAt, $0.key) < ($1.value.joinedAt, $1.key) }.prefix(8)
            .compactMap { try tx.person($0.key)?.name }
        job.conversation = MailJob.Talk(id: id, kind: c.kind, title: c.title, others: others)
        job.isRequest = mine.membership.state == .requested && job.recipient.role.isRegistered
        return true
    }

    func sent(_ mail: MailRecord, messageID: String, subject: String) throws {
        guard let id = mail.conversation, var place = try tx.mailPlace(of: mail.person, in: id) else { return }
        if mail.kind != .link {
            place.mailed = max(place.mailed, mail.upto)
            place.unanswered += 1
        }
        place.enter(messageID)
        if place.subject.isEmpty { place.subject = subject }
        try tx.save(place)
        if mail.kind != .link, try tx.person(mail.person)?.role == .guest { try setDelivery(.sent, of: place) }
    }

    func deferred(_ mail: MailRecord, _ why: String) throws {
        guard mail.attempts <= Hub.retries.count else { return try failed(mail, "Given up after five days: \(why)") }
        var mail = mail
        mail.text = why.prefix(bytes: 500)
        mail.due = now + Hub.retries[max(0, mail.attempts - 1)]
        mail.state = .waiting
        if let id = mail.conversation, mail.kind == .invitation || mail.kind == .digest {
            if try tx.isMailWaiting(for: mail.person, in: id) {
                return try cancel(mail)
            }
            if let place = try tx.mailPlace(of: mail.person, in: id), place.delivery?.state == .queued {
                try setDelivery(.queued, of: place, text: "Not yet: \(why)")
            }
        }
        try tx.update(mail)
    }

    func failed(_ mail: MailRecord, _ why: String) throws {
        var mail = mail
        mail.state = .failed
        mail.endedAt = now
        mail.text = why.prefix(bytes: 500)
        try tx.update(mail)
        guard let id = mail.conversation, var place = try tx.mailPlace(of: mail.person, in: id),
            try tx.person(mail.person)?.role == .guest
        else { return }
        // What it would have carried is still to be told.
        place.mailed = min(place.mailed, mail.after)
        try setDelivery(.bounced, of: place, text: why)
    }
}
