import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func events(_ table: inout RouteTable) {
        table.on(.get, "/conversations/{c}/events") { ask in
            let caller = try await ask.caller()
            let query = try ask.query(["before", "after", "around", "at", "limit"])
            let limit = Int(try query.integer("limit", in: 1...Int64(Limits.page)) ?? 50)
            return Answer.page(
                try await hub.page(of: try ask.conversation(for: caller), try query.range(), limit: limit, for: caller))
        }
        table.on(.post, "/conversations/{c}/events") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["do", "key", "text", "reply", "attachments", "mentions", "target", "emoji", "on"])
            let name = try fields.string("do", max: 16)
            let draft = try fields.draft(name, in: try ask.conversation(for: caller), by: caller.id, also: ["do"])
            try hub.permitMessage(by: caller.id)
            let (seq, at, again) = try await hub.commit(draft)
            return Answer.object(again ? .ok : .created) { w in
                w.field("seq", seq)
                w.field("at", at)
            }
        }
        table.on(.get, "/conversations/{c}/events/{seq}/history") { ask in
            let caller = try await ask.caller()
            let versions = try await hub.versions(of: try ask.seq(), in: try ask.conversation(for: caller), for: caller)
            return Answer.object { w in
                w.key("versions")
                w.beginArray()
                for version in versions { w.version(version) }
                w.endArray()
            }
        }
        table.on(.put, "/conversations/{c}/read") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["seq"])
            try await hub.markRead(
                try fields.integer("seq", in: 0...Int64.max), in: try ask.conversation(for: caller), by: caller)
            return .empty
        }
        table.on(.get, "/search") { try await search($0) }
    }

    private func search(_ ask: Ask) async throws -> Answer {
        let caller = try await ask.caller()
        let query = try ask.query(["q", "c", "by", "before", "limit"])
        guard let text = try query.string("q", max: Limits.query) else { throw Refusal.missing(field: "q") }
        guard !text.allSatisfy(\.isWhitespace) else { throw Refusal.invalid(field: "q", expected: "something to look for") }
        var wanted = SearchQuery(person: caller.id, text: text)
        wanted.conversation = try query.identifier("c").map { ConversationID(rawValue: $0) }
        wanted.by = try query.identifier("by").map { PersonID(rawValue: $0) }
        wanted.before = try query.integer("before", in: 1...Int64.max)
        wanted.limit = Int(try query.integer("limit", in: 1...100) ?? 20)
        let (hits, people) = try await hub.search(wanted, for: caller)
        return Answer.object { w in
            w.key("hits")
            w.beginArray()
            for hit in hits { w.hit(hit, marks: SearchMarks.find(text, in: hit.text)) }
            w.endArray()
            w.people(people, for: caller.person)
            w.key("next")
            if hits.count == wanted.limit, let last = hits.last { w.string(String(last.position)) } else { w.null() }
        }
    }
}

extension Query {
    fileprivate func range() throws(Refusal) -> PageRange {
        let given = ["before", "after", "around", "at"].filter { has($0) }
        guard given.count <= 1 else { throw .invalid(field: given[1], expected: "only one of before, after, around and at") }
        if let seq = try integer("before", in: 1...Int64.max) { return .before(seq) }
        if let seq = try integer("after", in: 0...Int64.max) { return .after(seq) }
        if let seq = try integer("around", in: 1...Int64.max) { return .around(seq) }
        if let time = try integer("at", in: 0...Int64.max) { return .at(time) }
        return .last
    }
}

extension Answer {
    /// A page: the events' own bytes, put together.
    fileprivate static func page(_ page: Page) -> Answer {
        var w = JSONWriter(reservingCapacity: 128 + (page.events + page.later).reduce(0) { $0 + $1.wire.count + 1 })
        w.beginObject()
        for (name, events) in [("events", page.events), ("later", page.later)] {
            w.key(name)
            w.beginArray()
            for event in events { w.raw(event.wire) }
            w.endArray()
        }
        w.field("first", 1)
        w.field("head", page.head)
        w.endObject()
        return json(.ok, w.bytes)
    }
}

extension JSONWriter {
    fileprivate mutating func version(_ event: StoredEvent) {
        guard case .object(let object)? = try? JSONParser.parse(event.wire), case .string(let text)? = object["text"] else {
            return
        }
        beginObject()
        field("text", text)
        field("at", event.at)
        endObject()
    }

    fileprivate mutating func hit(_ hit: SearchHit, marks: [(start: Int, length: Int)]) {
        beginObject()
        field("c", hit.conversation.text)
        key("e")
        raw(hit.event.wire)
        field("text", hit.text)
        key("marks")
        beginArray()
        for mark in marks {
            beginArray()
            integer(mark.start)
            integer(mark.length)
            endArray()
        }
        endArray()
        endObject()
    }
}
