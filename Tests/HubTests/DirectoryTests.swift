import Domain
import Hub
import Testing

/// Who is shown how, and when; on a clock that stands still.
@Suite struct DirectoryTests {
    let clock = ManualClock()
    let directory: Directory
    let loop = CountedMailbox()

    init() {
        directory = Directory(clock: clock)
        clock.advance(60_000)
    }

    private var shown: Presence.State { directory.presence(of: ada).state }

    @Test func `until a minute after the start who was not heard of is unknown, then offline`() {
        let directory = Directory(clock: clock)
        #expect(directory.presence(of: ada).state == .unknown)
        clock.advance(59_999)
        #expect(directory.presence(of: ada).state == .unknown)
        clock.advance(1)
        #expect(directory.presence(of: ada).state == .offline)
    }

    @Test func `who was heard of since the start and left is offline`() {
        let directory = Directory(clock: clock)
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: true)
        clock.advance(500)
        directory.tick()
        #expect(directory.presence(of: ada).state == .offline)
    }

    @Test func `a reloaded page is not an absence`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: true)
        #expect(shown == .available)
        clock.advance(499)
        #expect(shown == .available)
        directory.connect(device(2), doNotDisturb: false, status: "")
        clock.advance(10_000)
        directory.tick()
        #expect(shown == .available)
    }

    @Test func `who says goodbye is offline after the grace`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: true)
        clock.advance(500)
        #expect(shown == .offline)
    }

    @Test func `who breaks off is unknown for a minute, then offline`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: false)
        #expect(shown == .unknown)
        clock.advance(59_999)
        #expect(shown == .unknown)
        clock.advance(1)
        #expect(shown == .offline)
    }

    @Test func `who comes back within the minute is there at once`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: false)
        directory.connect(device(2), doNotDisturb: false, status: "")
        #expect(shown == .available)
        directory.disconnect(ConnectionID(rawValue: 2), of: ada, clean: true)
        clock.advance(500)
        #expect(shown == .offline)
    }

    @Test func `a clock that is set back keeps nobody there`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: true)
        clock.advance(-3_600_000)
        directory.tick()
        #expect(shown == .offline)
        directory.connect(device(2), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 2), of: ada, clean: false)
        clock.advance(-3_600_000)
        directory.tick()
        #expect(shown == .offline)
    }

    @Test func `while another device stays nothing ends`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.connect(device(2, state: DeviceState(active: false, media: .video)), doNotDisturb: false, status: "")
        directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: false)
        #expect(directory.presence(of: ada) == Presence(state: .away, media: [.text, .video], status: ""))
    }

    @Test func `do not disturb and a status are shown at once`() {
        directory.connect(device(1, state: DeviceState(media: .voice)), doNotDisturb: false, status: "")
        directory.setStatus(of: ada, doNotDisturb: true, status: "in a meeting")
        #expect(directory.presence(of: ada) == Presence(state: .dnd, media: .text, status: "in a meeting"))
        directory.setStatus(of: ada, doNotDisturb: false, status: "")
        #expect(directory.presence(of: ada) == Presence(state: .available, media: [.text, .voice], status: ""))
    }

    @Test func `what a device can do follows what it says`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.update(ConnectionID(rawValue: 1), of: ada) { $0.media.formUnion([.voice, .video]) }
        #expect(directory.presence(of: ada).media == [.text, .voice, .video])
        directory.update(ConnectionID(rawValue: 1), of: ada) { $0.active = false }
        #expect(shown == .away && !directory.isActive(ada))
        directory.update(ConnectionID(rawValue: 9), of: ada) { $0.active = true }
        #expect(shown == .away)
    }

    @Test func `connections are counted and listed until they go, each once`() {
        directory.connect(device(1), doNotDisturb: false, status: "")
        directory.connect(device(2), doNotDisturb: false, status: "")
        directory.connect(device(3, of: bob), doNotDisturb: false, status: "")
        #expect(directory.count == 3 && directory.all.count == 3)
        #expect(directory.connections(of: ada).map(\.connection.rawValue) == [1, 2])
        for _ in 0..<2 { directory.disconnect(ConnectionID(rawValue: 1), of: ada, clean: true) }
        directory.disconnect(ConnectionID(rawValue: 7), of: cat, clean: true)
        #expect(directory.count == 2 && directory.connections(of: ada).map(\.connection.rawValue) == [2])
        #expect(directory.isActive(ada) && directory.isActive(bob) && !directory.isActive(cat))
    }

    private func device(_ connection: UInt64, of person: PersonID = ada, state: DeviceState = DeviceState()) -> Registration {
        registration(connection, of: person, loop.mailbox, state)
    }
}

func registration(
    _ connection: UInt64, of person: PersonID, _ mailbox: Mailbox, _ state: DeviceState = DeviceState()
) -> Registration {
    Registration(
        connection: ConnectionID(rawValue: connection), mailbox: mailbox, person: person, session: SessionID(rawValue: connection),
        device: "test", remoteAddress: "192.0.2.1", transport: "websocket", since: 0, state: state)
}
