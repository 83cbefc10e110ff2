import Domain
import Hub
import Testing

/// "Tell me when we are both free."
@Suite(.timeLimit(.minutes(1))) struct FreeWishTests {
    private let w: CallWorld

    init() async throws {
        var two = group(room)
        two = Conversation(id: room, kind: .direct, members: two.members)
        w = try await CallWorld([two, group(hall)])
    }

    private func come(_ person: PersonID, _ connection: UInt64, voice: Bool = true) {
        w.hub.directory.connect(
            registration(connection, of: person, w.loop.mailbox, DeviceState(media: voice ? .voice : .text)), doNotDisturb: false,
            status: "")
    }

    private func offers() -> [String] { w.notices().filter { $0.contains(#""t":"free""#) } }

    @Test func `both are told when both are there with voice`() async throws {
        come(ada, 1)
        try await w.hub.setFree(true, in: room, by: try w.world.caller(ada))
        w.pass(1_000)
        come(bob, 2, voice: false)
        w.pass(1_000)
        #expect(offers().isEmpty)
        come(bob, 3)
        w.pass(1_000)
        let told = offers()
        #expect(
            told.count { $0.contains(#""with":"\#(bob.text)""#) } == 1 && told.count { $0.contains(#""with":"\#(ada.text)""#) } == 2
        )
        #expect(w.world.store.with { $0.tables.calls.wishes.isEmpty })
        w.pass(10_000)
        #expect(offers().isEmpty)
    }

    @Test func `somebody in a call is not free`() async throws {
        come(ada, 1)
        try await w.hub.setFree(true, in: room, by: try w.world.caller(ada))
        let busy = try await w.call(bob, in: hall, rings: false)
        come(bob, 2)
        w.pass(1_000)
        #expect(offers().isEmpty)
        try w.hub.calls.apply(.hangUp(busy.leg), in: hall, by: bob)
        w.pass(1_000)
        #expect(offers().count == 2)
    }

    @Test func `a wish made while both are free is for later`() async throws {
        come(ada, 1)
        come(bob, 2)
        try await w.hub.setFree(true, in: room, by: try w.world.caller(ada))
        w.pass(10_000)
        #expect(offers().isEmpty)
        w.pass(300_000)
        #expect(offers().count == 2)
    }

    @Test func `a wish is kept, and can be taken back`() async throws {
        try await w.hub.setFree(true, in: room, by: try w.world.caller(ada))
        #expect(w.world.store.with { $0.tables.calls.wishes } == [FreeWish(person: ada, other: bob, conversation: room)])
        try await w.hub.setFree(false, in: room, by: try w.world.caller(ada))
        #expect(w.world.store.with { $0.tables.calls.wishes.isEmpty })
        await #expect(throws: Refusal.self) { try await w.hub.setFree(true, in: hall, by: try w.world.caller(ada)) }
    }

    @Test func `a wish outlives the server`() async throws {
        w.world.store.with { _ = $0.tables.calls.wishes.insert(FreeWish(person: bob, other: ada, conversation: room)) }
        try await w.hub.start()
        come(ada, 1)
        come(bob, 2)
        w.pass(1_000)
        #expect(offers().count == 2)
    }
}
