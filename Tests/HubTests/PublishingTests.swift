import Domain
import Hub
import JSON
import Testing

/// What is committed reaches whom it concerns, each loop once.
@Suite struct PublishingTests {
    private let world = World([group(), group(hall)])
    private let one = CountedMailbox(), two = CountedMailbox(), other = CountedMailbox()
    private var hub: Hub { world.hub }

    @Test func `a message wakes each loop that reads it once, with its answer`() throws {
        let channel = hub.channels.enter(room, one.mailbox)
        for loop in [one, two] { _ = hub.channels.enter(room, loop.mailbox) }
        _ = hub.channels.enter(hall, other.mailbox)
        world.submit(9, try world.draft(1), one, 5)
        #expect(one.wakes == 1 && two.wakes == 1 && other.wakes == 0)
        let contents = one.mailbox.take()
        #expect(Array(contents.channels.values).map(\.id) == [room])
        #expect(contents.replies.map(\.command) == [9] && contents.replies.map(\.connection.rawValue) == [5])
        #expect(contents.replies[0].outcome.committed?.seq == 1)
        #expect(two.mailbox.take().replies.isEmpty)
        guard case .events(let events) = channel.pull(after: 0) else { return #expect(Bool(false), "nothing on the ring") }
        #expect(events.map(\.event.seq) == [1])
    }

    @Test func `a refused message answers its writer and nobody else`() throws {
        _ = hub.channels.enter(room, one.mailbox)
        world.submit(9, try world.draft(1, by: cat), two, 5)
        #expect(one.wakes == 0 && two.mailbox.take().replies.map(\.outcome.refusal) == [.notFound("conversation")])
    }

    @Test func `a notice goes to every connection of its person`() async throws {
        world.connect(bob, 1, one)
        world.connect(bob, 2, one)
        world.connect(bob, 3, two)
        world.connect(ada, 4, other)
        try await hub.committer.perform { $0.notify(bob, .leave(room)) }
        #expect(one.mailbox.take().notices.map(\.connection.rawValue) == [1, 2])
        #expect(two.mailbox.take().notices.map(\.connection.rawValue) == [3])
        #expect(other.wakes == 0)
    }

    @Test func `a read marker is a signal to those who read along`() async throws {
        _ = hub.channels.enter(room, one.mailbox)
        let channel = hub.channels.enter(room, two.mailbox)
        _ = try await hub.commit(try world.draft(1))
        _ = one.mailbox.take()
        try await hub.markRead(1, in: room, by: world.caller(bob))
        let signals = channel.signals(after: 0).signals
        #expect(signals.count == 1)
        let frame = try fields(signals.first ?? [])
        #expect(try frame.string("t", max: 9) == "read" && frame.string("by", max: 13) == bob.text)
        #expect(try frame.integer("seq", in: 0...9) == 1 && frame.string("c", max: 13) == room.text)
        #expect(one.mailbox.take().channels.count == 1 && one.wakes == 2)
    }

    @Test func `in a crowd only the reader's own devices hear what they have read`() async throws {
        let crowd = (1...101).map { PersonID(rawValue: $0) }
        let world = World([group(room, crowd)])
        let channel = world.hub.channels.enter(room, one.mailbox)
        world.connect(bob, 1, two)
        _ = try await world.hub.commit(try world.draft(1))
        _ = (one.mailbox.take(), two.mailbox.take())
        try await world.hub.markRead(1, in: room, by: world.caller(bob))
        #expect(channel.signals(after: 0).signals.isEmpty && one.mailbox.take().channels.isEmpty)
        #expect(two.mailbox.take().notices.count == 1)
    }

    @Test func `who is erased is turned down for in the direct conversations that go on`() async throws {
        let both = Membership(role: .owner, state: .joined, joinedAt: 0)
        let world = World([Conversation(id: hall, kind: .direct, members: [ada: both, bob: both]), group()])
        _ = try await world.hub.commit(try world.draft(1, to: hall))
        try await world.hub.erase(bob, by: world.caller(bob))
        let remembered = try await world.hub.committer.perform { try $0.conversation(hall).members[bob]?.state }
        #expect(remembered == .declined)
        #expect(world.store.log(room).map(\.body) == [.left(bob)] && world.store.log(hall).count == 1)
    }
}
