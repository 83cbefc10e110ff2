import Domain
import Hub

/// A transaction on a copy of the tables.
final class MemoryTransaction: StoreTransaction {
    let store: MemoryStore
    var tables: Tables
    var appended = 0

    init(_ store: MemoryStore) {
        self.store = store
        tables = store.with { $0.tables }
    }

    func attempt<T>(_ body: () throws -> T) throws -> T {
        let before = (tables, appended)
        do { return try body() } catch {
            (tables, appended) = before
            throw error
        }
    }
}

extension MemoryTransaction {
    // MARK: Events

    func append(_ event: Event, wire: [UInt8]) throws -> Bool {
        if case .message(let m) = event.body, m.text == store.with({ $0.faults.poison }) { throw MemoryStore.Broken() }
        let id = event.conversation
        guard event.seq == Int64(tables.logs[id]?.count ?? 0) + 1 else { throw MemoryStore.Broken() }
        if let key = event.body.key {
            let sent = Tables.Sent(key: key, by: event.by)
            guard tables.keys[sent] == nil else { return false }
            tables.keys[sent] = Earlier(conversation: id, seq: event.seq, at: event.at)
        }
        tables.logs[id, default: []].append(event)
        tables.conversations[id]?.apply(event)
        appended += 1
        return true
    }

    func retract(_ seq: Int64, in id: ConversationID) throws { tables.retracted[id, default: []].insert(seq) }

    func events(in id: ConversationID, after seq: Int64, limit: Int) throws -> [StoredEvent] {
        (tables.logs[id] ?? []).filter { $0.seq > seq }.prefix(limit).map(StoredEvent.init)
    }

    func page(of id: ConversationID, _ range: PageRange, limit: Int) throws -> Page {
        Page(events: try events(in: id, after: 0, limit: limit), later: [], head: try head(of: id))
    }

    func versions(of seq: Int64, in id: ConversationID) throws -> [StoredEvent] { [] }

    func target(_ seq: Int64, in id: ConversationID) throws -> Target? {
        guard let event = tables.logs[id]?.first(where: { $0.seq == seq }) else { return nil }
        return Target(kind: event.body.kind, by: event.by, retracted: tables.retracted[id]?.contains(seq) ?? false)
    }

    func earlier(key: ClientKey, by person: PersonID) throws -> Earlier? { tables.keys[.init(key: key, by: person)] }
    func search(_ query: SearchQuery) throws -> [SearchHit] { [] }
    func head(of id: ConversationID) throws -> Int64 { Int64(tables.logs[id]?.count ?? 0) }

    func events(
        by person: PersonID, after position: Int64, limit: Int
    ) throws -> [(position: Int64, conversation: ConversationID, event: StoredEvent)] { [] }
}

extension StoredEvent {
    init(_ event: Event) {
        self.init(seq: event.seq, at: event.at, by: event.by, kind: event.body.kind, wire: event.wire)
    }
}

extension MemoryTransaction {
    // MARK: Attachments

    func attachment(_ id: AttachmentID) throws -> AttachmentRecord? { tables.attachments[id] }
    func readableUses(of id: AttachmentID, by person: PersonID) throws -> [ConversationID] { [] }
    func isUsed(_ id: AttachmentID) throws -> Bool { false }
    func attachmentBytes() throws -> Int64 { tables.attachments.values.reduce(0) { $0 + $1.attachment.size } }
    func attachments(of person: PersonID) throws -> [AttachmentRecord] { [] }
    func hasBlob(_ digest: [UInt8]) throws -> Bool { false }
    func unused(before: Milliseconds) throws -> [AttachmentID] { [] }
    func save(_ record: AttachmentRecord) throws { tables.attachments[record.attachment.id] = record }
    func use(_ id: AttachmentID, in conversation: ConversationID, seq: Int64) throws {}
    func deleteAttachment(_ id: AttachmentID) throws { tables.attachments[id] = nil }
}
