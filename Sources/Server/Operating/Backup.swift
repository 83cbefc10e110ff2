import Bytes
import Foundation
import JSON
import SQLiteStore

/// A copy of a data folder that a server can be started on, taken whether or not one is using the original.
package struct Backup: Sendable {
    /// How often a database is copied anew because files that it names went away meanwhile.
    static let tries = 3

    package struct Outcome: Sendable {
        package var files = 0
        package var bytes: Int64 = 0
        /// Attachments whose bytes are nowhere.
        package var lost: [String] = []
    }

    private let source: DataFolder
    private let target: DataFolder

    /// - Throws: `Complaint` when the target is anything but new or empty.
    package init(of source: DataFolder, to path: String) throws {
        guard source.exists else { throw Complaint("there is no server's data in \(source.path); say where with --data") }
        let there = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard there?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
            throw Complaint("\(path) is not empty; a backup needs a folder of its own")
        }
        self.source = source
        target = DataFolder(path)
    }

    /// The database first, then the files that it names. A file that was deleted in between is in no newer copy.
    package func take() throws -> Outcome {
        try target.make()
        var outcome = Outcome()
        for _ in 0..<Self.tries {
            try copyDatabase()
            outcome = try copyFiles()
            if outcome.lost.isEmpty { break }
        }
        try copyKeys()
        try writeManifest(outcome)
        return outcome
    }

    private func copyDatabase() throws {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(target.database + suffix) }
        do { try SQLiteStore.copy(folder: source.path, to: target.database) } catch {
            throw Complaint("the database cannot be copied: \(error)")
        }
    }

    /// The keys by which mails are signed: their public halves are in the domain name system.
    private func copyKeys() throws {
        guard FileManager.default.fileExists(atPath: source.dkim) else { return }
        do { try FileManager.default.copyItem(atPath: source.dkim, toPath: target.dkim) } catch {
            throw Complaint("\(target.dkim) cannot be written: \(error.localizedDescription)")
        }
    }

    private func copyFiles() throws -> Outcome {
        var outcome = Outcome()
        for file in try SQLiteStore.files(named: target.database) {
            let name = Hex.encode(file.digest), part = "/\(name.prefix(2))", rest = "/\(name.dropFirst(2))"
            try FileManager.default.createDirectory(
                atPath: target.attachments + part, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard try place(source.attachments + part + rest, at: target.attachments + part + rest) else {
                outcome.lost.append(Base32.encode(file.attachment))
                continue
            }
            if file.thumbnail {
                _ = try place(source.attachments + part + rest + ".thumb", at: target.attachments + part + rest + ".thumb")
            }
            outcome.files += 1
            outcome.bytes += file.size
        }
        return outcome
    }

    /// By a hard link where both are on one file system: files never change. False when there is none.
    private func place(_ from: String, at to: String) throws -> Bool {
        if link(from, to) == 0 || errno == EEXIST { return true }
        guard FileManager.default.fileExists(atPath: from) else { return false }
        do { try FileManager.default.copyItem(atPath: from, toPath: to) } catch {
            guard FileManager.default.fileExists(atPath: from) else { return false }
            throw Complaint("\(to) cannot be written: \(error.localizedDescription)")
        }
        return true
    }

    private func writeManifest(_ outcome: Outcome) throws {
        var w = JSONWriter()
        w.beginObject()
        w.field("version", Confab.version)
        w.field("taken", SystemClock().now())
        w.field("attachments", outcome.files)
        w.field("attachment_bytes", outcome.bytes)
        w.endObject()
        try Data(w.bytes + [0x0A]).write(to: URL(fileURLWithPath: target.path + "/manifest.json"))
        sync()
    }
}
