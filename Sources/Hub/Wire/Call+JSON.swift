package import Domain
import JSON

/// How much of a call is listed.
package enum CallListing: Sendable {
    /// What everybody is sent: those who speak or want to, and some of the listeners.
    case signal
    /// What is asked for.
    case full

    var speakers: Int {
        switch self {
        case .signal: 200
        case .full: 1_000
        }
    }
    var listeners: Int {
        switch self {
        case .signal: 50
        case .full: 1_000
        }
    }
}

extension Call {
    /// The call as clients are shown it.
    package func json(_ listing: CallListing) -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 160 + 64 * min(people.count, listing.speakers))
        w.beginObject()
        w.field("id", id.text)
        w.field("by", by.text)
        w.field("since", since)
        w.field("count", people.count)
        w.key("people")
        w.beginArray()
        for person in listed(listing) { write(person, to: &w) }
        w.endArray()
        if !sounds.feeds.isEmpty {
            w.key("feeds")
            w.beginArray()
            for (leg, feed) in sounds.feeds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { feed.write(leg, to: &w) }
            w.endArray()
        }
        w.people("ringing", rings.ringing.keys.sorted())
        if !rings.declined.isEmpty { w.people("declined", rings.declined.sorted()) }
        if let recording {
            w.key("recording")
            w.beginObject()
            w.field("by", recording.by.text)
            w.field("since", recording.since)
            w.endObject()
        }
        w.endObject()
        return w.bytes
    }

    /// Raised hands, then who is heard, then who may be, then listeners; each in the order in which they came.
    private func listed(_ listing: CallListing) -> [PersonID] {
        func rank(_ person: PersonID, _ attendee: Attendee) -> Int {
            attendee.hand != nil ? 0 : !speaks(person) ? 3 : attendee.isMuted ? 2 : 1
        }
        let ranked = people.map { (rank: rank($0.key, $0.value), since: $0.value.since, person: $0.key) }
            .sorted { ($0.rank, $0.since, $0.person) < ($1.rank, $1.since, $1.person) }
        let speakers = ranked.prefix { $0.rank < 3 }.prefix(listing.speakers)
        let listeners = ranked.drop { $0.rank < 3 }.prefix(min(listing.listeners, max(0, 1_000 - speakers.count)))
        return (speakers + listeners).map(\.person)
    }

    private func write(_ person: PersonID, to w: inout JSONWriter) {
        guard let attendee = people[person] else { return }
        w.beginObject()
        w.field("p", person.text)
        if attendee.isMuted { w.field("muted", true) }
        if !speaks(person) { w.field("listener", true) }
        w.field("hand", attendee.hand)
        if attendee.isPoor { w.field("poor", true) }
        if attendee.isDeaf { w.field("deaf", true) }
        if attendee.isAway { w.field("away", true) }
        w.endObject()
    }
}

extension Call.Feed {
    fileprivate func write(_ leg: LegID, to w: inout JSONWriter) {
        w.beginObject()
        w.field("id", leg.text)
        w.field("name", name)
        if isPoor { w.field("poor", true) }
        if isAway { w.field("away", true) }
        w.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func people(_ name: String, _ people: [PersonID]) {
        key(name)
        beginArray()
        for person in people { string(person.text) }
        endArray()
    }
}

/// The frames of the live protocol that tell of calls.
enum CallFrames {
    /// - Parameter call: nil when there is none any more.
    static func call(_ call: Call?, in id: ConversationID) -> [UInt8] {
        frame("call") { w in
            w.field("c", id.text)
            w.key("call")
            if let call { w.raw(call.json(.signal)) } else { w.null() }
        }
    }

    static func speaking(_ speakers: [String], in id: ConversationID) -> [UInt8] {
        frame("speaking") { w in
            w.field("c", id.text)
            w.key("p")
            w.beginArray()
            for speaker in speakers { w.string(speaker) }
            w.endArray()
        }
    }

    static func leg(_ leg: LegID, in id: ConversationID, _ news: LegNews) -> [UInt8] {
        frame("leg") { w in
            w.field("c", id.text)
            w.field("leg", leg.text)
            switch news {
            case .connected: w.field("state", "connected")
            case .lost: w.field("state", "lost")
            case .ended(let why):
                w.field("state", "ended")
                w.field("why", why.rawValue)
            }
        }
    }

    static func free(with person: PersonID, in id: ConversationID) -> [UInt8] {
        frame("free") { w in
            w.field("c", id.text)
            w.field("with", person.text)
        }
    }

    private static func frame(_ type: String, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 256)
        w.beginObject()
        w.field("t", type)
        body(&w)
        w.endObject()
        return w.bytes
    }
}
