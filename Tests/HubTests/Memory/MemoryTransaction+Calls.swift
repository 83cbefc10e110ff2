import Domain
import Hub

extension MemoryTransaction {
    func openCalls() throws -> [OpenCall] { Array(tables.calls.open.values) }
    func openCall(in id: ConversationID) throws -> OpenCall? { tables.calls.open[id] }
    func freeWishes() throws -> [FreeWish] { Array(tables.calls.wishes) }
    func callLink(digest: [UInt8]) throws -> CallLink? { tables.calls.links[digest] }
    func callLinks(in id: ConversationID) throws -> Int { tables.calls.links.values.count { $0.conversation == id } }

    func save(_ call: OpenCall) throws { tables.calls.open[call.conversation] = call }

    func mark(_ people: [PersonID], _ mark: CallMark, in id: CallID) throws {
        guard let place = tables.calls.open.values.first(where: { $0.id == id })?.conversation else { return }
        for person in people {
            let known = tables.calls.open[place]?.marks[person]?.rawValue ?? -1
            if mark.rawValue > known { tables.calls.open[place]?.marks[person] = mark }
        }
    }

    func save(_ standing: CallStanding, of person: PersonID, in id: CallID) throws {
        guard let place = tables.calls.open.values.first(where: { $0.id == id })?.conversation else { return }
        tables.calls.open[place]?.standings[person] = standing
    }

    func touch(_ calls: [CallID], aliveAt: Milliseconds) throws {
        for place in tables.calls.open.values.filter({ calls.contains($0.id) }).map(\.conversation) {
            tables.calls.open[place]?.aliveAt = aliveAt
        }
    }

    func deleteCall(_ id: CallID) throws { tables.calls.open = tables.calls.open.filter { $0.value.id != id } }
    func save(_ wish: FreeWish) throws { tables.calls.wishes.insert(wish) }
    func delete(_ wish: FreeWish) throws { tables.calls.wishes.remove(wish) }
    func deleteFreeWishes(in id: ConversationID) throws {
        tables.calls.wishes = tables.calls.wishes.filter { $0.conversation != id }
    }
    func save(_ link: CallLink, digest: [UInt8]) throws { tables.calls.links[digest] = link }

    func deleteCallLinks(in id: ConversationID) throws {
        tables.calls.links = tables.calls.links.filter { $0.value.conversation != id }
    }

    func openRecordings() throws -> [OpenRecording] { tables.calls.recordings }
    func cues(of id: RecordingID) throws -> [RecordedCue] { tables.calls.cues[id] ?? [] }
    func save(_ recording: OpenRecording) throws { tables.calls.recordings.append(recording) }

    func save(_ cues: [RecordedCue], of id: RecordingID) throws {
        for cue in cues {
            tables.calls.cues[id, default: []].removeAll { $0.leg == cue.leg && $0.from == cue.from }
            tables.calls.cues[id, default: []].append(cue)
        }
    }

    func deleteRecording(_ id: RecordingID) throws {
        tables.calls.recordings.removeAll { $0.id == id }
        tables.calls.cues[id] = nil
    }
}
