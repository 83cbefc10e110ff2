import Domain
import Foundation
import Hub
import Logging
import MailGateway
import SQLiteStore

/// What the operator does to people at the command line, whether the server runs or not.
///
/// Beside a running server the store is shared, and what the server keeps in memory is changed by asking it.
package final class Operator: Sendable {
    let folder: DataFolder
    let hub: Hub
    private let store: SQLiteStore
    let server: RunningServer?
    private let lock: DataLock?

    package init(_ settings: Settings) async throws {
        umask(0o077)
        folder = DataFolder(settings.data)
        guard folder.exists else { throw Complaint("there is no server's data in \(settings.data); say where with --data") }
        let lock = try folder.tryLock(), run = lock == nil ? RunFile.read(in: folder) : nil
        if lock == nil, run == nil {
            throw Complaint("another command is using \(settings.data), or a server is starting; try again")
        }
        if let run, run.version != Confab.version {
            throw Complaint("the running server is version \(run.version), this is \(Confab.version); restart it first")
        }
        self.lock = lock
        server = run.map { RunningServer($0) }
        let logger = Logger(label: "confab") { _ in SwiftLogNoOpLogHandler() }
        store = try Server.openStore(folder, logger)
        hub = Hub(
            store: store, blobs: try FileBlobs(folder: folder.attachments, logger: logger), secrets: SystemSecrets(),
            clock: SystemClock(), pusher: NoPusher(),
            policy: Policy(settings, publicURL: run?.publicURL ?? settings.publicURL, pushKey: ""), logger: logger)
        let mails = folder.mails
        hub.outbox.onForgotten { MailFolder.remove($0.map(\.rawValue), in: mails) }
    }

    package func close() async {
        await server?.close()
        try? store.close()
    }

    /// - Throws: `Complaint` naming the address.
    func person(_ text: String) async throws -> Person {
        let address = try readAddress(text)
        guard let person = try await hub.store.read({ try $0.person(at: address) }) else {
            throw Complaint("there is nobody with the address \(address.text)")
        }
        return person
    }

    func readAddress(_ text: String) throws -> Address {
        do { return try Address(text) } catch { throw Complaint("\(text) is no email address") }
    }

    /// Runs a use case of the hub as the first owner, with refusals said in words.
    func asOwner<T: Sendable>(_ body: (Caller) async throws -> T) async throws -> T {
        do { return try await body(try await hub.operatorCaller()) } catch let refusal as Refusal { throw Complaint(refusal.line) }
    }
}

/// A command tells nobody anything by push.
private struct NoPusher: Pusher {
    func push(_ payload: [UInt8], to subscription: PushRecord, within seconds: Int?) async -> Bool { true }
}
