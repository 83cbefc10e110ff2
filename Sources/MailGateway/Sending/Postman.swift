import Domain
import Hub
import Logging
import ServiceLifecycle
import Synchronization

/// Sends what waits in the outbox, a few mails at a time.
package struct Postman: Service, CustomStringConvertible {
    package let description = "postman"
    /// Mails on their way at once.
    static let together = 8
    /// How long to wait at most before looking again: the clock may have been set.
    static let look: Milliseconds = 30_000

    private let hub: Hub
    private let writer: MailWriter
    private let delivery: any Delivering
    private let logger: Logger

    package init(_ gateway: MailGateway) {
        hub = gateway.hub
        writer = gateway.writer
        delivery = gateway.delivery
        logger = gateway.logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            let alarm = Alarm(hub.outbox)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await alarm.listen() }
                while !Task.isCancelled {
                    do {
                        let pause = try await sendDue()
                        await alarm.wait(atMost: pause)
                    } catch is CancellationError { break } catch {
                        logger.error("the outbox", metadata: ["error": "\(error)"])
                        await alarm.wait(atMost: 5_000)
                    }
                }
                group.cancelAll()
            }
        }
        await delivery.close()
    }

    /// Sends what is due, and says how long there is nothing to do.
    private func sendDue() async throws -> Milliseconds {
        while !Task.isCancelled {
            let (due, next) = try await hub.dueMails(limit: 64)
            if due.isEmpty { return min(Self.look, max(10, (next ?? .max) - min(next ?? 0, hub.now()))) }
            await withTaskGroup(of: Void.self) { group in
                var left = due[...]
                for id in left.prefix(Self.together) { group.addTask { await send(id) } }
                left = left.dropFirst(Self.together)
                while await group.next() != nil {
                    guard !Task.isCancelled, let id = left.popFirst() else { continue }
                    group.addTask { await send(id) }
                }
            }
        }
        throw CancellationError()
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

    private func ring() {
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
