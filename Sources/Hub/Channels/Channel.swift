package import Domain
import Synchronization

/// A committed event with the bytes that everybody is sent.
package struct Committed: Sendable {
    package let event: Event
    package let wire: [UInt8]

    package init(event: Event, wire: [UInt8]) {
        self.event = event
        self.wire = wire
    }
}

/// The latest events of one conversation in a circular buffer, and who is to be woken for the next.
///
/// One writer (the committer) and any number of readers, each with a cursor of its own. A reader that is slow costs
/// nothing here: when its cursor has fallen off, it reads the store until it is back on the ring.
package final class Channel: Sendable {
    /// Slots of the ring.
    package static let capacity = 256
    /// Signals (typing, read markers) that are kept for readers; who misses one is told that it lapsed.
    package static let signalCapacity = 64

    package let id: ConversationID

    private struct State {
        var events = Ring<Committed>(capacity: Channel.capacity)
        var signals = Ring<[UInt8]>(capacity: Channel.signalCapacity)
        /// The groups with readers of this conversation, and how many each has.
        var groups: [(mailbox: Mailbox, readers: Int)] = []
    }
    private let state = Mutex(State())

    package init(id: ConversationID) { self.id = id }

    /// What a reader finds after its cursor.
    package enum Pull: Sendable {
        case nothing
        case events(ArraySlice<Committed>)
        /// The ring begins behind the cursor: read the store up to and without this number first.
        case behind(ringStart: Int64)
    }

    package func pull(after cursor: Int64) -> Pull {
        state.withLock { s in
            guard let last = s.events.last?.event.seq, last > cursor, let first = s.events.first?.event.seq else { return .nothing }
            guard first <= cursor + 1 else { return .behind(ringStart: first) }
            return .events(s.events.suffix(from: Int(cursor + 1 - first)))
        }
    }

    /// Signals from position `cursor` on, and whether some before them were missed.
    package func signals(after cursor: Int) -> (signals: ArraySlice<[UInt8]>, lapsed: Bool, next: Int) {
        state.withLock { s in
            let end = s.signals.appended
            let start = max(cursor, end - s.signals.count)
            return (s.signals.suffix(from: start - (end - s.signals.count)), start > cursor, end)
        }
    }

    package var signalEnd: Int { state.withLock { $0.signals.appended } }

    /// Adds a committed event and returns whom to wake.
    package func publish(_ committed: Committed) -> [Mailbox] {
        state.withLock { s in
            // A number that does not follow would mean that events were published out of order or lost; an empty ring
            // makes every reader go to the store, which is always right.
            if let last = s.events.last, last.event.seq + 1 != committed.event.seq { s.events.removeAll() }
            s.events.append(committed)
            return s.groups.map(\.mailbox)
        }
    }

    package func signal(_ bytes: [UInt8]) -> [Mailbox] {
        state.withLock { s in
            s.signals.append(bytes)
            return s.groups.map(\.mailbox)
        }
    }

    package func addReader(of mailbox: Mailbox) {
        state.withLock { s in
            if let i = s.groups.firstIndex(where: { $0.mailbox === mailbox }) {
                s.groups[i].readers += 1
            } else {
                s.groups.append((mailbox, 1))
            }
        }
    }

    package func removeReader(of mailbox: Mailbox) {
        state.withLock { s in
            guard let i = s.groups.firstIndex(where: { $0.mailbox === mailbox }) else { return }
            s.groups[i].readers -= 1
            if s.groups[i].readers == 0 { s.groups.remove(at: i) }
            if s.groups.isEmpty {
                s.events.removeAll()
                s.signals.removeAll()
            }
        }
    }

    package var hasReaders: Bool { state.withLock { !$0.groups.isEmpty } }
}
