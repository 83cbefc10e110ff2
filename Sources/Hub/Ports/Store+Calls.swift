package import Domain

/// A call that goes on, as it outlives the server.
package struct OpenCall: Sendable, Equatable {
    package let id: CallID
    package let conversation: ConversationID
    package let by: PersonID
    package let since: Milliseconds
    /// When it was known to go on last.
    package var aliveAt: Milliseconds
    package var marks: [PersonID: CallMark]
    /// Of those who have a floor or a hand up.
    package var standings: [PersonID: CallStanding] = [:]

    package init(
        id: CallID, conversation: ConversationID, by: PersonID, since: Milliseconds, aliveAt: Milliseconds,
        marks: [PersonID: CallMark] = [:]
    ) {
        self.id = id
        self.conversation = conversation
        self.by = by
        self.since = since
        self.aliveAt = aliveAt
        self.marks = marks
    }
}

/// Somebody who wants to know when they and the other of a direct conversation are both free.
package struct FreeWish: Sendable, Hashable {
    package let person: PersonID
    package let other: PersonID
    package let conversation: ConversationID

    package init(person: PersonID, other: PersonID, conversation: ConversationID) {
        self.person = person
        self.other = other
        self.conversation = conversation
    }
}

/// A link by which a program sends sound to a call, or listens to it (RFC 9725).
package struct CallLink: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case speaker, listener }

    package let conversation: ConversationID
    package let kind: Kind
    /// How a speaker is shown.
    package let name: String
    package let by: PersonID

    package init(conversation: ConversationID, kind: Kind, name: String, by: PersonID) {
        self.conversation = conversation
        self.kind = kind
        self.name = name
        self.by = by
    }
}

package protocol CallReading {
    func openCalls() throws -> [OpenCall]
    func openCall(in id: ConversationID) throws -> OpenCall?
    func freeWishes() throws -> [FreeWish]
    func callLink(digest: [UInt8]) throws -> CallLink?
    func callLinks(in id: ConversationID) throws -> Int
    /// Oldest first.
    func openRecordings() throws -> [OpenRecording]
    /// In no order.
    func cues(of id: RecordingID) throws -> [RecordedCue]
}

package protocol CallWriting {
    /// At most one a conversation.
    func save(_ call: OpenCall) throws
    /// A stronger mark stays.
    func mark(_ people: [PersonID], _ mark: CallMark, in id: CallID) throws
    /// Of somebody who came.
    func save(_ standing: CallStanding, of person: PersonID, in id: CallID) throws
    func touch(_ calls: [CallID], aliveAt: Milliseconds) throws
    func deleteCall(_ id: CallID) throws
    func save(_ wish: FreeWish) throws
    /// Both directions.
    func deleteFreeWishes(in id: ConversationID) throws
    func delete(_ wish: FreeWish) throws
    func save(_ link: CallLink, digest: [UInt8]) throws
    func deleteCallLinks(in id: ConversationID) throws
    func save(_ recording: OpenRecording) throws
    /// One of the same leg from the same moment takes the place of the earlier.
    func save(_ cues: [RecordedCue], of id: RecordingID) throws
    /// With its cues.
    func deleteRecording(_ id: RecordingID) throws
}
