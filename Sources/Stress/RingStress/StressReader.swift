import Domain
import Hub

/// One reader: must be given every number after the one it began with, once and in order.
final class StressReader {
    let log: FakeLog
    /// How many events it takes at a time; a slow one falls off the ring.
    let appetite: Int
    let lifetime: Int
    private(set) var cursor: Int64
    private(set) var taken = 0
    private var signalCursor: Int
    private unowned let checks: Checks

    /// - Parameter channel: was entered before; what is committed from then on wakes the reader's loop.
    init(of log: FakeLog, on channel: Channel, appetite: Int, lifetime: Int, _ checks: Checks) {
        self.log = log
        self.appetite = appetite
        self.lifetime = lifetime
        self.checks = checks
        cursor = log.head
        signalCursor = channel.signalEnd
    }

    var isDone: Bool { taken >= lifetime }

    /// Takes what its appetite lets it; true when there may be more.
    func pull(from channel: Channel) -> Bool {
        takeSignals(from: channel)
        switch channel.pull(after: cursor) {
        case .nothing: return false
        case .events(let events):
            take(events.prefix(appetite))
            return events.count > appetite
        case .behind(let start):
            if start <= cursor + 1 { checks.fail("behind at \(cursor), where the ring begins with \(start)") }
            checks.fellOff()
            take(log.after(cursor)[...])
            return true
        }
    }

    /// Reads the log to its end, as a reader does that has just entered.
    func catchUp() {
        while case let events = log.after(cursor), !events.isEmpty { take(events[...]) }
    }

    private func take(_ events: ArraySlice<Committed>) {
        for committed in events {
            let event = committed.event
            if event.conversation != log.id || event.seq != cursor + 1 || !committed.isWhole {
                checks.fail("\(log.id.rawValue): after \(cursor) came \(event.seq) of \(event.conversation.rawValue)")
            }
            cursor = event.seq
        }
        taken += events.count
        checks.delivered(events.count)
    }

    private func takeSignals(from channel: Channel) {
        let (signals, lapsed, next) = channel.signals(after: signalCursor)
        let missed = next - signalCursor - signals.count
        if next < signalCursor || missed < 0 || (missed > 0) != lapsed {
            checks.fail("signals \(signalCursor) to \(next): \(signals.count), lapsed \(lapsed)")
        }
        signalCursor = next
    }
}
