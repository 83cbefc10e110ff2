import Hub

import struct Synchronization.Atomic

/// What was found to be wrong, and how much was done.
final class Checks: Sendable {
    private let faults = Mutex<[String]>([])
    private let delivered = Atomic(0)
    private let passes = Atomic(0)
    private let fallenOff = Atomic(0)

    func fail(_ words: String) {
        faults.withLock { if $0.count < 20 { $0.append(words) } }
    }
    func delivered(_ count: Int) { delivered.add(count, ordering: .relaxed) }
    func passed() { passes.add(1, ordering: .relaxed) }
    func fellOff() { fallenOff.add(1, ordering: .relaxed) }

    /// Whether anything was put to the test at all.
    var isThorough: Bool { delivered.load(ordering: .relaxed) > 10_000 && fallenOff.load(ordering: .relaxed) > 100 }

    var wrong: [String] { faults.withLock { $0 } }
    var summary: String {
        "\(delivered.load(ordering: .relaxed)) deliveries to \(passes.load(ordering: .relaxed)) readers, "
            + "\(fallenOff.load(ordering: .relaxed)) of them from the log after falling off the ring"
    }
}
