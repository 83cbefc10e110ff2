import Domain
import Testing

/// Each role, command and kind of conversation, written out: what stands here is the rule.
@Suite struct ConversationPermissionTests {
    /// What somebody may ask of a conversation.
    enum Command: String, CaseIterable {
        case read, send, editOwn, editOthers, retractOwn, retractOthers, react, title, add, remove, leave, role
    }

    /// Who asks.
    enum Standing: String, CaseIterable {
        case reader, member, moderator, owner, requested, invited, declined, stranger

        var membership: Membership? {
            switch self {
            case .reader: DomainTests.member(.reader)
            case .member: DomainTests.member(.member)
            case .moderator: DomainTests.member(.moderator)
            case .owner: DomainTests.member(.owner)
            case .requested: DomainTests.member(.owner, .requested)
            case .invited: DomainTests.member(.owner, .invited)
            case .declined: DomainTests.member(.owner, .declined)
            case .stranger: nil
            }
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let kind: Conversation.Kind
        let command: Command
        /// Those who may; of the others, those to whom the conversation exists are forbidden.
        let allowed: Set<Standing>
        var testDescription: String { "\(command) in a \(kind)" }
    }

    private static let all: Set<Standing> = [.reader, .member, .moderator, .owner]
    private static let writers: Set<Standing> = [.member, .moderator, .owner]
    private static let moderators: Set<Standing> = [.moderator, .owner]

    static let table: [Row] = [
        Row(kind: .group, command: .read, allowed: all.union([.requested])),
        Row(kind: .group, command: .send, allowed: writers),
        Row(kind: .group, command: .editOwn, allowed: writers),
        Row(kind: .group, command: .editOthers, allowed: []),
        Row(kind: .group, command: .retractOwn, allowed: all),
        Row(kind: .group, command: .retractOthers, allowed: moderators),
        Row(kind: .group, command: .react, allowed: all),
        Row(kind: .group, command: .title, allowed: writers),
        Row(kind: .group, command: .add, allowed: writers),
        Row(kind: .group, command: .remove, allowed: moderators),
        Row(kind: .group, command: .leave, allowed: all.union([.requested])),
        Row(kind: .group, command: .role, allowed: moderators),
        Row(kind: .announcement, command: .read, allowed: all.union([.requested])),
        Row(kind: .announcement, command: .send, allowed: writers),
        Row(kind: .announcement, command: .editOwn, allowed: writers),
        Row(kind: .announcement, command: .editOthers, allowed: []),
        Row(kind: .announcement, command: .retractOwn, allowed: all),
        Row(kind: .announcement, command: .retractOthers, allowed: moderators),
        Row(kind: .announcement, command: .react, allowed: all),
        Row(kind: .announcement, command: .title, allowed: moderators),
        Row(kind: .announcement, command: .add, allowed: moderators),
        Row(kind: .announcement, command: .remove, allowed: moderators),
        Row(kind: .announcement, command: .leave, allowed: all.union([.requested])),
        Row(kind: .announcement, command: .role, allowed: moderators),
        Row(kind: .direct, command: .read, allowed: all.union([.requested])),
        Row(kind: .direct, command: .send, allowed: writers),
        Row(kind: .direct, command: .editOwn, allowed: writers),
        Row(kind: .direct, command: .editOthers, allowed: []),
        Row(kind: .direct, command: .retractOwn, allowed: all),
        Row(kind: .direct, command: .retractOthers, allowed: []),
        Row(kind: .direct, command: .react, allowed: all),
        Row(kind: .direct, command: .title, allowed: []),
        Row(kind: .direct, command: .add, allowed: []),
        Row(kind: .direct, command: .remove, allowed: []),
        Row(kind: .direct, command: .leave, allowed: []),
        Row(kind: .direct, command: .role, allowed: []),
    ]

    @Test func `the table has every command in every kind`() {
        #expect(Self.table.count == Command.allCases.count * 3)
        #expect(Set(Self.table.map(\.testDescription)).count == Self.table.count)
    }

    @Test(arguments: table)
    func `who may do what`(row: Row) {
        for standing in Standing.allCases {
            let got = asked(row.command, by: standing, in: row.kind)
            if row.allowed.contains(standing) {
                #expect(got == nil, "\(standing)")
            } else if [.invited, .declined, .stranger].contains(standing) {
                #expect(got == .notFound("conversation"), "\(standing)")
            } else {
                #expect(got?.kind == "forbidden", "\(standing)")
            }
        }
    }

    /// `ada` asks; `bob` is a plain member, of a direct conversation the other side.
    private func asked(_ command: Command, by standing: Standing, in kind: Conversation.Kind) -> Refusal? {
        var members: [PersonID: Membership] = [bob: member(kind == .direct ? .owner : .member)]
        members[ada] = standing.membership
        if kind != .direct { members[cat] = member(.owner) }
        let c = conversation(kind, members)
        let mine = Target(kind: .message, by: ada, retracted: false), theirs = Target(kind: .message, by: bob, retracted: false)
        return refusal { () throws(Refusal) in
            switch command {
            case .read: try c.reader(ada)
            case .send: try c.permitMessage(by: ada, requestMessages: 10)
            case .editOwn: try c.permitEdit(of: mine, by: ada)
            case .editOthers: try c.permitEdit(of: theirs, by: ada)
            case .retractOwn: try c.permitRetraction(of: mine, by: ada)
            case .retractOthers: try c.permitRetraction(of: theirs, by: ada)
            case .react: try c.permitReaction(to: theirs, by: ada)
            case .title: try c.permitTitle(by: ada)
            case .add: try c.permitAdding(by: ada, role: .reader, limit: 0, adding: 1)
            case .remove: try c.permitRemoval(of: bob, by: ada)
            case .leave: try c.permitRemoval(of: ada, by: ada)
            case .role: try c.permitRole(.reader, for: bob, by: ada)
            }
        }
    }
}
