import Domain
import Hub

extension MemoryTransaction {
    func openCalls() throws -> [OpenCall] { Array(tables.calls.values) }
    func openCall(in id: ConversationID) throws -> OpenCall? { tables.calls[id] }
    func freeWishes() throws -> [FreeWish] { Array(tables.wishes) }
    func callLink(digest: [UInt8]) throws -> CallLink? { tables.callLinks[digest] }
    func callLinks(in id: ConversationID) throws -> Int { tables.callLinks.values.count { $0.conversation == id } }

    func save(_ call: OpenCall) throws { tables.calls[call.conversation] = call }

    func mark(_ people: [PersonID], _ mark: CallMark, in id: CallID) throws {
        guard let place = tables.calls.values.first(where: { $0.id == id })?.conversation else { return }
        for person in people {
            let known = tables.calls[place]?.marks[person]?.rawValue ?? -1
            if mark.rawValue > known { tables.calls[place]?.marks[person] = mark }
        }
    }

    func touch(_ calls: [CallID], aliveAt: Milliseconds) throws {
        for place in tables.calls.values.filter({ calls.contains($0.id) }).map(\.conversation) {
            tables.calls[place]?.aliveAt = aliveAt
        }
    }

    func deleteCall(_ id: CallID) throws { tables.calls = tables.calls.filter { $0.value.id != id } }
    func save(_ wish: FreeWish) throws { tables.wishes.insert(wish) }
    func delete(_ wish: FreeWish) throws { tables.wishes.remove(wish) }
    func deleteFreeWishes(in id: ConversationID) throws { tables.wishes = tables.wishes.filter { $0.conversation != id } }
    func save(_ link: CallLink, digest: [UInt8]) throws { tables.callLinks[digest] = link }

    func deleteCallLinks(in id: ConversationID) throws {
        tables.callLinks = tables.callLinks.filter { $0.value.conversation != id }
    }
}
