package import Domain
import Synchronization

/// One connected device: the registration file's row.
package struct Registration: Sendable {
    package let connection: ConnectionID
    package let mailbox: Mailbox
    package let person: PersonID
    package let session: SessionID
    package let device: String
    package let remoteAddress: String
    package let transport: String
    package let since: Milliseconds
    package var state: DeviceState

    package init(
        connection: ConnectionID, mailbox: Mailbox, person: PersonID, session: SessionID, device: String, remoteAddress: String,
        transport: String, since: Milliseconds, state: DeviceState
    ) {
        self.connection = connection
        self.mailbox = mailbox
        self.person = person
        self.session = session
        self.device = device
        self.remoteAddress = remoteAddress
        self.transport = transport
        self.since = since
        self.state = state
    }
}

/// Who is connected, in what state, with which media, and who watches whom.
///
/// A change is told only to who watches now, once per event loop; a change that is no change is told to nobody.
package final class Directory: Sendable {
    /// How long after a connection closed its person is still shown as they were: a reloaded page is not an absence.
    static let grace: Milliseconds = 500
    /// How long a broken connection, or a server that has just started, leaves somebody `unknown`.
    static let uncertainty: Milliseconds = 60_000
    static let owedPeriod: Milliseconds = 2_000

    private struct Entry {
        var devices: [Registration] = []
        var doNotDisturb = false
        var status = ""
        var known = false
        /// Until when their absence is not certain.
        var uncertainUntil: Milliseconds = 0
        /// When what is shown has to be looked at again.
        var due: Milliseconds?
        var shown = Presence(state: .offline, media: [], status: "")
        var watchers: [(mailbox: Mailbox, count: Int)] = []
    }

    private struct State {
        var people: [PersonID: Entry] = [:]
        var due: Set<PersonID> = []
        var connections = 0
        /// Those who were here when something was said, and may leave without having read it.
        var owed: Set<PersonID> = []
        var owedLookedAt: Milliseconds = 0

        mutating func keep(_ entry: Entry, of person: PersonID) {
            if entry.due == nil { due.remove(person) } else { due.insert(person) }
            people[person] = entry
            forgetIfEmpty(person)
        }

        func isHere(_ person: PersonID) -> Bool { people[person]?.devices.contains { $0.state.active } ?? false }

        mutating func forgetIfEmpty(_ person: PersonID) {
            guard let e = people[person], e.devices.isEmpty, e.watchers.isEmpty, e.due == nil, !e.known else { return }
            people[person] = nil
        }
    }
    private let state = Mutex(State())
    private let clock: any Clock
    private let startedAt: Milliseconds

    package init(clock: any Clock) {
        self.clock = clock
        startedAt = clock.now()
    }

    package func connect(_ registration: Registration, doNotDisturb: Bool, status: String) {
        change(registration.person) { entry, _ in
            entry.devices.append(registration)
            entry.doNotDisturb = doNotDisturb
            entry.status = status
            entry.uncertainUntil = 0
            entry.due = nil
        }
        state.withLock { $0.connections += 1 }
    }

    /// - Parameter clean: the device said goodbye; otherwise its person is unknown for a while.
    package func disconnect(_ connection: ConnectionID, of person: PersonID, clean: Bool) {
        let removed = Flag()
        change(person) { entry, now in
            let before = entry.devices.count
            entry.devices.removeAll { $0.connection == connection }
            guard entry.devices.count < before else { return }
            removed.raise()
            guard entry.devices.isEmpty else { return }
            entry.uncertainUntil = clean ? 0 : now + Self.uncertainty
            entry.due = clean ? now + Self.grace : now
        }
        if removed.isRaised { state.withLock { $0.connections -= 1 } }
    }

    package func update(_ connection: ConnectionID, of person: PersonID, _ body: (inout DeviceState) -> Void) {
        change(person) { entry, _ in
            guard let i = entry.devices.firstIndex(where: { $0.connection == connection }) else { return }
            body(&entry.devices[i].state)
        }
    }

    package func setStatus(of person: PersonID, doNotDisturb: Bool, status: String) {
        change(person) { entry, _ in
            entry.doNotDisturb = doNotDisturb
            entry.status = status
        }
    }

    /// Starts watching and returns what is to be shown now.
    package func watch(_ person: PersonID, from mailbox: Mailbox) -> Presence {
        let now = clock.now()
        let (shown, others) = state.withLock { s in
            var entry = s.people[person] ?? Entry()
            let others = entry.watchers, before = entry.shown
            if let i = entry.watchers.firstIndex(where: { $0.mailbox === mailbox }) {
                entry.watchers[i].count += 1
            } else {
                entry.watchers.append((mailbox, 1))
            }
            refresh(&entry, now)
            s.keep(entry, of: person)
            return (entry.shown, entry.shown == before ? [] : others.map(\.mailbox))
        }
        tell(others, person, shown)
        return shown
    }

    package func unwatch(_ person: PersonID, from mailbox: Mailbox) {
        state.withLock { s in
            guard let i = s.people[person]?.watchers.firstIndex(where: { $0.mailbox === mailbox }) else { return }
            s.people[person]?.watchers[i].count -= 1
            if s.people[person]?.watchers[i].count == 0 { s.people[person]?.watchers.remove(at: i) }
            s.forgetIfEmpty(person)
        }
    }

    package func presence(of person: PersonID) -> Presence {
        let now = clock.now()
        return state.withLock { s in
            var entry = s.people[person] ?? Entry()
            refresh(&entry, now)
            return entry.shown
        }
    }

    /// Looks again at those whose grace or uncertainty has run out.
    package func tick() {
        let now = clock.now()
        let late = state.withLock { s in s.due.filter { !Self.isAhead(s.people[$0]?.due ?? 0, of: now) } }
        for person in late { change(person) { _, _ in } }
    }

    package func connections(of person: PersonID) -> [Registration] { state.withLock { $0.people[person]?.devices ?? [] } }
    package var all: [Registration] { state.withLock { $0.people.values.flatMap(\.devices) } }
    package var count: Int { state.withLock { $0.connections } }

    /// True when somebody looks at some device of theirs at this moment.
    package func isActive(_ person: PersonID) -> Bool {
        state.withLock { $0.isHere(person) }
    }

    /// Whether somebody is at a device of theirs; if so, `takeOwed` names them once they are not.
    package func isHereOrOwed(_ person: PersonID) -> Bool {
        state.withLock { s in
            guard s.isHere(person) else { return false }
            s.owed.insert(person)
            return true
        }
    }

    /// Those who have gone since something was said that they might have read. Looks every few seconds at most.
    package func takeOwed() -> [PersonID] {
        let now = clock.now()
        return state.withLock { s in
            guard abs(now - s.owedLookedAt) >= Self.owedPeriod else { return [] }
            s.owedLookedAt = now
            let gone = s.owed.filter { !s.isHere($0) }
            s.owed.subtract(gone)
            return Array(gone)
        }
    }

    private func change(_ person: PersonID, _ body: (inout Entry, Milliseconds) -> Void) {
        let now = clock.now()
        let (shown, watchers) = state.withLock { s in
            var entry = s.people[person] ?? Entry()
            body(&entry, now)
            let before = entry.shown
            refresh(&entry, now)
            s.keep(entry, of: person)
            return (entry.shown, entry.shown == before ? [] : entry.watchers.map(\.mailbox))
        }
        tell(watchers, person, shown)
    }

    /// Posts what is shown, outside the lock. Of two changes at once either may be posted first, so whoever finds that
    /// theirs has been overtaken posts again: the last post is always what is shown.
    private func tell(_ watchers: [Mailbox], _ person: PersonID, _ shown: Presence) {
        var watchers = watchers, told = shown
        while !watchers.isEmpty {
            let frame = told.frame(of: person)
            for mailbox in watchers { mailbox.post { $0.presences[person] = frame } }
            (watchers, told) = state.withLock { s in
                guard let entry = s.people[person], entry.shown != told else { return ([], told) }
                return (entry.watchers.map(\.mailbox), entry.shown)
            }
        }
    }

    /// Whether `instant` is still to come. One further ahead than any that is ever set means that the clock was set
    /// back, and counts as passed.
    private static func isAhead(_ instant: Milliseconds, of now: Milliseconds) -> Bool {
        instant > now && instant <= now + uncertainty
    }

    /// Works out what is to be shown, and when to look again.
    private func refresh(_ entry: inout Entry, _ now: Milliseconds) {
        if entry.devices.isEmpty {
            if let due = entry.due, entry.uncertainUntil == 0, Self.isAhead(due, of: now) { return }
            let certainAt = max(entry.uncertainUntil, startedAt + Self.uncertainty)
            let isCertain = !Self.isAhead(certainAt, of: now)
            entry.due = isCertain ? nil : certainAt
            entry.shown = Presence(
                devices: [], doNotDisturb: false, status: entry.status,
                uncertain: !isCertain && (entry.uncertainUntil > 0 || !entry.known))
        } else {
            entry.known = true
            entry.due = nil
            entry.shown = Presence(
                devices: entry.devices.map(\.state), doNotDisturb: entry.doNotDisturb, status: entry.status, uncertain: false)
        }
    }
}

/// A mark that a non-escaping closure can set.
private final class Flag {
    private(set) var isRaised = false
    func raise() { isRaised = true }
}
