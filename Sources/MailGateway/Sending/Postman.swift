import Domain
import Hub
import Logging
import ServiceLifecycle
import Synchronization

/// Sends what waits in the outbox, a few mails at a time.
package struct Postman: Service, CustomStringConvertible {
    package let description = "postman"
    /// Mails on their way at once.
    static let together = 16
    /// How long to wait at most before looking again: the clock may have been set.
    static let look: Milliseconds = 30_000

    private let hub: Hub
    private let writer: MailWriter
    private let delivery: any Delivering
    private let logger: Logger
    private let underway = Underway()

    package init(_ gateway: MailGateway) {
        hub = gateway.hub
        writer = gateway.writer
        delivery = gateway.delivery
        logger = gateway.logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            let alarm = Alarm(hub.outbox)
            await withDiscardingTaskGroup { group in
                group.addTask { await alarm.listen() }
                while !Task.isCancelled {
                    var pause: Milliseconds = 5_000
                    do {
                        let (due, next) = try await hub.dueMails(limit: 4 * Self.together)
                        for id in due where underway.take(id, atMost: Self.together) {
                            group.addTask {
                                await send(id)
                                underway.leave(id)
                                alarm.ring()
                            }
                        }
                        pause =
                            underway.isFull(Self.together) || next == nil
                            ? Self.look : min(Self.look, max(20, (next ?? 0) - hub.now()))
                    } catch {
                        logger.error("the outbox", metadata: ["error": "\(error)"])
                    }
                    await alarm.wait(atMost: pause)
                }
                group.cancelAll()
                // What is under way ends now, and is entered as not sent yet.
                await delivery.close()
            }
        }
    }

    private func send(_ id: MailID) async {
        do {
            guard let job = try await hub.prepare(id) else { return }
            let outcome: MailOutcome
            do {
                let letter = try await writer.write(job)
                outcome = await delivery.deliver(letter)
            } catch {
                logger.error("a mail could not be written", metadata: ["mail": "\(id.rawValue)", "error": "\(error)"])
                outcome = .deferred("It could not be written.")
            }
            log(outcome, job)
            // What has gone out is entered even when the server is stopping.
            try await Task { [hub] in try await hub.settle(id, outcome) }.value
        } catch {
            logger.error("a mail could not be sent", metadata: ["mail": "\(id.rawValue)", "error": "\(error)"])
        }
    }

    private func log(_ outcome: MailOutcome, _ job: MailJob) {
        let what: Logger.Metadata = [
            "mail": "\(job.mail.id.rawValue)", "kind": "\(job.mail.kind.rawValue)", "address": "\(job.address.text)",
        ]
        switch outcome {
        case .sent: logger.info("mail sent", metadata: what)
        case .deferred(let why): logger.warning("mail not sent yet", metadata: what.merging(["why": "\(why)"]) { a, _ in a })
        case .failed(let why): logger.warning("mail failed", metadata: what.merging(["why": "\(why)"]) { a, _ in a })
        }
    }
}

/// The mails that are being sent.
private final class Underway: Sendable {
    private let all = Mutex(Set<MailID>())

    /// False when it is being sent already, or too many are.
    func take(_ id: MailID, atMost limit: Int) -> Bool {
        all.withLock { $0.count < limit && $0.insert(id).inserted }
    }

    func leave(_ id: MailID) { all.withLock { _ = $0.remove(id) } }
    func isFull(_ limit: Int) -> Bool { all.withLock { $0.count >= limit } }
}

/// Waits until there is mail, or for some time.
private final class Alarm: Sendable {
    private struct State {
        var isRaised = false
        var waiter: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())
    private let signal: MailSignal

    init(_ signal: MailSignal) { self.signal = signal }

    func listen() async { for await _ in signal.raised { ring() } }

    func ring() {
        let waiter = state.withLock { s in
            s.isRaised = s.waiter == nil
            defer { s.waiter = nil }
            return s.waiter
        }
        waiter?.resume()
    }

    func wait(atMost time: Milliseconds) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: .milliseconds(time)) }
            group.addTask {
                await withTaskCancellationHandler {
                    await withCheckedContinuation { continuation in
                        let isOver = self.state.withLock { s in
                            if s.isRaised || Task.isCancelled {
                                s.isRaised = false
                                return true
                            }
                            s.waiter = continuation
                            return false
                        }
                        if isOver { continuation.resume() }
                    }
                } onCancel: {
                    self.state.withLock { s in
                        defer { s.waiter = nil }
                        return s.waiter
                    }?.resume()
                }
            }
            _ = await group.next()
            group.cancelAll()
        }
    }
}
