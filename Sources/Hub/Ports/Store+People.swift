package import Domain

/// A signed-in device or a bot's token; only the digest of its secret is kept.
package struct SessionRecord: Sendable, Equatable {
    package enum Kind: String, Sendable { case browser, token }

    package let id: SessionID
    package let person: PersonID
    package let kind: Kind
    package var device: String
    package var remoteAddress: String
    package let createdAt: Milliseconds
    package var seenAt: Milliseconds
    /// The conversations that this session may see; nil for all of its person's. A session that came by a link sees only
    /// what the links that it opened were for: who made a link can open it, and must not get further than that.
    package var scope: Set<ConversationID>?

    package init(
        id: SessionID, person: PersonID, kind: Kind, device: String, remoteAddress: String, createdAt: Milliseconds,
        seenAt: Milliseconds, scope: Set<ConversationID>? = nil
    ) {
        self.scope = scope
        self.id = id
        self.person = person
        self.kind = kind
        self.device = device
        self.remoteAddress = remoteAddress
        self.createdAt = createdAt
        self.seenAt = seenAt
    }
}

/// A link by which new members register.
package struct InviteRecord: Sendable, Equatable {
    package let id: InvitationID
    package let by: PersonID
    package let uses: Int
    package var left: Int
    package let createdAt: Milliseconds
    package let expiresAt: Milliseconds

    package init(id: InvitationID, by: PersonID, uses: Int, left: Int, createdAt: Milliseconds, expiresAt: Milliseconds) {
        self.id = id
        self.by = by
        self.uses = uses
        self.left = left
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// A browser's push subscription (RFC 8030, RFC 8291).
package struct PushRecord: Sendable, Equatable {
    package let person: PersonID
    /// Ends with it.
    package let session: SessionID
    package let endpoint: String
    package let p256dh: [UInt8]
    package let auth: [UInt8]

    package init(person: PersonID, session: SessionID, endpoint: String, p256dh: [UInt8], auth: [UInt8]) {
        self.person = person
        self.session = session
        self.endpoint = endpoint
        self.p256dh = p256dh
        self.auth = auth
    }
}

/// A person as the operator sees them.
package struct PersonRow: Sendable {
    package let person: Person
    package let sessions: Int

    package init(person: Person, sessions: Int) {
        self.person = person
        self.sessions = sessions
    }
}

package protocol PeopleReading {
    func person(_ id: PersonID) throws -> Person?
    func person(at address: Address) throws -> Person?
    func people(_ ids: [PersonID]) throws -> [Person]
    /// Registered people whose name or address contains `text`.
    func members(matching text: String, limit: Int) throws -> [Person]
    func rows(matching text: String, after: PersonID?, limit: Int) throws -> [PersonRow]
    func hasOwner() throws -> Bool
    func owners() throws -> Int
    func anOwner() throws -> Person?
    func passwordHash(of person: PersonID) throws -> String?
    func session(digest: [UInt8]) throws -> SessionRecord?
    func sessions(of person: PersonID) throws -> [SessionRecord]
    func contact(of person: PersonID, with other: PersonID) throws -> ContactState
    func contacts(of person: PersonID) throws -> [(person: PersonID, state: ContactState)]
    func invite(digest: [UInt8]) throws -> InviteRecord?
    func invites(by person: PersonID?) throws -> [InviteRecord]
    func pushSubscriptions(of person: PersonID) throws -> [PushRecord]
    func peopleWithPush() throws -> [PersonID]
    func secret(named name: String) throws -> [UInt8]?
    func numbers() throws -> StoreNumbers
}

/// How much there is.
package struct StoreNumbers: Sendable {
    package var people = 0, guests = 0, conversations = 0, events = 0, attachments = 0
    package var attachmentBytes: Int64 = 0, databaseBytes: Int64 = 0
    package init() {}
}

package protocol PeopleWriting {
    func save(_ person: Person) throws
    func setPasswordHash(_ hash: String?, of person: PersonID) throws
    func save(_ session: SessionRecord, digest: [UInt8]) throws
    /// Lets a session that came by a link see one more conversation.
    func widen(_ session: SessionID, by conversation: ConversationID) throws
    /// Lets the sessions of a guest that came by links of `inviter` see one more conversation; false when there are none.
    func widenSessions(of guest: PersonID, invitedBy inviter: PersonID, by conversation: ConversationID) throws -> Bool
    func touch(_ session: SessionID, seenAt: Milliseconds, remoteAddress: String) throws
    func seen(_ person: PersonID, at: Milliseconds) throws
    /// Ends sessions; `keeping` one where given. Returns those that ended.
    func endSessions(of person: PersonID, keeping: SessionID?) throws -> [SessionID]
    func endSession(_ id: SessionID) throws -> Bool
    func setContact(of person: PersonID, with other: PersonID, to state: ContactState) throws
    func save(_ invite: InviteRecord, digest: [UInt8]) throws
    func useInvite(_ id: InvitationID) throws
    func deleteInvite(_ id: InvitationID) throws
    func save(_ subscription: PushRecord) throws
    func deletePush(endpoint: String) throws
    func saveSecret(_ bytes: [UInt8], named name: String) throws
    func erase(_ person: PersonID) throws
}
