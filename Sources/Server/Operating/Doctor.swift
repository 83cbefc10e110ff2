import Bytes
import CDispatch
import Foundation
import SQLiteStore

/// Looks at everything that a server needs and says what is wrong with it. Changes nothing.
package struct Doctor: Sendable {
    static let leastSpace: Int64 = 1 << 30
    static let leastFiles: UInt64 = 4_096

    let settings: Settings
    let folder: DataFolder
    let run: RunFile?

    package init(_ settings: Settings) {
        self.settings = settings
        folder = DataFolder(settings.data)
        run = RunFile.read(in: folder).flatMap { kill($0.pid, 0) == 0 || errno == EPERM ? $0 : nil }
    }

    package func examine() async -> [Finding] {
        var findings = examineFolder()
        if folder.exists { findings += examineDatabase() + examineFiles() }
        findings += [examineClock(), examineOpenFiles()]
        findings += examineTLS()
        findings += await examineNetwork()
        findings += examineCalls()
        findings += await examineMail()
        return findings
    }

    private func examineFolder() -> [Finding] {
        var status = stat()
        guard stat(folder.path, &status) == 0 else {
            return [
                .warn("the data folder \(folder.path) is not there", "it is made by confab serve; say --data if yours is elsewhere")
            ]
        }
        guard access(folder.path, R_OK | W_OK | X_OK) == 0 else {
            return [.fail("the data folder \(folder.path) may not be written", "give it to the user that runs the server")]
        }
        var findings: [Finding] = []
        let open = status.st_mode & 0o077 != 0
        findings.append(
            open
                ? .warn("others may look into the data folder \(folder.path)", "chmod 700 \(folder.path)")
                : .ok("the data folder \(folder.path) is this user's alone"))
        return findings + [examineSpace()]
    }

    private func examineSpace() -> Finding {
        var space = statvfs()
        guard statvfs(folder.path, &space) == 0 else { return .warn("the free space is not known", "look with df") }
        let free = Int64(space.f_bavail) * Int64(space.f_frsize), text = "\(free >> 20) MiB are free in \(folder.path)"
        if free < Self.leastSpace / 10 { return .fail(text, "make room: messages are refused when there is none") }
        return free < Self.leastSpace ? .warn(text, "make room soon") : .ok(text)
    }

    private func examineDatabase() -> [Finding] {
        do {
            let faults = try SQLiteStore.faults(inDatabaseOf: folder.path)
            let schema = try SQLiteStore.schemaDifference(inDatabaseOf: folder.path)
            var findings = faults.map { Finding.fail("the database is damaged (\($0))", "stop the server and restore a backup") }
            if findings.isEmpty { findings = [.ok("the database is whole")] }
            if !schema.unknown.isEmpty {
                findings.append(.fail("the database is from a newer version", "use that version, or restore an older backup"))
            } else if !schema.missing.isEmpty {
                findings.append(.warn("the database is from an older version", "the next confab serve brings it up to date"))
            }
            return findings
        } catch {
            return [.fail("the database cannot be read (\(error))", "look at its rights, or restore a backup")]
        }
    }

    private func examineFiles() -> [Finding] {
        guard let files = try? SQLiteStore.files(named: folder.database) else { return [] }
        var lost: [Finding] = []
        for file in files {
            let name = Hex.encode(file.digest), path = "\(folder.attachments)/\(name.prefix(2))/\(name.dropFirst(2))"
            var status = stat()
            let size = stat(path, &status) == 0 ? Int64(status.st_size) : -1
            if size != file.size {
                let what = size < 0 ? "is lost" : "has \(size) bytes instead of \(file.size)"
                lost.append(
                    .fail("the file of attachment \(Base32.encode(file.attachment)) \(what)", "restore \(path) from a backup"))
            }
        }
        return lost.isEmpty ? [.ok("the files of all attachments are there (\(files.count))")] : lost
    }

    private func examineClock() -> Finding {
        let now = SystemClock().now()
        guard now > SystemSecrets.epoch else { return .fail("the clock says a year before 2020", "set it; use NTP") }
        var status = stat()
        guard stat(folder.database, &status) == 0, Int64(status.st_mtim.tv_sec) * 1_000 > now + 60_000 else {
            return .ok("the clock is plausible")
        }
        return .warn("the database was changed in the future", "the clock was set back; use NTP")
    }

    private func examineOpenFiles() -> Finding {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let most = limit.rlim_max
        guard most >= Self.leastFiles else {
            return .warn("at most \(most) files and connections may be open", "raise the limit (ulimit -Hn, LimitNOFILE=)")
        }
        return .ok(most > 1 << 40 ? "any number of files may be open" : "\(most) files and connections may be open")
    }
}
