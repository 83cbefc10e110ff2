package import Domain

/// A conversation as one person's list shows it.
package struct Summary: Sendable {
    package let id: ConversationID
    package let kind: Conversation.Kind
    package var title: String
    package var head: Int64
    /// When the last event happened.
    package var at: Milliseconds
    package var count: Int
    /// At most 8 of the others.
    package var people: [PersonID]
    /// The last message, as JSON.
    package var last: [UInt8]?
    package var my: Place
    package var unread: Int
    package var mentions: Int
    /// How far mail has come with those outside.
    package var outside: [(person: PersonID, delivery: Delivery)]
    package var address: GroupAddress?

    package init(
        id: ConversationID, kind: Conversation.Kind, title: String, head: Int64, at: Milliseconds, count: Int,
        people: [PersonID], last: [UInt8]?, my: Place, unread: Int, mentions: Int,
        outside: [(person: PersonID, delivery: Delivery)] = [], address: GroupAddress? = nil
    ) {
        self.outside = outside
        self.address = address
        self.id = id
        self.kind = kind
        self.title = title
        self.head = head
        self.at = at
        self.count = count
        self.people = people
        self.last = last
        self.my = my
        self.unread = unread
        self.mentions = mentions
    }
}

/// What of a conversation somebody wants to be told of while they are not looking.
package enum NotificationLevel: String, Sendable { case all, mentions, none }

/// A member with what only they change: how far they have read, how loud it may be.
package struct Place: Sendable {
    package let person: PersonID
    package let membership: Membership
    package let read: Int64
    package let level: NotificationLevel

    package init(person: PersonID, membership: Membership, read: Int64, level: NotificationLevel) {
        self.person = person
        self.membership = membership
        self.read = read
        self.level = level
    }
}

/// A link that opens one conversation for one guest.
package struct InvitationRecord: Sendable, Equatable {
    package let id: InvitationID
    package let conversation: ConversationID
    package let person: PersonID
    package let by: PersonID
    package let expiresAt: Milliseconds
    /// The session that opened it; another browser needs a link of its own.
    package var boundTo: SessionID?
    /// Went to the guest's address only, so that opening it proves the address.
    package var isMailed: Bool

    package init(
        id: InvitationID, conversation: ConversationID, person: PersonID, by: PersonID, expiresAt: Milliseconds,
        boundTo: SessionID? = nil, isMailed: Bool = false
    ) {
        self.isMailed = isMailed
        self.id = id
        self.conversation = conversation
        self.person = person
        self.by = by
        self.expiresAt = expiresAt
        self.boundTo = boundTo
    }
}

package protocol ConversationReading {
    /// The state that the log of `id` folds to, with `messages` counted up to 1,000.
    func conversation(_ id: ConversationID) throws -> Conversation?
    func direct(between a: PersonID, and b: PersonID) throws -> ConversationID?
    func summaries(for person: PersonID) throws -> [Summary]
    func summary(of id: ConversationID, for person: PersonID) throws -> Summary?
    func places(in id: ConversationID) throws -> [Place]
    func place(of person: PersonID, in id: ConversationID) throws -> Place?
    /// Whether two people are both joined in some conversation.
    func sharesConversation(_ a: PersonID, _ b: PersonID) throws -> Bool
    /// Whether `viewer` is in a conversation, or has been asked into one, where `person` is.
    func meets(_ viewer: PersonID, _ person: PersonID) throws -> Bool
    /// Everybody who has `person` among their contacts or in a conversation, at most 10,000.
    func acquaintances(of person: PersonID) throws -> [PersonID]
    func conversationCount(of person: PersonID) throws -> Int
    func invitation(digest: [UInt8]) throws -> InvitationRecord?
    /// Whether a session opened a link that was mailed.
    func openedMail(_ session: SessionID) throws -> Bool
}

package protocol ConversationWriting {
    func create(_ id: ConversationID, kind: Conversation.Kind, title: String, pair: (PersonID, PersonID)?, at: Milliseconds) throws
    func setMembership(_ membership: Membership?, of person: PersonID, in id: ConversationID) throws
    func setTitle(_ title: String, of id: ConversationID) throws
    /// Makes a direct conversation one of other people.
    func setPair(of id: ConversationID, _ a: PersonID, _ b: PersonID) throws
    /// Moves a read marker forward; false when it was there already.
    func setRead(_ seq: Int64, of person: PersonID, in id: ConversationID) throws -> Bool
    func setLevel(_ level: NotificationLevel, of person: PersonID, in id: ConversationID) throws
    func save(_ invitation: InvitationRecord, digest: [UInt8]) throws
    func bind(_ invitation: InvitationID, to session: SessionID) throws
    func endInvitations(of person: PersonID, in id: ConversationID) throws
}
