import Domain
import Testing

@Suite struct EventFoldingTests {
    private func folded(_ bodies: [EventBody], kind: Conversation.Kind = .group) -> Conversation {
        var c = Conversation(id: room, kind: kind)
        for (i, body) in bodies.enumerated() { c.apply(event(Int64(i + 1), at: Int64(i + 1) * 10, body)) }
        return c
    }

    @Test func `the head is the number of the last event`() {
        #expect(folded([]).head == 0)
        #expect(folded([.created(.group, title: ""), .added(ada, .owner), .title("x")]).head == 3)
    }

    @Test func `only messages are counted as messages`() {
        let message = EventBody.message(Message(key: key(), text: "hi"))
        let others: [EventBody] = [
            .edit(key: key(), target: 1, text: "x", mentions: .none), .retract(key: key(), target: 1),
            .reaction(key: key(), target: 1, emoji: "👍", on: true), .title("x"), .joined(bob),
        ]
        #expect(folded([message] + others + [message]).messages == 2)
    }

    @Test func `the title is the last one given`() {
        #expect(folded([.created(.group, title: "first")]).title == "first")
        #expect(folded([.created(.group, title: "first"), .title("second"), .title("third")]).title == "third")
    }

    @Test func `who is added is in, who is invited is asked first`() {
        let c = folded([.added(ada, .owner), .invited(bob, .member, known: true), .invited(cat, .reader, known: false)])
        #expect(c.members[ada] == Membership(role: .owner, state: .joined, joinedAt: 10))
        #expect(c.members[bob] == Membership(role: .member, state: .requested, joinedAt: 20))
        #expect(c.members[cat] == Membership(role: .reader, state: .invited, joinedAt: 30))
        #expect(c.joined(ada) != nil && c.joined(bob) == nil && c.joined(dan) == nil)
    }

    @Test func `who accepts is in with the role they were asked for`() {
        let c = folded([.invited(bob, .moderator, known: true), .joined(bob)])
        #expect(c.members[bob] == Membership(role: .moderator, state: .joined, joinedAt: 10))
        #expect(folded([.joined(bob)]).members.isEmpty)
    }

    @Test func `who leaves or is removed is gone, and can come back`() {
        #expect(folded([.added(bob, .member), .left(bob)]).members[bob] == nil)
        #expect(folded([.added(bob, .member), .removed(bob)]).members[bob] == nil)
        #expect(folded([.added(bob, .owner), .left(bob), .added(bob, .reader)]).members[bob]?.role == .reader)
    }

    @Test func `a role changes nothing else, and nobody who is not there`() {
        let c = folded([.invited(bob, .member, known: true), .role(bob, .moderator), .role(cat, .owner)])
        #expect(c.members == [bob: Membership(role: .moderator, state: .requested, joinedAt: 10)])
    }

    @Test func `a direct conversation has an other one`() {
        let direct = conversation(.direct, [ada: member(.owner), bob: member(.owner)])
        #expect(direct.other(than: ada) == bob)
        #expect(direct.other(than: bob) == ada)
        #expect(conversation(.group, [ada: member(.owner), bob: member(.owner)]).other(than: ada) == nil)
    }

    @Test func `people join announcements to read and groups to write`() {
        #expect(conversation(.announcement, [:]).defaultRole() == .reader)
        #expect(conversation(.group, [:]).defaultRole() == .member)
    }

    @Test func `each body knows its kind, its key and its target`() {
        let k = key("key-7777")
        let table: [(EventBody, EventBody.Kind, ClientKey?, Int64?)] = [
            (.created(.group, title: ""), .created, nil, nil), (.message(Message(key: k, text: "")), .message, k, nil),
            (.edit(key: k, target: 4, text: "", mentions: .none), .edit, k, 4), (.retract(key: k, target: 5), .retract, k, 5),
            (.reaction(key: k, target: 6, emoji: "👍", on: false), .react, k, 6), (.title(""), .title, nil, nil),
            (.added(bob, .member), .added, nil, nil), (.invited(bob, .member, known: true), .invited, nil, nil),
            (.joined(bob), .joined, nil, nil), (.left(bob), .left, nil, nil), (.removed(bob), .removed, nil, nil),
            (.role(bob, .member), .role, nil, nil), (.delivery(bob, .sent, upto: 3, text: ""), .delivery, nil, nil),
            (.call(.started(CallID(rawValue: 1))), .call, nil, nil),
        ]
        #expect(Set(table.map(\.1)) == Set(EventBody.Kind.allCases))
        for (body, kind, key, target) in table {
            #expect(body.kind == kind && body.key == key && body.target == target, "\(kind)")
        }
    }

    @Test func `mentions include whom they name`() {
        #expect(Mentions.all.includes(ada) && Mentions.people([bob]).includes(bob) && !Mentions.people([bob]).includes(ada))
        #expect(Mentions.none.isEmpty && !Mentions.all.isEmpty && !Mentions.people([ada]).isEmpty)
    }
}
