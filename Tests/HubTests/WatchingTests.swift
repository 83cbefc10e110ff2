import Domain
import Hub
import JSON
import Testing

/// Who is told of a presence, and how often.
@Suite struct WatchingTests {
    let clock = ManualClock()
    let directory: Directory
    let one = CountedMailbox(), two = CountedMailbox()

    init() {
        directory = Directory(clock: clock)
        clock.advance(60_000)
    }

    private func connect(_ connection: UInt64 = 1, _ state: DeviceState = DeviceState()) {
        directory.connect(registration(connection, of: ada, two.mailbox, state), doNotDisturb: false, status: "")
    }
    private func leave(clean: Bool) { directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: clean) }
    /// The state that a loop was told since it was asked last.
    private func told(_ loop: CountedMailbox) throws -> String? {
        try loop.mailbox.take().presences[ada].map { try fields($0).string("state", max: 20) }
    }

    @Test func `who begins to watch is shown what is, and told of changes from then on`() throws {
        #expect(directory.watch(ada, from: one.mailbox).state == .offline)
        #expect(one.wakes == 0)
        connect()
        #expect(try told(one) == "available")
        #expect(directory.watch(ada, from: two.mailbox).state == .available)
        #expect(try told(two) == nil)
    }

    @Test func `each loop is told once however many of its sessions watch`() throws {
        for _ in 0..<3 { _ = directory.watch(ada, from: one.mailbox) }
        _ = directory.watch(ada, from: two.mailbox)
        connect()
        #expect(one.wakes == 1 && two.wakes == 1)
        #expect(try told(one) == "available" && told(two) == "available")
    }

    @Test func `a change that is no change is told to nobody`() throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        connect(2)
        directory.update(ConnectionID(rawValue: 1), of: ada) { $0.active = true }
        directory.setStatus(of: ada, doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 2), of: ada, clean: false)
        directory.tick()
        #expect(one.wakes == 0)
        directory.update(ConnectionID(rawValue: 1), of: ada) { $0.active = false }
        #expect(try told(one) == "away")
    }

    @Test func `what happens between two drains is told as its end`() throws {
        _ = directory.watch(ada, from: one.mailbox)
        connect()
        directory.update(ConnectionID(rawValue: 1), of: ada) { $0.active = false }
        directory.setStatus(of: ada, doNotDisturb: true, status: "")
        #expect(one.wakes == 1)
        #expect(try told(one) == "dnd")
    }

    @Test func `nobody is told of a page that is reloaded`() {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        leave(clean: true)
        clock.advance(400)
        directory.tick()
        connect()
        clock.advance(400)
        directory.tick()
        #expect(one.wakes == 0)
    }

    @Test func `an absence is told when its grace has run out`() throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        leave(clean: true)
        clock.advance(499)
        directory.tick()
        #expect(one.wakes == 0)
        clock.advance(1)
        directory.tick()
        #expect(try told(one) == "offline")
        directory.tick()
        #expect(one.wakes == 1)
    }

    @Test func `a broken connection is told twice: unknown, then offline`() throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        leave(clean: false)
        #expect(try told(one) == "unknown")
        clock.advance(60_000)
        directory.tick()
        #expect(try told(one) == "offline")
    }

    @Test func `after a start the unknown become offline`() throws {
        let directory = Directory(clock: clock)
        #expect(directory.watch(ada, from: one.mailbox).state == .unknown)
        clock.advance(60_000)
        directory.tick()
        #expect(try told(one) == "offline")
    }

    @Test func `one who begins to watch takes no news from the others`() throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        leave(clean: true)
        clock.advance(500)
        #expect(directory.watch(ada, from: two.mailbox).state == .offline)
        directory.tick()
        #expect(try told(one) == "offline")
        #expect(try told(two) == nil)
    }

    @Test func `who looks without watching takes no news from the others`() throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        leave(clean: true)
        clock.advance(500)
        #expect(directory.presence(of: ada).state == .offline)
        directory.tick()
        #expect(try told(one) == "offline")
    }

    @Test func `a loop is told until its last session stops watching`() throws {
        for _ in 0..<2 { _ = directory.watch(ada, from: one.mailbox) }
        directory.unwatch(ada, from: one.mailbox)
        connect()
        #expect(try told(one) == "available")
        directory.unwatch(ada, from: one.mailbox)
        directory.unwatch(ada, from: one.mailbox)
        leave(clean: false)
        #expect(one.wakes == 1)
    }

    @Test func `the last that is told is what is shown, whoever changes it`() async throws {
        connect()
        _ = directory.watch(ada, from: one.mailbox)
        let directory = directory
        for _ in 0..<200 {
            await withTaskGroup(of: Void.self) { group in
                for n in 0..<4 {
                    group.addTask { directory.setStatus(of: ada, doNotDisturb: false, status: "\(n)") }
                }
            }
            if let frame = one.mailbox.take().presences[ada] { #expect(frame == directory.presence(of: ada).frame(of: ada)) }
        }
    }
}
