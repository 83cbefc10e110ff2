import Domain
import Hub

/// A loop that does nothing unless it is woken: whoever forgets to wake it leaves its readers behind.
final class CalmLoop: Sendable {
    static let silence = 1.0

    let mailbox: Mailbox
    private let bell: Bell
    private let world: StressWorld

    init(_ world: StressWorld) {
        let bell = Bell()
        self.bell = bell
        self.world = world
        mailbox = Mailbox { bell.ring() }
    }

    func run() {
        let places = world.logs.map { log in
            let channel = world.channels.enter(log.id, mailbox)
            let reader = StressReader(of: log, on: channel, appetite: .max, lifetime: .max, world.checks)
            reader.catchUp()
            return (channel: channel, reader: reader)
        }
        while true {
            if bell.wait(seconds: Self.silence) {
                let woken = mailbox.take().channels
                for place in places where woken[ObjectIdentifier(place.channel)] != nil {
                    while place.reader.pull(from: place.channel) {}
                }
            } else if world.isQuiet.isOpen {
                break
            }
        }
        for place in places {
            let (cursor, head) = (place.reader.cursor, place.reader.log.head)
            if cursor != head { world.checks.fail("nobody woke the reader at \(cursor) of \(head)") }
            world.channels.leave(place.channel, mailbox)
            world.checks.passed()
        }
    }
}
