import AsyncHTTPClient
package import Hub
package import Logging
import Synchronization
package import WebPush

/// Sends Web Push messages (RFC 8030) to the browsers of those who are not looking.
///
/// Taking a message never waits for a push service: a few are sent at a time, the rest wait in line, and what there
/// is no room for is dropped. That an endpoint is gone is told when the next message for it is to be sent.
package final class PushGateway: Pusher {
    static let together = 8
    static let waiting = 1_000
    static let forgotten = 1_000

    fileprivate struct State {
        var queue: [PushAttempt] = []
        var running = 0
        var gone: Set<String> = []
        var closed = false
    }

    private let state = Mutex(State())
    private let service: PushService
    private let logger: Logger

    package init(_ options: PushOptions, clock: any Clock, logger: Logger) {
        service = PushService(options, clock: clock)
        self.logger = logger
    }

    package func push(_ payload: [UInt8], to record: PushRecord, within seconds: Int?) async -> Bool {
        guard let subscription = service.subscription(record) else { return false }
        let attempt = PushAttempt(payload: payload, subscription: subscription, timeToLive: seconds ?? PushService.timeToLive)
        let (known, start) = state.withLock { s -> (Bool, Bool) in
            if s.gone.remove(record.endpoint) != nil { return (false, false) }
            return (true, s.add(attempt))
        }
        if start { Task { await work() } }
        return known
    }

    /// Drops what waits and closes the connections.
    package func close() async {
        state.withLock { s in
            s.closed = true
            s.queue = []
        }
        await service.close()
    }

    private func work() async {
        while let attempt = state.withLock({ $0.next() }) { await deliver(attempt) }
    }

    private func deliver(_ attempt: PushAttempt) async {
        for pause in [0] + PushService.pauses {
            do {
                if pause > 0 { try await Task.sleep(for: .seconds(pause)) }
            } catch { return }
            switch await service.send(attempt) {
            case .accepted: return
            case .gone: return state.withLock { $0.forget(attempt.subscription.endpoint) }
            case .refused(let why):
                return logger.warning(
                    "a push was refused", metadata: ["service": "\(attempt.subscription.origin)", "reason": "\(why)"])
            case .later: if state.withLock({ $0.closed }) { return }
            }
        }
        logger.info("a push service did not answer in time", metadata: ["service": "\(attempt.subscription.origin)"])
    }
}

extension PushGateway.State {
    /// True when one more worker is needed.
    fileprivate mutating func add(_ attempt: PushAttempt) -> Bool {
        guard !closed else { return false }
        if queue.count >= PushGateway.waiting { queue.removeFirst() }
        queue.append(attempt)
        guard running < PushGateway.together else { return false }
        running += 1
        return true
    }

    fileprivate mutating func next() -> PushAttempt? {
        guard !queue.isEmpty else {
            running -= 1
            return nil
        }
        return queue.removeFirst()
    }

    fileprivate mutating func forget(_ endpoint: String) {
        if gone.count >= PushGateway.forgotten { gone.removeAll() }
        gone.insert(endpoint)
        queue.removeAll { $0.subscription.endpoint == endpoint }
    }
}

/// A message for one browser.
struct PushAttempt: Sendable {
    let payload: [UInt8]
    let subscription: PushSubscription
    let timeToLive: Int
}

/// How push services are to be spoken to.
package struct PushOptions: Sendable {
    package let key: VAPIDKey
    /// Whom they may write to: a `mailto:` or `https:` URL.
    package let subject: String
    /// Lets endpoints be on private networks and without TLS.
    package let local: Bool

    package init(key: VAPIDKey, subject: String, local: Bool) {
        self.key = key
        self.subject = subject
        self.local = local
    }
}
