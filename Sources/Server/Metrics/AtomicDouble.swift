import Synchronization

/// A floating-point number that many threads may change at once.
struct AtomicDouble: ~Copyable, Sendable {
    private let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func store(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: old) + amount).bitPattern
            let (done, original) = bits.weakCompareExchange(expected: old, desired: sum, ordering: .relaxed)
            if done { return }
            old = original
        }
    }
}
