package import Domain

/// Which part of a log to read.
package enum PageRange: Sendable {
    case last
    case before(Int64)
    case after(Int64)
    case around(Int64)
    case at(Milliseconds)
}

/// A part of a log, ascending, and what came later to change it.
package struct Page: Sendable {
    package let events: [StoredEvent]
    /// Edits, retractions and reactions beyond this page whose target is in it.
    package let later: [StoredEvent]
    package let head: Int64

    package init(events: [StoredEvent], later: [StoredEvent], head: Int64) {
        self.events = events
        self.later = later
        self.head = head
    }
}

/// What to look for, and where.
package struct SearchQuery: Sendable {
    package let person: PersonID
    package let text: String
    package var conversation: ConversationID?
    package var by: PersonID?
    /// Continue behind this hit.
    package var before: Int64?
    package var limit: Int

    package init(
        person: PersonID, text: String, conversation: ConversationID? = nil, by: PersonID? = nil, before: Int64? = nil,
        limit: Int = 20
    ) {
        self.person = person
        self.text = text
        self.conversation = conversation
        self.by = by
        self.before = before
        self.limit = limit
    }
}

/// A message that was found.
package struct SearchHit: Sendable {
    package let position: Int64
    package let conversation: ConversationID
    package let event: StoredEvent
    /// The text as it reads now, after edits.
    package let text: String

    package init(position: Int64, conversation: ConversationID, event: StoredEvent, text: String) {
        self.position = position
        self.conversation = conversation
        self.event = event
        self.text = text
    }
}

/// An event that was committed before under the same key.
package struct Earlier: Sendable, Equatable {
    package let conversation: ConversationID
    package let seq: Int64
    package let at: Milliseconds

    package init(conversation: ConversationID, seq: Int64, at: Milliseconds) {
        self.conversation = conversation
        self.seq = seq
        self.at = at
    }
}

package protocol EventReading {
    func events(in id: ConversationID, after seq: Int64, limit: Int) throws -> [StoredEvent]
    func page(of id: ConversationID, _ range: PageRange, limit: Int) throws -> Page
    /// The message `seq` and its edits, oldest first.
    func versions(of seq: Int64, in id: ConversationID) throws -> [StoredEvent]
    func target(_ seq: Int64, in id: ConversationID) throws -> Target?
    func earlier(key: ClientKey, by person: PersonID) throws -> Earlier?
    func search(_ query: SearchQuery) throws -> [SearchHit]
    func head(of id: ConversationID) throws -> Int64
    func events(by person: PersonID, after position: Int64, limit: Int) throws -> [(
        position: Int64, conversation: ConversationID, event: StoredEvent
    )]
}

package protocol EventWriting {
    /// Adds an event; false when its key was used before, and then nothing is written.
    func append(_ event: Event, wire: [UInt8]) throws -> Bool
    /// Takes the text out of a message and of its edits, in the log and in the index.
    func retract(_ seq: Int64, in id: ConversationID) throws
}
