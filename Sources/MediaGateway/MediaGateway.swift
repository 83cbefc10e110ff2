import DTLS
package import Domain
import Foundation
package import Hub
package import Logging
import SDP
import STUN
import ServiceLifecycle
import Synchronization

/// The media server of calls, on a thread of its own.
package final class MediaGateway: MediaServer, Service {
    private let inbox: MediaInbox
    private let events = MediaEvents()
    private let logger: Logger
    /// Of UDP and TCP.
    package let port: UInt16
    /// What clients are told.
    package let addresses: [String]

    /// Opens the sockets and starts the thread.
    ///
    /// - Throws: `SocketFailure` when the port is taken.
    package init(_ options: MediaOptions, logger: Logger) throws {
        self.logger = logger
        inbox = try MediaInbox()
        let open = try OpenSockets(port: options.port, logger: logger)
        port = open.port
        let told = ServerAddress.told(options, open)
        addresses = told.map(\.host)
        let second = Int(Date().timeIntervalSince1970)
        let context = try DTLSContext(certificate: try DTLSCertificate(at: second))
        let negotiation = Negotiation(addresses: told, cname: UUID().uuidString)
        let inbox = inbox, events = events
        let thread = Thread {
            MediaLoop(open, inbox, negotiation, context, logger: logger) { events.tell($0) }.run()
        }
        thread.name = "media"
        thread.start()
    }

    package func run() async throws {
        try? await gracefulShutdown()
        inbox.post { $0.stop() }
    }

    package func onEvent(_ body: @escaping @Sendable (MediaEvent) -> Void) { events.set(body) }

    package func answer(_ offer: [UInt8], for leg: LegID, in call: CallID, _ terms: LegTerms) async throws -> [UInt8] {
        let description: SessionDescription
        do throws(SDPError) { description = try SessionDescription(parsing: offer) } catch {
            throw Refusal.invalid(field: "offer", expected: "a session description: \(error)")
        }
        let answer = try await withCheckedThrowingContinuation { continuation in
            inbox.post { loop in
                continuation.resume(with: Result { try loop.answer(description, for: leg, in: call, terms) })
            }
        }
        return Array(answer.text.utf8)
    }

    /// How many ways of all legs are known; for tests.
    var pathCount: Int {
        get async { await withCheckedContinuation { done in inbox.post { done.resume(returning: $0.legs.pathCount) } } }
    }

    package func change(_ leg: LegID, in call: CallID, _ terms: LegTerms) { inbox.post { $0.change(leg, terms) } }
    package func remove(_ leg: LegID, from call: CallID) { inbox.post { $0.end(leg) } }
    package func end(_ call: CallID) { inbox.post { $0.end(call) } }
    package func record(_ call: CallID, to sink: (any RecordingSink)?) { inbox.post { $0.record(call, to: sink) } }
}

/// Where what the media server says by itself goes.
private final class MediaEvents: Sendable {
    private let handler = Mutex<(@Sendable (MediaEvent) -> Void)?>(nil)

    func set(_ body: @escaping @Sendable (MediaEvent) -> Void) { handler.withLock { $0 = body } }
    func tell(_ event: MediaEvent) { handler.withLock { $0 }?(event) }
}

extension ServerAddress {
    /// What clients are told: what the operator says, or the addresses of this machine, the best first.
    fileprivate static func told(_ options: MediaOptions, _ open: OpenSockets) -> [ServerAddress] {
        let tcp = open.listeners.isEmpty ? nil : open.port
        if !options.addresses.isEmpty {
            return options.addresses.map { ServerAddress(host: $0, udpPort: open.port, tcpPort: tcp) }
        }
        let told = TransportAddress.told(of: open.datagrams.map(\.address), isLocal: options.isLocal)
        return told.map { ServerAddress(host: $0.host.text, udpPort: open.port, tcpPort: tcp) }
    }
}
