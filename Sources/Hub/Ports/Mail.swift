package import Domain

/// A mail that goes out, from the moment that something makes it necessary. What it says is worked out from the log when
/// it is sent, up to and including the event `upto`.
package struct MailRecord: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// To somebody who was never here: the first words, and the link.
        case invitation
        /// What was said since, to somebody who is not here.
        case digest
        /// A fresh link, asked for by who lost theirs.
        case link
        /// A link to sign in.
        case signin
        case test
    }

    package enum State: String, Sendable, CaseIterable { case waiting, sending, sent, failed, cancelled }

    package var id = MailID(rawValue: 0)
    package let person: PersonID
    package let conversation: ConversationID?
    /// Who made it necessary.
    package let sender: PersonID?
    package let kind: Kind
    package var state = State.waiting
    /// When to try next.
    package var due: Milliseconds
    package var attempts = 0
    /// The events that it carries: those beyond `after`, up to `upto`.
    package var after: Int64 = 0
    package var upto: Int64 = 0
    package let createdAt: Milliseconds
    package var endedAt: Milliseconds?
    /// Why it was not delivered, or not yet, in words.
    package var text = ""
    /// Where to, when that is not the person's own address.
    package var address: Address?
    /// Part of the envelope's sender: ties what comes back to this mail.
    package let bounce: String

    package init(
        person: PersonID, conversation: ConversationID?, sender: PersonID?, kind: Kind, due: Milliseconds, createdAt: Milliseconds,
        bounce: String
    ) {
        self.person = person
        self.conversation = conversation
        self.sender = sender
        self.kind = kind
        self.due = due
        self.createdAt = createdAt
        self.bounce = bounce
    }
}

/// What mail has to know of one person in one conversation.
package struct MailPlace: Sendable, Equatable {
    package let person: PersonID
    package let conversation: ConversationID
    /// The secret of the address by which they answer: who knows it may write here as them.
    package var reply: String
    /// The secret by which they stop mails about this.
    package var stop: String
    package var stopped = false
    /// The last event that a mail carried.
    package var mailed: Int64 = 0
    /// Mails since they answered or came.
    package var unanswered = 0
    package var answeredAt: Milliseconds?
    package var delivery: Delivery?
    /// The same for all mails of the thread.
    package var subject = ""
    /// Message-IDs of the thread, oldest first.
    package var thread: [String] = []

    package init(person: PersonID, conversation: ConversationID, reply: String, stop: String) {
        self.person = person
        self.conversation = conversation
        self.reply = reply
        self.stop = stop
    }
}

/// A member who may be reached by mail.
package struct Correspondent: Sendable, Equatable {
    package let person: PersonID
    package let isGuest: Bool
    package let state: Membership.State
    package var isWaiting: Bool

    package init(person: PersonID, isGuest: Bool, state: Membership.State, isWaiting: Bool) {
        self.person = person
        self.isGuest = isGuest
        self.state = state
        self.isWaiting = isWaiting
    }
}

/// What is kept of a mail beside the message that it became.
package struct ReceivedRecord: Sendable, Equatable {
    package enum Verdict: String, Sendable { case pass, fail, none }

    package let subject: String
    package let name: String
    package let address: String
    package let at: Milliseconds
    package let folded: String
    package let html: String
    package let verdict: Verdict

    package init(
        subject: String, name: String, address: String, at: Milliseconds, folded: String, html: String, verdict: Verdict
    ) {
        self.subject = subject
        self.name = name
        self.address = address
        self.at = at
        self.folded = folded
        self.html = html
        self.verdict = verdict
    }
}

/// The address of a whole conversation.
package struct GroupAddress: Sendable, Equatable {
    package enum Writers: String, Sendable, CaseIterable { case members, anyone }

    package let local: String
    package let writers: Writers

    package init(local: String, writers: Writers) {
        self.local = local
        self.writers = writers
    }
}

/// What somebody who got mail complains of.
package struct ReportRecord: Sendable, Equatable {
    package var id: Int64 = 0
    package let by: PersonID
    package let about: PersonID
    package let conversation: ConversationID
    package let at: Milliseconds
    package let text: String

    package init(by: PersonID, about: PersonID, conversation: ConversationID, at: Milliseconds, text: String) {
        self.by = by
        self.about = about
        self.conversation = conversation
        self.at = at
        self.text = text
    }
}

package protocol MailReading {
    /// The members who get mail of what is said, and whether one waits to go to them already.
    func correspondents(in id: ConversationID) throws -> [Correspondent]
    func mailPlace(of person: PersonID, in id: ConversationID) throws -> MailPlace?
    func mailPlace(reply: String) throws -> MailPlace?
    func mailPlace(stop: String) throws -> MailPlace?
    func mail(_ id: MailID) throws -> MailRecord?
    func mail(bounce: String) throws -> MailRecord?
    /// What may be sent now, the longest due first.
    func dueMails(at now: Milliseconds, limit: Int) throws -> [MailRecord]
    /// Whether a mail about a conversation waits to go to somebody; there is never more than one.
    func isMailWaiting(for person: PersonID, in id: ConversationID) throws -> Bool
    func isMailUnderway(to person: PersonID, in id: ConversationID) throws -> Bool
    func nextMailDue() throws -> Milliseconds?
    func mails(before: MailID?, state: MailRecord.State?, limit: Int) throws -> [MailRecord]
    /// How many were sent since, by everybody or because of one person.
    func mailsSent(since: Milliseconds, by sender: PersonID?) throws -> Int
    /// Whether a mail to a guest who was never here waits to be answered: one because of `sender`, or in this conversation.
    func isUnanswered(by guest: PersonID, from sender: PersonID, in id: ConversationID) throws -> Bool
    /// Whether somebody is called by name in what they have neither read nor been mailed.
    func isCalled(_ person: PersonID, in id: ConversationID) throws -> Bool
    /// Conversations of `person` with messages of others that they have neither read nor been mailed.
    func unmailed(for person: PersonID) throws -> [ConversationID]
    /// Mails that carried a message.
    func mails(carrying seq: Int64, in id: ConversationID) throws -> [MailID]
    /// Mails to, because of, or in a conversation with somebody.
    func mails(concerning person: PersonID) throws -> [MailID]
    func deliveries(in id: ConversationID, limit: Int) throws -> [(person: PersonID, delivery: Delivery)]
    /// Where a guest was not mailed because they had not answered.
    func held(for guest: PersonID) throws -> [ConversationID]
    /// Who was connected when the last event happened, or shortly before.
    func peopleHereLast() throws -> [PersonID]
    /// Whether nothing but their own mails made a guest known: nobody asked them in, and they never came or answered.
    func isUnproven(_ person: PersonID) throws -> Bool
    func person(handle: String) throws -> PersonID?
    func conversation(local: String) throws -> ConversationID?
    func groupAddress(of id: ConversationID) throws -> GroupAddress?
    func received(_ seq: Int64, in id: ConversationID) throws -> ReceivedRecord?
    func reports() throws -> [ReportRecord]
    /// Who signs in by the link with this digest, and until when.
    func signInLink(digest: [UInt8]) throws -> (person: PersonID, expiresAt: Milliseconds)?
    func membersWithoutHandle() throws -> [Person]
}

package protocol MailWriting {
    func insert(_ mail: MailRecord) throws -> MailID
    func update(_ mail: MailRecord) throws
    func save(_ place: MailPlace) throws
    func save(_ received: ReceivedRecord, seq: Int64, in id: ConversationID) throws
    /// Gives back to the queue what was being sent when the server stopped.
    func requeueMails() throws
    func forgetMails(endedBefore: Milliseconds, linksBefore: Milliseconds) throws
    func setGroupAddress(_ address: GroupAddress?, of id: ConversationID) throws
    func save(_ report: ReportRecord) throws
    func deleteReport(_ id: Int64) throws -> Bool
    func saveSignInLink(digest: [UInt8], for person: PersonID, expiresAt: Milliseconds) throws
    func deleteSignInLink(digest: [UInt8]) throws
}
