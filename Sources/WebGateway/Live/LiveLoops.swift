import Domain
import Hub
import Logging
import NIOCore
import Synchronization

/// The live connections, one group for each event loop.
final class LiveLoops: Sendable {
    private let loops: [ObjectIdentifier: NIOLoopBound<LiveLoop>]
    private let hub: Hub
    private let perAddress = Mutex<[String: Int]>([:])
    private let draining = Mutex(false)
    private let numbers = Mutex<UInt64>(0)

    init(group: any EventLoopGroup, hub: Hub, logger: Logger) {
        self.hub = hub
        var loops: [ObjectIdentifier: NIOLoopBound<LiveLoop>] = [:]
        for loop in group.makeIterator() {
            // The loop's state is made on the loop, where alone it is used afterwards.
            let bound = try? loop.submit { NIOLoopBound(LiveLoop(eventLoop: loop, hub: hub, logger: logger), eventLoop: loop) }
                .wait()
            if let bound { loops[ObjectIdentifier(loop)] = bound }
        }
        self.loops = loops
    }

    var isDraining: Bool { draining.withLock { $0 } }

    /// Counts one more connection of an address, unless it has enough.
    func admits(_ address: String, limit: Int) -> Bool {
        perAddress.withLock { counts in
            let count = counts[address, default: 0]
            guard limit == 0 || count < limit else { return false }
            counts[address] = count + 1
            return true
        }
    }

    func release(_ address: String) {
        perAddress.withLock { counts in
            let count = counts[address, default: 0] - 1
            counts[address] = count > 0 ? count : nil
        }
    }

    /// A new session's handler; to be called on the channel's loop.
    func session(on channel: any NIOCore.Channel, _ admission: LiveAdmission) throws -> LiveSession {
        guard let loop = loops[ObjectIdentifier(channel.eventLoop)] else { throw Refusal.unavailable("no such event loop") }
        let number = numbers.withLock { n in
            n += 1
            return n
        }
        let address = admission.remoteAddress
        channel.closeFuture.whenComplete { _ in self.release(address) }
        return LiveSession(id: ConnectionID(rawValue: number), admission: admission, loop: loop.value)
    }

    /// Waits until every session has said goodbye, or for so long.
    func drained(within patience: Duration) async {
        draining.withLock { $0 = true }
        for bound in loops.values { bound._eventLoopExecute { $0.endAll() } }
        let deadline = ContinuousClock.now + patience
        while hub.directory.count > 0, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
    }
}

extension NIOLoopBound where Value == LiveLoop {
    fileprivate func _eventLoopExecute(_ body: @escaping @Sendable (LiveLoop) -> Void) {
        eventLoop.execute { body(self.value) }
    }
}
