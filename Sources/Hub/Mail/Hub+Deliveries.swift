package import Domain

extension Hub {
    package static let shownDeliveries = 20
    /// Members of a conversation to which anyone may write: each mail opens a conversation with all of them.
    package static let ticketMembers = 100

    package func deliveries(in id: ConversationID, limit: Int = shownDeliveries) async throws -> [(
        person: PersonID, delivery: Delivery
    )] {
        try await store.read { try $0.deliveries(in: id, limit: limit) }
    }

    /// Mails somebody outside again what did not reach them.
    package func mailAgain(to person: PersonID, in id: ConversationID, by caller: Caller) async throws {
        let limit = policy.limits.invitationsPerDay
        try limiter.take(.invitations(caller.id), rate: limit, per: Self.day, burst: max(1, limit), what: "invitations")
        try await committer.perform { ledger in
            guard try ledger.conversation(id).participant(caller.id).role >= .member else {
                throw Refusal.forbidden("only writers may do this")
            }
            guard let guest = try ledger.tx.person(person), guest.role == .guest,
                let membership = try ledger.conversation(id).members[person]
            else { throw Refusal.notFound("member") }
            var place = try ledger.mailPlace(of: person, in: id)
            if place.stopped || guest.mail == .none || place.delivery?.state == .stopped {
                throw Refusal.conflict(field: nil, detail: "they have asked for no more mail")
            }
            if try ledger.tx.isMailWaiting(for: person, in: id) { return }
            if place.delivery?.state != .bounced, membership.state != .joined,
                try ledger.tx.isUnanswered(by: person, from: caller.id, in: id)
            {
                throw Refusal.conflict(
                    field: nil, detail: "they have not answered the last mail yet; the next one goes out when they do")
            }
            place.delivery = nil
            try ledger.tx.save(place)
            try ledger.queueMail(
                to: Correspondent(person: person, isGuest: true, state: membership.state, isWaiting: false), from: caller.id, in: id
            )
        }
    }

    /// Puts another address in the place of one that was wrong.
    package func correct(
        _ person: PersonID, to address: String, in id: ConversationID, by caller: Caller
    ) async throws -> (conversation: ConversationID, person: Person, invitation: IssuedInvitation?) {
        let invitees = try Invitees(addresses: [Address(address).text], people: [])
        let supply = supply(1)
        let limit = policy.limits.invitationsPerDay
        try limiter.take(.invitations(caller.id), rate: limit, per: Self.day, burst: max(1, limit), what: "invitations")
        return try await committer.perform { ledger in
            let before = try ledger.conversation(id)
            try before.participant(caller.id)
            try caller.person.permitMembership()
            if before.kind != .direct, let role = before.members[person]?.role {
                try before.permitRemoval(of: person, by: caller.id)
                try before.permitAdding(by: caller.id, role: role, limit: 0, adding: 0)
            }
            guard let wrong = try ledger.tx.person(person), wrong.role == .guest, let membership = before.members[person],
                membership.state == .invited
            else {
                throw Refusal.conflict(field: "person", detail: "only the address of somebody who was never here can be corrected")
            }
            guard let new = try ledger.resolve(invitees, for: caller, supply).first, new.id != person else {
                throw Refusal.invalid(field: "address", expected: "another address")
            }
            let issued: [IssuedInvitation]
            if before.kind == .direct {
                guard try ledger.tx.direct(between: caller.id, and: new.id) == nil else {
                    throw Refusal.conflict(field: "address", detail: "you have a conversation with them already")
                }
                try ledger.tx.setPair(of: id, caller.id, new.id)
                try ledger.append(.removed(person), to: id, by: caller.id)
                let known = try ledger.canBeAsked(new, into: id, by: caller.id)
                try ledger.append(.invited(new.id, .owner, known: known), to: id, by: caller.id)
                try ledger.accept(new.id, by: caller.id)
                issued = known ? [] : [try ledger.issue(to: new, in: id, by: caller.id, supply.invitations[0])]
                ledger.notify(new.id, .enter(id, after: 0))
            } else {
                try ledger.append(.removed(person), to: id, by: caller.id)
                issued = try ledger.add([new], as: membership.role, to: id, by: caller.person, supply)
            }
            try ledger.tx.endInvitations(of: person, in: id)
            if let state = try ledger.conversation(id).members[new.id]?.state, new.role == .guest {
                try ledger.queueMail(
                    to: Correspondent(person: new.id, isGuest: true, state: state, isWaiting: false), from: caller.id, in: id)
            }
            return (id, new, issued.first)
        }
    }

    /// - Throws: `.notFound` also where nothing came by mail.
    package func received(_ seq: Int64, in id: ConversationID, by caller: Caller) async throws -> ReceivedRecord {
        try await store.read { s in
            guard let place = try s.place(of: caller.id, in: id), place.membership.reads, let mail = try s.received(seq, in: id)
            else {
                throw Refusal.notFound("mail")
            }
            return mail
        }
    }

    /// Gives a conversation an address of its own, or takes it away.
    package func setAddress(_ address: GroupAddress?, of id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            let mine = try conversation.participant(caller.id)
            guard conversation.kind != .direct else { throw Refusal.forbidden("a direct conversation has no address") }
            guard mine.role >= .moderator else { throw Refusal.forbidden("only moderators may do this") }
            try caller.person.permitMembership()
            if let address {
                guard address.writers == .members || conversation.members.count <= Self.ticketMembers else {
                    throw Refusal.conflict(
                        field: "who", detail: "anyone may write to conversations of at most \(Self.ticketMembers) members only")
                }
                let isTaken =
                    try ledger.tx.person(handle: address.local) != nil
                    || ledger.tx.conversation(local: address.local).map { $0 != id } ?? false
                guard !isTaken, !Handle.names.contains(address.local) else {
                    throw Refusal.conflict(field: "local", detail: "this address is taken")
                }
            }
            try ledger.tx.setGroupAddress(address, of: id)
        }
    }

    /// What a person wants by mail, and their own address here.
    package func setMail(of caller: Caller, level: MailLevel?, handle: String?) async throws -> Person {
        let handle = try handle.map { try Handle.checked($0, field: "handle") }
        let person = try await committer.perform { ledger in
            guard var person = try ledger.tx.person(caller.id) else { throw Refusal.notFound("person") }
            if let level { person.mail = level }
            if let handle, handle != person.handle {
                try caller.person.permitMembership()
                guard try ledger.isFree(handle: handle), !Handle.reserved.contains(handle) else {
                    throw Refusal.conflict(field: "handle", detail: "this address is taken")
                }
                person.handle = handle
            }
            try ledger.tx.save(person)
            return person
        }
        callers.forget(caller.id)
        return person
    }

    // MARK: Administration

    package func mails(
        before: MailID?, state: MailRecord.State?, limit: Int, for caller: Caller
    ) async throws -> ([MailRecord], [PersonID: Person]) {
        try caller.person.permitAdministration()
        return try await store.read { s in
            let mails = try s.mails(before: before, state: state, limit: limit)
            let people = try s.people(Array(Set(mails.map(\.person) + mails.compactMap(\.sender))))
            return (mails, Dictionary(people.map { ($0.id, $0) }) { a, _ in a })
        }
    }

    package func retry(_ id: MailID, by caller: Caller) async throws {
        try caller.person.permitAdministration()
        try await committer.perform { ledger in
            guard var mail = try ledger.tx.mail(id) else { throw Refusal.notFound("mail") }
            guard mail.state == .failed || mail.state == .waiting else {
                throw Refusal.conflict(field: nil, detail: "this mail has gone out or was given up")
            }
            let wasFailed = mail.state == .failed
            mail.state = .waiting
            mail.due = ledger.now
            mail.endedAt = nil
            if wasFailed, mail.kind == .invitation || mail.kind == .digest, let conversation = mail.conversation,
                try ledger.tx.isMailWaiting(for: mail.person, in: conversation)
            {
                throw Refusal.conflict(field: nil, detail: "another mail waits for them already")
            }
            try ledger.tx.update(mail)
            ledger.hasMail = true
        }
    }

    package func reports(for caller: Caller) async throws -> ([ReportRecord], [PersonID: Person]) {
        try caller.person.permitAdministration()
        return try await store.read { s in
            let reports = try s.reports()
            let people = try s.people(Array(Set(reports.flatMap { [$0.by, $0.about] })))
            return (reports, Dictionary(people.map { ($0.id, $0) }) { a, _ in a })
        }
    }

    package func deleteReport(_ id: Int64, by caller: Caller) async throws {
        try caller.person.permitAdministration()
        guard try await committer.perform({ try $0.tx.deleteReport(id) }) else { throw Refusal.notFound("report") }
    }

    /// Queues a mail that only says that mail works.
    package func queueTest(to address: Address, by caller: Caller) async throws -> MailID {
        try caller.person.permitAdministration()
        return try await committer.perform { ledger in
            try ledger.insertMail(.test, to: caller.id, in: nil, from: caller.id, due: ledger.now, address: address)
        }
    }

    package func mail(_ id: MailID, for caller: Caller) async throws -> (MailRecord, [PersonID: Person])? {
        try caller.person.permitAdministration()
        return try await store.read { s in
            guard let mail = try s.mail(id) else { return nil }
            let people = try s.people([mail.person] + (mail.sender.map { [$0] } ?? []))
            return (mail, Dictionary(people.map { ($0.id, $0) }) { a, _ in a })
        }
    }
}
