import Domain
import Hub
import JSON

/// What a session is opened with.
struct Opening: Sendable {
    let snapshot: [UInt8]
    let places: [LivePlace]
    /// Says which calls are in the snapshot.
    let calls: Int
}

/// A conversation as a session enters it.
struct LivePlace: Sendable {
    let conversation: ConversationID
    let head: Int64
    let speaks: Bool

    init(_ summary: Summary) {
        conversation = summary.id
        head = summary.head
        speaks = summary.my.membership.state == .joined && summary.my.membership.role >= .member
    }
}

/// A conversation that is new for a session, and the frame that says so.
struct LiveArrival: Sendable {
    let place: LivePlace
    let frame: [UInt8]
    /// With what the session may see by now.
    let caller: Caller
    /// Says which call is in the frame.
    let calls: Int
}

extension JSONWriter {
    fileprivate mutating func calls(_ calls: [(ConversationID, [UInt8])]) {
        key("calls")
        beginArray()
        for (id, call) in calls {
            beginObject()
            field("c", id.text)
            key("call")
            raw(call)
            endObject()
        }
        endArray()
    }
}

/// What a reader has missed of one conversation.
struct Missed: Sendable {
    /// A reader that is further behind than this is not given everything, but the end of it.
    static let longestGap: Int64 = 1_000
    static let afterGap: Int64 = 200
    /// How many events are read from the store at a time.
    static let page = 100

    let conversation: ConversationID
    /// Events up to here are passed over.
    let gapTo: Int64?
    let events: [StoredEvent]
    let isMore: Bool
}

extension Hub {
    func opening(for caller: Caller, then: @escaping @Sendable (Result<Opening, any Error>) -> Void) {
        let now = now()
        store.read(
            { s in
                let summaries = try s.summaries(for: caller.id).filter { caller.sees($0.id) }
                let contacts = try s.contacts(of: caller)
                let me = try s.person(caller.id) ?? caller.person
                let others = Set(summaries.flatMap(\.people)).union(contacts.map(\.person))
                var w = JSONWriter(reservingCapacity: 512 + summaries.count * 384 + others.count * 96)
                w.beginObject()
                w.field("t", "snapshot")
                w.key("me")
                me.writeSelf(to: &w, domain: self.policy.mail.domain)
                w.field("session", caller.session.id.text)
                w.field("now", now)
                w.key("conversations")
                w.beginArray()
                for summary in summaries { summary.write(to: &w, domain: self.policy.mail.domain) }
                w.endArray()
                w.people(try s.people(Array(others)), for: me)
                w.key("contacts")
                w.contacts(contacts)
                let (calls, number) = self.calls.shown(in: summaries.map(\.id))
                w.calls(calls)
                w.endObject()
                return Opening(snapshot: w.bytes, places: summaries.map(LivePlace.init), calls: number)
            }, then: then)
    }

    /// Where a session stands in a conversation that is new for it, and the frame that says so.
    func place(in id: ConversationID, for caller: Caller) async throws -> LiveArrival {
        let caller = try await current(caller)
        try caller.permit(id)
        let (summary, people) = try await summary(of: id, for: caller.id)
        var w = JSONWriter(reservingCapacity: 768)
        w.beginObject()
        w.field("t", "conversation")
        w.key("conversation")
        summary.write(to: &w, domain: self.policy.mail.domain)
        w.people(people, for: caller.person)
        let (calls, number) = self.calls.shown(in: [id])
        if let (_, call) = calls.first {
            w.key("call")
            w.raw(call)
        }
        w.endObject()
        return LiveArrival(place: LivePlace(summary), frame: w.bytes, caller: caller, calls: number)
    }

    /// The next events after each cursor.
    func missed(_ behind: [(ConversationID, Int64)], then: @escaping @Sendable (Result<[Missed], any Error>) -> Void) {
        store.read(
            { s in
                try behind.map { id, cursor in
                    let head = try s.head(of: id)
                    let gapTo = head - cursor > Missed.longestGap ? head - Missed.afterGap : nil
                    let events = head > cursor ? try s.events(in: id, after: gapTo ?? cursor, limit: Missed.page) : []
                    return Missed(conversation: id, gapTo: gapTo, events: events, isMore: events.count == Missed.page)
                }
            }, then: then)
    }
}
