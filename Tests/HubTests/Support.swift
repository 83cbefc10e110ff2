import Domain
import Hub
import JSON
import Synchronization

let ada = PersonID(rawValue: 1)
let bob = PersonID(rawValue: 2)
let cat = PersonID(rawValue: 3)
let room = ConversationID(rawValue: 100)
let hall = ConversationID(rawValue: 101)

/// A group of `ada` and `bob` with nothing said yet.
func group(_ id: ConversationID = room, _ people: [PersonID] = [ada, bob]) -> Conversation {
    Conversation(
        id: id, kind: .group,
        members: Dictionary(uniqueKeysWithValues: people.map { ($0, Membership(role: .member, state: .joined, joinedAt: 0)) }))
}

func committed(_ seq: Int64, in id: ConversationID = room) -> Committed {
    Committed(event: Event(conversation: id, seq: seq, at: 0, by: ada, body: .title("\(seq)")), wire: Array("\(seq)".utf8))
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func fields(_ bytes: [UInt8]) throws -> Fields { try Fields(try JSONParser.parse(bytes)) }

/// Something that several closures put things into.
final class Collected<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])

    func add(_ element: Element) { list.withLock { $0.append(element) } }
    var all: [Element] { list.withLock { $0 } }
}

extension Outcome {
    var committed: (seq: Int64, again: Bool)? {
        if case .committed(let seq, _, let again) = self { (seq, again) } else { nil }
    }
    var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}
