package import Domain
import Synchronization

/// Who waits for the moment when they and the other are both free.
final class FreeWishes: Sendable {
    static let period: Milliseconds = 1_000
    /// A wish made while both were free already is for later: after one of them was not, or after so long.
    static let later: Milliseconds = 300_000

    private struct State {
        /// Since when a wish is on, if that both are free already does not count.
        var wishes: [FreeWish: Milliseconds?] = [:]
        var lookedAt: Milliseconds = 0
    }
    private let state = Mutex(State())
    private let directory: Directory
    private let calls: Calls

    init(directory: Directory, calls: Calls) {
        self.directory = directory
        self.calls = calls
    }

    func restore(_ wishes: [FreeWish]) {
        state.withLock { s in
            for wish in wishes { s.wishes[wish] = .some(nil) }
        }
    }

    func add(_ wish: FreeWish, at now: Milliseconds) {
        let isFree = isFree(wish, calls.busy)
        state.withLock { $0.wishes[wish] = .some(isFree ? now : nil) }
    }

    func remove(_ wish: FreeWish) { state.withLock { _ = $0.wishes.removeValue(forKey: wish) } }
    func count(of person: PersonID) -> Int { state.withLock { $0.wishes.keys.count { $0.person == person } } }

    /// Those that have come true, which are forgotten here. Looks every second at most.
    func take(at now: Milliseconds) -> [FreeWish] {
        let waiting = state.withLock { s -> [FreeWish] in
            guard !s.wishes.isEmpty, abs(now - s.lookedAt) >= Self.period else { return [] }
            s.lookedAt = now
            return Array(s.wishes.keys)
        }
        if waiting.isEmpty { return [] }
        let busy = calls.busy
        let free = Set(waiting.filter { isFree($0, busy) })
        return state.withLock { s in
            waiting.filter { wish in
                guard let known = s.wishes[wish] else { return false }
                guard free.contains(wish) else {
                    s.wishes[wish] = .some(nil)
                    return false
                }
                if let since = known, abs(now - since) < Self.later { return false }
                s.wishes[wish] = nil
                return true
            }
        }
    }

    private func isFree(_ wish: FreeWish, _ busy: Set<PersonID>) -> Bool {
        [wish.person, wish.other].allSatisfy { person in
            guard !busy.contains(person) else { return false }
            let presence = directory.presence(of: person)
            return presence.state == .available && presence.media.contains(.voice)
        }
    }
}

extension Hub {
    /// "Tell me when we are both free."
    package func setFree(_ on: Bool, in id: ConversationID, by caller: Caller) async throws {
        let wish = try await committer.perform { [free] ledger in
            let other = try ledger.conversation(id).permitWaiting(by: caller.id)
            let wish = FreeWish(person: caller.id, other: other, conversation: id)
            guard on else {
                try ledger.tx.delete(wish)
                return wish
            }
            guard free.count(of: caller.id) < Limits.freeWishes else {
                throw Refusal.conflict(field: nil, detail: "at most \(Limits.freeWishes) at a time")
            }
            try ledger.tx.save(wish)
            return wish
        }
        if on { free.add(wish, at: now()) } else { free.remove(wish) }
    }

    /// Offers the call to both.
    func offerCalls() {
        for wish in free.take(at: now()) {
            free.remove(FreeWish(person: wish.other, other: wish.person, conversation: wish.conversation))
            calls.write { ledger in
                try ledger.tx.deleteFreeWishes(in: wish.conversation)
                let conversation = try ledger.conversation(wish.conversation)
                guard conversation.joined(wish.person) != nil, conversation.joined(wish.other) != nil else { return }
                ledger.notify(wish.person, .frame(CallFrames.free(with: wish.other, in: wish.conversation)))
                ledger.notify(wish.other, .frame(CallFrames.free(with: wish.person, in: wish.conversation)))
            }
        }
    }
}
