import Domain
import STUN
import WebRTC

/// All legs, by their identifier, by the names of their ICE sessions, and by the ways on which they are known.
struct LegTable {
    private var all: [LegID: Leg] = [:]
    private var fragments: [UserFragment: Leg] = [:]
    private var paths: [FiveTuple: Leg] = [:]

    var isEmpty: Bool { all.isEmpty }
    var count: Int { all.count }
    var pathCount: Int { paths.count }
    var values: Dictionary<LegID, Leg>.Values { all.values }

    subscript(id: LegID) -> Leg? { all[id] }
    subscript(name: UserFragment) -> Leg? { fragments[name] }
    @inline(__always)
    subscript(path: FiveTuple) -> Leg? { paths[path] }

    mutating func add(_ leg: Leg) { all[leg.id] = leg }

    /// A name under which requests for a leg come.
    mutating func name(_ leg: Leg, _ fragment: UserFragment) { fragments[fragment] = leg }

    mutating func forget(_ fragment: UserFragment, of leg: Leg) {
        if fragments[fragment] === leg { fragments[fragment] = nil }
    }

    /// A way that a leg has proven. Those that it has given up are forgotten.
    ///
    /// - Returns: the leg that had it before, if another.
    mutating func enter(_ leg: Leg, _ path: FiveTuple) -> Leg? {
        for old in leg.paths where !leg.peer.isValid(old) {
            leg.paths.remove(old)
            if paths[old] === leg { paths[old] = nil }
        }
        let before = paths.updateValue(leg, forKey: path)
        leg.paths.insert(path)
        guard let before, before !== leg else { return nil }
        before.paths.remove(path)
        return before
    }

    /// Forgets a way, and says whose it was.
    mutating func remove(_ path: FiveTuple) -> Leg? {
        let leg = paths.removeValue(forKey: path)
        leg?.paths.remove(path)
        return leg
    }

    /// Whether somebody other than a leg is reached on a way and was heard there of late, so that it is not for the taking.
    func isHeld(_ path: FiveTuple, against leg: Leg, at now: ContinuousClock.Instant) -> Bool {
        guard let holder = paths[path], holder !== leg, holder.peer.path == path else { return false }
        return path.transport == .tcp || holder.health.heardAt.map { now - $0 < LegHealth.silence } ?? false
    }

    mutating func remove(_ leg: Leg) {
        all[leg.id] = nil
        for path in leg.paths where paths[path] === leg { paths[path] = nil }
        forget(leg.peer.fragments.current, of: leg)
        if let next = leg.peer.fragments.next { forget(next, of: leg) }
    }
}
