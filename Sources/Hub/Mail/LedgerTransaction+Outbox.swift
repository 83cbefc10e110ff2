import Bytes
import Domain

extension LedgerTransaction {
    /// Has mails go to those who are not here to read what was just said.
    func queueMails(of message: Message, _ event: Event) throws {
        guard let mail = rules.mail else { return }
        let id = event.conversation
        var list = try cache.correspondents[id] ?? tx.correspondents(in: id)
        for i in list.indices where list[i].person != event.by && !list[i].isWaiting && !mail.isHere(list[i].person) {
            list[i].isWaiting = try queueMail(to: list[i], from: event.by, in: id)
        }
        cache.correspondents[id] = list
        if case .people(let called) = message.mentions {
            for person in called where person != event.by && !list.contains(where: { $0.person == person }) {
                try queueMail(calling: person, from: event.by, in: id)
            }
        }
    }

    /// Has mails go to those who were rung and are not here to see that they missed it.
    func queueMails(ofCallMissedBy people: [PersonID], _ event: Event) throws {
        guard let mail = rules.mail, !people.isEmpty else { return }
        let id = event.conversation, list = try tx.correspondents(in: id)
        cache.correspondents[id] = nil
        for person in people where person != event.by && !mail.isHere(person) {
            if let who = list.first(where: { $0.person == person }) {
                try queueMail(to: who, from: event.by, in: id)
            } else {
                try queueMail(calling: person, from: event.by, in: id)
            }
        }
    }

    /// Members who want mail of direct conversations only, or hear only what calls them, still get it where they are called.
    private func queueMail(calling person: PersonID, from sender: PersonID, in id: ConversationID) throws {
        guard let who = try tx.person(person), who.mail != .none, who.role.isRegistered, who.address != nil, !who.suspended,
            let place = try tx.place(of: person, in: id), place.membership.reads, place.level != .none,
            let mail = rules.mail, !mail.isHere(person)
        else { return }
        try queueMail(
            to: Correspondent(person: person, isGuest: false, state: place.membership.state, isWaiting: false), from: sender, in: id
        )
    }

    /// - Returns: whether a mail waits now.
    @discardableResult
    func queueMail(to who: Correspondent, from sender: PersonID, in id: ConversationID) throws -> Bool {
        guard let mail = rules.mail else { return false }
        // What was said is along with the mail that waits.
        if try who.isWaiting || tx.isMailWaiting(for: who.person, in: id) { return true }
        let place = try mailPlace(of: who.person, in: id)
        let state = place.delivery?.state
        guard !place.stopped, state != .bounced, state != .stopped else { return false }
        if who.isGuest, who.state != .joined, try tx.isUnanswered(by: who.person, from: sender, in: id) {
            if state != .held { try setDelivery(.held, of: place) }
            return false
        }
        let kind: MailRecord.Kind = who.isGuest && who.state != .joined && place.mailed == 0 ? .invitation : .digest
        try insertMail(
            kind, to: who.person, in: id, from: sender, due: now + mail.pause(kind, unanswered: place.unanswered))
        if who.isGuest, state != .queued { try setDelivery(.queued, of: place) }
        return true
    }

    /// Whoever wants no mail from this server is written to in vain, and who writes is told.
    func sayIfStopped(_ person: Person, in id: ConversationID) throws {
        guard rules.mail != nil, person.role == .guest, person.mail == .none else { return }
        try setDelivery(.stopped, of: try mailPlace(of: person.id, in: id))
    }

    @discardableResult
    func insertMail(
        _ kind: MailRecord.Kind, to person: PersonID, in id: ConversationID?, from sender: PersonID?, due: Milliseconds,
        address: Address? = nil
    ) throws -> MailID {
        hasMail = true
        var mail = MailRecord(
            person: person, conversation: id, sender: sender, kind: kind, due: due, createdAt: now, bounce: newSecret())
        mail.address = address
        return try tx.insert(mail)
    }

    /// What mail knows of somebody in a conversation, made on first need.
    func mailPlace(of person: PersonID, in id: ConversationID) throws -> MailPlace {
        if let place = try tx.mailPlace(of: person, in: id) { return place }
        let place = MailPlace(person: person, conversation: id, reply: newSecret(), stop: newSecret())
        try tx.save(place)
        return place
    }

    /// Tells everybody in the conversation how far it has come with one of them.
    func setDelivery(_ state: Delivery.State, of place: MailPlace, text: String = "") throws {
        var place = place
        let text = text.prefix(bytes: 500)
        if let old = place.delivery, old.state == state, old.text == text, old.upto == place.mailed { return try tx.save(place) }
        place.delivery = Delivery(state: state, upto: place.mailed, at: now, text: text)
        try tx.save(place)
        guard try conversation(place.conversation).members[place.person] != nil else { return }
        try append(.delivery(place.person, state, upto: place.mailed, text: text), to: place.conversation, by: place.person)
    }

    /// 128 random bits that survive being written in any case.
    func newSecret() -> String {
        guard let secrets = rules.mail?.secrets else { return "" }
        let bytes = secrets.digest(secrets.token())
        let halves = [bytes[0..<8], bytes[8..<16]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return halves.map(Base32.encode).joined()
    }
}

extension LedgerTransaction {
    /// Somebody outside has answered or come: what was held back for them goes out.
    func cameBack(_ person: PersonID, to id: ConversationID, by state: Delivery.State, messageID: String? = nil) throws {
        guard rules.mail != nil, let who = try tx.person(person) else { return }
        guard who.role == .guest else {
            guard var place = try tx.mailPlace(of: person, in: id) else { return }
            place.returned(at: now, messageID)
            return try tx.save(place)
        }
        let held = try tx.held(for: person)
        var place = try mailPlace(of: person, in: id)
        place.returned(at: now, messageID)
        try setDelivery(state, of: place)
        for other in held where state == .answered || other != id {
            guard let correspondent = try tx.correspondents(in: other).first(where: { $0.person == person }),
                let sender = try lastSender(in: other, but: person)
            else { continue }
            try queueMail(to: correspondent, from: sender, in: other)
        }
    }

    private func lastSender(in id: ConversationID, but person: PersonID) throws -> PersonID? {
        try tx.page(of: id, .last, limit: 50).events.last { $0.kind == .message && $0.by != person }?.by
    }

    /// Queues what somebody has neither read nor been mailed, now that they have gone.
    func queueUnread(of person: PersonID) throws {
        for id in try tx.unmailed(for: person) {
            guard let sender = try lastSender(in: id, but: person) else { continue }
            if let who = try tx.correspondents(in: id).first(where: { $0.person == person }) {
                try queueMail(to: who, from: sender, in: id)
            } else if try tx.isCalled(person, in: id) {
                try queueMail(calling: person, from: sender, in: id)
            }
        }
    }
}

extension MailPlace {
    fileprivate mutating func returned(at now: Milliseconds, _ messageID: String?) {
        unanswered = 0
        answeredAt = now
        if let messageID { enter(messageID) }
    }

    /// Adds to the thread; the first of it and the latest 20 are remembered.
    mutating func enter(_ messageID: String) {
        guard !thread.contains(messageID), !messageID.contains(" "), messageID.utf8.count <= 300 else { return }
        thread.append(messageID)
        if thread.count > 21 { thread.remove(at: 1) }
    }
}
