import Domain

/// The refusal that `body` ends with, or nil when it is let through.
func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
    do throws(Refusal) {
        try body()
        return nil
    } catch {
        return error
    }
}

extension Refusal {
    /// The case, without its words.
    var kind: String { String("\(self)".prefix { $0 != "(" }) }
}

let ada = PersonID(rawValue: 1)
let bob = PersonID(rawValue: 2)
let cat = PersonID(rawValue: 3)
let dan = PersonID(rawValue: 4)
let room = ConversationID(rawValue: 100)

func member(_ role: Membership.Role, _ state: Membership.State = .joined, since: Milliseconds = 0) -> Membership {
    Membership(role: role, state: state, joinedAt: since)
}

func conversation(_ kind: Conversation.Kind, messages: Int64 = 0, _ members: [PersonID: Membership]) -> Conversation {
    Conversation(id: room, kind: kind, head: 10, messages: messages, members: members)
}

func key(_ text: String = "key-0001") -> ClientKey { ClientKey(stored: text) }

func event(_ seq: Int64, at: Milliseconds = 0, by: PersonID = ada, _ body: EventBody) -> Event {
    Event(conversation: room, seq: seq, at: at, by: by, body: body)
}
