import Foundation
import Hub

/// Wakes one sleeper; rung many times before it wakes, it wakes once.
final class Bell: Sendable {
    private let isRung = Mutex(false)
    private let semaphore = DispatchSemaphore(value: 0)

    func ring() {
        let mustSignal = isRung.withLock { rung in
            defer { rung = true }
            return !rung
        }
        if mustSignal { semaphore.signal() }
    }

    func wait() { _ = wait(seconds: .infinity) }

    /// False when nobody has rung in that time.
    func wait(seconds: Double) -> Bool {
        guard semaphore.wait(timeout: seconds.isFinite ? .now() + seconds : .distantFuture) == .success else { return false }
        isRung.withLock { $0 = false }
        return true
    }
}

/// Opens once, for all who wait.
final class Gate: Sendable {
    private let group = DispatchGroup()

    init() { group.enter() }
    func open() { group.leave() }
    func wait() { group.wait() }
    var isOpen: Bool { group.wait(timeout: .now()) == .success }
}

/// Threads that are waited for together.
final class Crew: Sendable {
    private let group = DispatchGroup()

    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        group.enter()
        let thread = Thread { [group] in
            body()
            group.leave()
        }
        thread.name = name
        thread.start()
    }
    func wait() { group.wait() }
}
