import Domain
import Hub
import JSON
import Testing

/// Who is told by Web Push, and what.
@Suite(.timeLimit(.minutes(1))) struct NotifierTests {
    private let pusher = RecordingPusher(deadEndpoint: "https://push.example/dead")
    private let world: World
    private let loop = CountedMailbox()

    init() async throws {
        world = World([group(room, [ada, bob, cat])], pusher: pusher)
        for (person, name) in [(bob, "bob"), (cat, "cat")] { subscribe(person, name) }
        try await world.hub.start()
    }

    private func subscribe(_ person: PersonID, _ name: String) {
        world.store.with {
            $0.tables.push.append(
                PushRecord(
                    person: person, session: SessionID(rawValue: 1), endpoint: "https://push.example/\(name)", p256dh: [], auth: [])
            )
        }
    }
    private func next(_ count: Int) async -> [(endpoint: String, payload: [UInt8])] {
        var all: [(endpoint: String, payload: [UInt8])] = []
        for await one in pusher.pushed {
            all.append(one)
            if all.count == count { break }
        }
        return all
    }
    private func say(_ command: Int64, _ text: String, by person: PersonID = ada) async throws {
        _ = try await world.hub.commit(try world.draft(command, text, by: person))
    }

    @Test func `members with a subscription are told, the author is not`() async throws {
        try await say(1, "hello", by: bob)
        try await say(2, "and again", by: cat)
        #expect(await next(2).map(\.endpoint) == ["https://push.example/cat", "https://push.example/bob"])
    }

    @Test func `a note says who said what, and where`() async throws {
        try await say(1, "hello", by: bob)
        let note = try fields(try #require(await next(1).first?.payload))
        #expect(try note.string("c", max: 13) == room.text && note.integer("seq", in: 0...9) == 1)
        #expect(try note.string("sender", max: 99) == "person 2" && note.string("text", max: 99) == "hello")
        #expect(try note.bool("request") == false)
    }

    @Test func `who looks at a device of theirs is not told`() async throws {
        world.connect(bob, 1, loop)
        world.connect(cat, 2, loop, active: false)
        try await say(1, "first")
        try await say(2, "second")
        #expect(await next(2).map(\.endpoint) == ["https://push.example/cat", "https://push.example/cat"])
    }

    @Test func `who does not want to be disturbed, or has read it, is not told`() async throws {
        world.store.with { s in
            s.tables.people[bob]?.doNotDisturb = true
            s.tables.reads[room] = [cat: 1]
        }
        try await say(1, "first")
        try await say(2, "second")
        let told = await next(1)
        #expect(try fields(told[0].payload).integer("seq", in: 0...9) == 2 && told[0].endpoint == "https://push.example/cat")
    }

    @Test(arguments: ["a", "é", "\"", "\u{1}", "👩‍👩‍👧‍👦", "\n"])
    func `a long text is cut so that the note fits`(character: String) async throws {
        let said = String(repeating: character, count: 60_000 / character.utf8.count)
        try await say(1, said, by: bob)
        let payload = try #require(await next(1).first?.payload)
        let cut = try fields(payload).string("text", max: 1_500)
        #expect(payload.count <= 3_000 && said.hasPrefix(cut) && cut.utf8.count >= 300)
    }

    @Test func `a subscription that its service has forgotten is forgotten here`() async throws {
        subscribe(bob, "dead")
        try await say(1, "first")
        #expect(await next(3).count == 3)
        // The next message is looked at only after the subscription was taken away.
        try await say(2, "second")
        #expect(Set(await next(2).map(\.endpoint)) == ["https://push.example/bob", "https://push.example/cat"])
        #expect(world.store.with { $0.tables.push.count } == 2)
    }
}
