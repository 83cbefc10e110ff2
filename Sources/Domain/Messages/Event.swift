/// One entry of a conversation's log. Committed events never change their number.
package struct Event: Equatable, Sendable {
    package let conversation: ConversationID
    package let seq: Int64
    package let at: Milliseconds
    package let by: PersonID
    package let body: EventBody

    package init(conversation: ConversationID, seq: Int64, at: Milliseconds, by: PersonID, body: EventBody) {
        self.conversation = conversation
        self.seq = seq
        self.at = at
        self.by = by
        self.body = body
    }
}

/// What happened.
package enum EventBody: Equatable, Sendable {
    /// What kinds there are, as stored and sent.
    package enum Kind: String, Sendable, CaseIterable {
        case created, message, edit, retract, react, title, added, invited, joined, left, removed, role, delivery, call
    }

    case created(Conversation.Kind, title: String)
    case message(Message)
    case edit(key: ClientKey, target: Int64, text: String, mentions: Mentions)
    case retract(key: ClientKey, target: Int64)
    case reaction(key: ClientKey, target: Int64, emoji: String, on: Bool)
    case title(String)
    case added(PersonID, Membership.Role)
    /// `known` says whether they have been here before, and so are asked live.
    case invited(PersonID, Membership.Role, known: Bool)
    case joined(PersonID)
    case left(PersonID)
    case removed(PersonID)
    case role(PersonID, Membership.Role)
    /// Of somebody outside; `upto` is the last event that their mail carried.
    case delivery(PersonID, Delivery.State, upto: Int64, text: String)
    case call(CallEvent)

    package var kind: Kind {
        switch self {
        case .created: .created
        case .message: .message
        case .edit: .edit
        case .retract: .retract
        case .reaction: .react
        case .title: .title
        case .added: .added
        case .invited: .invited
        case .joined: .joined
        case .left: .left
        case .removed: .removed
        case .role: .role
        case .delivery: .delivery
        case .call: .call
        }
    }

    package var key: ClientKey? {
        switch self {
        case .message(let m): m.key
        case .edit(let key, _, _, _), .retract(let key, _), .reaction(let key, _, _, _): key
        case .created, .title, .added, .invited, .joined, .left, .removed, .role, .delivery, .call: nil
        }
    }

    package var target: Int64? {
        switch self {
        case .edit(_, let target, _, _), .retract(_, let target), .reaction(_, let target, _, _): target
        case .message, .created, .title, .added, .invited, .joined, .left, .removed, .role, .delivery, .call: nil
        }
    }
}
