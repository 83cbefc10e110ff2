/// The server's side of ICE for one peer: it answers checks and follows what the peer nominates (RFC 8445 §2.5, §7.3, §8.2).
///
/// It never sends a check, is always controlled, and gives no answer to a request without the right name and code: a
/// stranger learns nothing and cannot aim answers at others. Checks are the peer's consent to be sent to (RFC 7675): after
/// `patience` without one the way is dead.
package struct ICELiteAgent: Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// How long a way lives without a check (RFC 7675 §5.1).
    package static let patience = Duration.seconds(30)

    private var current: ICEGeneration
    /// What a restart offered, until the peer has nominated a way with it.
    private var next: ICEGeneration?
    private var paths = ICEPaths()
    private var isDead = false
    /// Since when there is no way.
    private var pathlessSince: Instant

    package init(_ credentials: ICECredentials, remoteFragment: String, at now: Instant) {
        current = ICEGeneration(credentials, remoteFragment: remoteFragment)
        pathlessSince = now
    }

    /// The names under which requests for this peer arrive; two while a restart is under way.
    package var fragments: (current: UserFragment, next: UserFragment?) {
        (current.credentials.fragment, next?.credentials.fragment)
    }

    /// Where to send: the nominated way, or before that the one heard last.
    package var path: FiveTuple? { isDead ? nil : paths.best }

    /// True when the peer has proved itself there; what comes from elsewhere is not for this peer.
    package func isValid(_ path: FiveTuple) -> Bool { !isDead && paths.contains(path) }

    /// When `timeout` must be called next; nil when the peer is lost.
    package var deadline: Instant? { isDead ? nil : (paths.oldest ?? pathlessSince) + Self.patience }

    /// Begins an ICE restart (RFC 8445 §9). The old credentials work until a way is nominated with the new.
    ///
    /// Gives the name of a restart before this one that was never finished, which is no longer ours.
    package mutating func restart(_ credentials: ICECredentials, remoteFragment: String) -> UserFragment? {
        let unfinished = next?.credentials.fragment
        next = ICEGeneration(credentials, remoteFragment: remoteFragment)
        return unfinished
    }

    /// Takes a message of STUN that came on a way, and writes the answer, if any.
    package mutating func receive(
        _ message: STUNMessage, in bytes: UnsafeRawBufferPointer, on path: FiveTuple, at now: Instant,
        answer output: UnsafeMutableRawBufferPointer
    ) -> ICEOutcome {
        guard !isDead, message.messageClass == .request, message.method == .binding else { return .ignored }
        let isCurrent = current.admits(message, in: bytes)
        guard let generation = isCurrent ? current : next, isCurrent || generation.admits(message, in: bytes) else {
            return .ignored
        }
        let verdict = ICEVerdict(message)
        let size = verdict.write(to: output, for: message, from: path.remote, key: generation.key)
        guard case .success = verdict else { return ICEOutcome(answer: size, event: .refused) }
        return ICEOutcome(answer: size, event: hear(message, on: path, isCurrent: isCurrent, at: now))
    }

    /// Forgets a way whose connection has ended. The event says where to send from now on.
    package mutating func closed(_ path: FiveTuple, at now: Instant) -> ICEOutcome.Event {
        let before = paths.best
        paths.remove(path)
        if before != nil, paths.isEmpty { pathlessSince = now }
        return paths.best == before ? .nothing : change
    }

    /// Forgets the ways on which nothing was heard for too long.
    package mutating func timeout(at now: Instant) -> ICEOutcome.Event {
        guard let deadline, deadline <= now else { return .nothing }
        let before = paths.best
        paths.removeAll(heardBefore: now - Self.patience)
        guard !paths.isEmpty || pathlessSince + Self.patience > now else {
            isDead = true
            return .lost
        }
        return paths.best == before ? .nothing : change
    }

    private var change: ICEOutcome.Event { paths.best.map { .moved(to: $0) } ?? .nothing }

    private mutating func hear(
        _ message: STUNMessage, on path: FiveTuple, isCurrent: Bool, at now: Instant
    ) -> ICEOutcome.Event {
        let isNew = paths.heard(path, at: now)
        guard message.attributes.isNominating else { return isNew ? .learned(path) : .nothing }
        let isMoved = paths.select(path)
        if !isCurrent, let generation = next.take() {
            let ended = current.credentials.fragment
            current = generation
            return .restarted(on: path, ended: ended)
        }
        return isMoved ? .moved(to: path) : .nothing
    }
}
