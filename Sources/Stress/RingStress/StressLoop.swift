import Domain
import Hub

/// One event loop: sleeps until its mailbox wakes it, then lets its readers pull; readers come and go all the time.
final class StressLoop: Sendable {
    let mailbox: Mailbox
    private let bell: Bell
    private let world: StressWorld

    init(_ world: StressWorld) {
        let bell = Bell()
        self.bell = bell
        self.world = world
        mailbox = Mailbox { bell.ring() }
    }

    func stop() { bell.ring() }

    func run(seed: UInt64) {
        var floor = LoopFloor(world: world, mailbox: mailbox, random: SeededGenerator(state: seed))
        bell.ring()
        while !world.isOver {
            bell.wait()
            floor.turn(mailbox.take())
            if floor.isHungry { bell.ring() }
        }
        world.isQuiet.wait()
        floor.finish(mailbox.take())
    }
}

/// Where the readers of one loop are; touched by its thread alone.
struct LoopFloor {
    static let readers = 600

    let world: StressWorld
    let mailbox: Mailbox
    var random: SeededGenerator
    private var places: [ConversationID: (channel: Channel, readers: [StressReader])] = [:]
    private var count = 0
    private var presences: [PersonID: [UInt8]] = [:]
    private var watched: Set<PersonID> = []
    /// Somebody had more to take than it wanted at once.
    private(set) var isHungry = true

    init(world: StressWorld, mailbox: Mailbox, random: SeededGenerator) {
        self.world = world
        self.mailbox = mailbox
        self.random = random
    }

    mutating func turn(_ contents: Mailbox.Contents) {
        take(contents.presences)
        var woken = Set(contents.channels.values.map(\.id))
        if isHungry { woken.formUnion(places.keys) }
        isHungry = false
        for id in woken { pull(id) }
        for _ in 0..<32 where count < Self.readers { enter() }
        changeWatch()
        if count < Self.readers { isHungry = true }
    }

    private mutating func pull(_ id: ConversationID) {
        guard let place = places[id] else { return }
        for reader in place.readers where reader.pull(from: place.channel) { isHungry = true }
        for (i, reader) in place.readers.enumerated().reversed() where reader.isDone { leave(id, i) }
    }

    private mutating func enter() {
        guard let log = world.logs.randomElement(using: &random) else { return }
        // A channel is entered once for each reader, so that the count of readers is exercised.
        let channel = world.channels.enter(log.id, mailbox)
        if let known = places[log.id]?.channel, known !== channel { world.checks.fail("two channels of one conversation") }
        let reader = StressReader(
            of: log, on: channel, appetite: [1, 7, 64, 1_000].randomElement(using: &random) ?? 1,
            lifetime: Int.random(in: 1...4_000, using: &random), world.checks)
        reader.catchUp()
        if reader.pull(from: channel) { isHungry = true }
        places[log.id, default: (channel, [])].readers.append(reader)
        count += 1
    }

    private mutating func leave(_ id: ConversationID, _ index: Int) {
        guard let channel = places[id]?.channel else { return }
        places[id]?.readers.remove(at: index)
        if places[id]?.readers.isEmpty == true { places[id] = nil }
        world.channels.leave(channel, mailbox)
        world.checks.passed()
        count -= 1
        isHungry = true
    }

    // MARK: Presence

    private mutating func take(_ told: [PersonID: [UInt8]]) {
        for (person, frame) in told where watched.contains(person) { presences[person] = frame }
    }

    private mutating func changeWatch() {
        guard let person = world.people.randomElement(using: &random) else { return }
        if watched.remove(person) != nil {
            world.directory.unwatch(person, from: mailbox)
            presences[person] = nil
        } else {
            watched.insert(person)
            presences[person] = world.directory.watch(person, from: mailbox).frame(of: person)
        }
    }

    // MARK: The end

    /// Everything was committed and told: each reader must get to the end, and each watcher must know what is so.
    mutating func finish(_ contents: Mailbox.Contents) {
        take(contents.presences)
        for (id, place) in places {
            for reader in place.readers {
                while reader.pull(from: place.channel) {}
                if reader.cursor != reader.log.head {
                    world.checks.fail("\(id.rawValue): ends at \(reader.cursor) of \(reader.log.head)")
                }
                world.channels.leave(place.channel, mailbox)
                world.checks.passed()
            }
        }
        for person in watched {
            let shown = world.directory.presence(of: person).frame(of: person)
            if presences[person] != shown { world.checks.fail("the last presence told of \(person.rawValue) is not what is shown") }
            world.directory.unwatch(person, from: mailbox)
        }
    }
}
