import Hub
import Logging
import PushGateway
import SQLiteStore
import ServiceLifecycle

/// Calls something again and again until the server stops.
struct Ticker: Service, CustomStringConvertible {
    let description: String
    let period: Duration
    let body: @Sendable () async -> Void

    init(_ description: String, every period: Duration, _ body: @escaping @Sendable () async -> Void) {
        self.description = description
        self.period = period
        self.body = body
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: period)) != nil { await body() }
        }
    }
}

/// Does something when everything that was started after it has stopped.
struct Ending: Service, CustomStringConvertible {
    let description: String
    let body: @Sendable () async -> Void

    init(_ description: String, _ body: @escaping @Sendable () async -> Void) {
        self.description = description
        self.body = body
    }

    func run() async throws {
        try? await gracefulShutdown()
        await body()
    }
}

/// Takes away files that belong to nothing: uploads that were given up, and what a sudden stop left.
struct Sweep: Sendable {
    /// A file is left alone for as long as an upload may take to be entered.
    static let age = 3_600

    let hub: Hub
    let blobs: FileBlobs
    let logger: Logger

    func run() async {
        do {
            try await hub.sweepMails()
            try await hub.sweepAttachments()
            await hub.recoverRecordings()
            for digest in try await blobs.digests(before: Int(hub.now() / 1_000) - Self.age) {
                if try await !hub.store.read({ try $0.hasBlob(digest) }) { await blobs.remove(digest) }
            }
        } catch {
            logger.warning("what is not needed any more was not swept", metadata: ["error": "\(error)"])
        }
    }
}
