/// The ways on which a peer has proved itself, each as long as it keeps doing so (RFC 7675 §5.1).
struct ICEPaths: Sendable {
    /// Ways remembered for one peer; the one unheard for longest gives way to a new one.
    static let limit = 8

    struct Entry: Sendable {
        let path: FiveTuple
        var heardAt: ContinuousClock.Instant
    }

    private var entries: [Entry] = []
    /// The way that the peer nominated last.
    private(set) var selected: FiveTuple?

    var isEmpty: Bool { entries.isEmpty }

    func contains(_ path: FiveTuple) -> Bool { entries.contains { $0.path == path } }

    /// The selected way, or before there is one that which was heard last.
    var best: FiveTuple? { selected ?? entries.max { $0.heardAt < $1.heardAt }?.path }

    /// The way unheard for longest, by which the next must be looked at.
    var oldest: ContinuousClock.Instant? { entries.lazy.map(\.heardAt).min() }

    /// Notes a check; true when the way is new.
    mutating func heard(_ path: FiveTuple, at now: ContinuousClock.Instant) -> Bool {
        for index in entries.indices where entries[index].path == path {
            entries[index].heardAt = now
            return false
        }
        if entries.count >= Self.limit { dropOldest() }
        entries.append(Entry(path: path, heardAt: now))
        return true
    }

    /// Makes a way the one to send on; true when it was another before.
    mutating func select(_ path: FiveTuple) -> Bool {
        guard selected != path else { return false }
        selected = path
        return true
    }

    mutating func remove(_ path: FiveTuple) {
        entries.removeAll { $0.path == path }
        if selected == path { selected = nil }
    }

    /// Forgets the ways on which nothing was heard since.
    mutating func removeAll(heardBefore limit: ContinuousClock.Instant) {
        entries.removeAll { $0.heardAt <= limit }
        if let selected, !contains(selected) { self.selected = nil }
    }

    private mutating func dropOldest() {
        let others = entries.indices.filter { entries[$0].path != selected }
        guard let oldest = others.min(by: { entries[$0].heardAt < entries[$1].heardAt }) else { return }
        entries.remove(at: oldest)
    }
}
