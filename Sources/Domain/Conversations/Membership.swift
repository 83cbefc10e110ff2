/// Somebody's place in one conversation.
package struct Membership: Equatable, Sendable {
    /// What a member may do here, highest first.
    package enum Role: String, Sendable, CaseIterable, Comparable {
        case reader, member, moderator, owner

        private var rank: Int {
            switch self {
            case .reader: 0
            case .member: 1
            case .moderator: 2
            case .owner: 3
            }
        }
        package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
    }

    package enum State: String, Sendable {
        case joined
        /// Asked, and has not answered.
        case requested
        /// Was never here; has a link.
        case invited
        /// Said no, or blocked who asked. Only in direct conversations, whose log goes on without them.
        case declined
    }

    package var role: Role
    package var state: State
    package var joinedAt: Milliseconds

    package init(role: Role, state: State, joinedAt: Milliseconds) {
        self.role = role
        self.state = state
        self.joinedAt = joinedAt
    }

    package var reads: Bool { state == .joined || state == .requested }
}
