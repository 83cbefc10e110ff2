import NIOCore
import Synchronization

/// How many mail connections there are, in all and from one address, and how much of mails they hold in memory.
final class ConnectionTally: Sendable {
    /// The most that mails on their way in take of memory together.
    static let memory = 256 << 20

    private struct State {
        var all: [ObjectIdentifier: any Channel] = [:]
        var each: [String: Int] = [:]
        var held = 0
    }
    private let state = Mutex(State())
    private let total: Int
    private let each: Int

    init(total: Int, each: Int) {
        self.total = total
        self.each = each
    }

    /// False when there are too many already.
    func enter(_ channel: any Channel, from address: String) -> Bool {
        state.withLock { s in
            guard s.all.count < total, s.each[address, default: 0] < each else { return false }
            s.all[ObjectIdentifier(channel)] = channel
            s.each[address, default: 0] += 1
            return true
        }
    }

    func leave(_ channel: any Channel, from address: String) {
        state.withLock { s in
            guard s.all.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
            s.each[address, default: 0] -= 1
            if s.each[address] == 0 { s.each[address] = nil }
        }
    }

    /// Takes memory for content; false when there is none.
    func hold(_ bytes: Int) -> Bool {
        state.withLock { s in
            guard s.held + bytes <= Self.memory else { return false }
            s.held += bytes
            return true
        }
    }

    func release(_ bytes: Int) { state.withLock { $0.held -= bytes } }

    func closeAll() async {
        for channel in state.withLock({ Array($0.all.values) }) { try? await channel.close() }
    }
}
