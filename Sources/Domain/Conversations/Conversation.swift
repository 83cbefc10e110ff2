/// A conversation as its log folds to: who is in it, how far the log goes.
package struct Conversation: Equatable, Sendable {
    package enum Kind: String, Sendable { case direct, group, announcement }

    package let id: ConversationID
    package let kind: Kind
    package var title: String
    /// The number of the last event; 0 before the first.
    package var head: Int64
    /// How many of the events are messages: unread counts are differences of this number.
    package var messages: Int64
    /// When the last event happened. Times in a log never go back, whatever the clock does.
    package var lastAt: Milliseconds = 0
    package var members: [PersonID: Membership]

    package init(
        id: ConversationID, kind: Kind, title: String = "", head: Int64 = 0, messages: Int64 = 0,
        members: [PersonID: Membership] = [:]
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.head = head
        self.messages = messages
        self.members = members
    }

    /// Takes the next event of the log into account.
    package mutating func apply(_ event: Event) {
        head = event.seq
        lastAt = event.at
        switch event.body {
        case .created(_, let title): self.title = title
        case .message: messages += 1
        case .edit, .retract, .reaction, .delivery, .call: break
        case .title(let title): self.title = title
        case .added(let person, let role):
            members[person] = Membership(role: role, state: .joined, joinedAt: event.at)
        case .invited(let person, let role, let known):
            members[person] = Membership(role: role, state: known ? .requested : .invited, joinedAt: event.at)
        case .joined(let person): members[person]?.state = .joined
        case .left(let person), .removed(let person): members[person] = nil
        case .role(let person, let role): members[person]?.role = role
        }
    }

    package func joined(_ person: PersonID) -> Membership? {
        members[person].flatMap { $0.state == .joined ? $0 : nil }
    }

    /// The other one of a direct conversation.
    package func other(than person: PersonID) -> PersonID? {
        kind == .direct ? members.keys.first { $0 != person } : nil
    }

    package func defaultRole() -> Membership.Role { kind == .announcement ? .reader : .member }
}
