import Domain
import Foundation
import Hub

/// Readers that come, go and pull at different speeds while committers publish and presences change; meant to be run
/// under ThreadSanitizer. Every reader must see every number once and in order.
@main
enum RingStress {
    static let loops = 4
    static let committers = 3
    static let devices = 2

    static func main() {
        let seconds = CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 20
        let world = StressWorld(conversations: 5, people: 40)
        let loops = (0..<loops).map { _ in StressLoop(world) }
        let readers = Crew(), writers = Crew()
        for (i, loop) in loops.enumerated() { readers.start("loop \(i)") { loop.run(seed: UInt64(i + 1)) } }
        readers.start("calm loop") { CalmLoop(world).run() }
        for i in 0..<committers { writers.start("committer \(i)") { commit(in: world, seed: UInt64(100 + i)) } }
        for i in 0..<devices {
            writers.start("devices \(i)") { changePresence(in: world, loops[i % loops.count].mailbox, seed: UInt64(200 + i)) }
        }
        Thread.sleep(forTimeInterval: seconds)
        world.end()
        writers.wait()
        world.settle()
        world.isQuiet.open()
        for loop in loops { loop.stop() }
        readers.wait()
        judge(world)
    }

    private static func commit(in world: StressWorld, seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let author = PersonID(rawValue: seed)
        while !world.isOver {
            Thread.sleep(forTimeInterval: Double.random(in: 0...0.004, using: &random))
            guard let log = world.logs.randomElement(using: &random) else { return }
            log.commit(Int.random(in: 1...40, using: &random), by: author, to: world.channels)
            guard Int.random(in: 0..<4, using: &random) == 0, let channel = world.channels.find(log.id) else { continue }
            for _ in 0..<Int.random(in: 1...80, using: &random) {
                for mailbox in channel.signal([1]) { mailbox.post { $0.channels[ObjectIdentifier(channel)] = channel } }
            }
        }
    }

    private static func changePresence(in world: StressWorld, _ mailbox: Mailbox, seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var connected: [(ConnectionID, PersonID)] = []
        var number = seed << 32
        while !world.isOver {
            guard let person = world.people.randomElement(using: &random) else { return }
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                number += 1
                connected.append((ConnectionID(rawValue: number), person))
                world.directory.connect(
                    Registration(
                        connection: ConnectionID(rawValue: number), mailbox: mailbox, person: person,
                        session: SessionID(rawValue: number), device: "", remoteAddress: "", transport: "", since: 0,
                        state: DeviceState()), doNotDisturb: false, status: "")
            case 1 where !connected.isEmpty:
                let (connection, person) = connected.remove(at: Int.random(in: 0..<connected.count, using: &random))
                world.directory.disconnect(connection, of: person, clean: Bool.random(using: &random))
            case 2: world.directory.setStatus(of: person, doNotDisturb: Bool.random(using: &random), status: "\(number % 3)")
            case 3: world.directory.tick()
            default:
                guard let (connection, person) = connected.randomElement(using: &random) else { continue }
                world.directory.update(connection, of: person) { $0.active.toggle() }
            }
        }
        world.remain(connected.count)
    }

    private static func judge(_ world: StressWorld) {
        if world.channels.count != 0 { world.checks.fail("\(world.channels.count) channels are left though nobody reads") }
        if world.directory.count != world.remaining {
            world.checks.fail("\(world.directory.count) connections where \(world.remaining) are left")
        }
        if !world.checks.isThorough { world.checks.fail("too little happened to say anything") }
        print(world.checks.summary)
        for words in world.checks.wrong { print("wrong: \(words)") }
        exit(world.checks.wrong.isEmpty ? 0 : 1)
    }
}
