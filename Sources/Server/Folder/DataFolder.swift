import Foundation

/// The folder that holds everything a server keeps. One server at a time.
package struct DataFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var database: String { path + "/confab.db" }
    package var attachments: String { path + "/attachments" }
    /// Mails that were written instead of being sent.
    package var mails: String { path + "/mail/out" }
    package var dkim: String { path + "/dkim" }
    package var exists: Bool { FileManager.default.fileExists(atPath: database) }

    /// Makes the folder where it is not there, for its owner only.
    package func make() throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else { throw Complaint("\(path) is not a folder") }
        } else {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw Complaint("the data folder \(path) cannot be made: \(Self.reason(error))") }
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw Complaint("the data folder \(path) may not be written by this user; give it to them or use another with --data")
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        return ((underlying ?? error) as NSError).localizedDescription
    }

    /// Nil while a server, or a command that changes things, has the folder.
    package func tryLock() throws -> DataLock? {
        let file = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Complaint("\(path)/lock cannot be opened: \(String(cString: strerror(errno)))") }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return DataLock(file: file) }
        close(file)
        return nil
    }

    package func lock() throws -> DataLock {
        if let lock = try tryLock() { return lock }
        let holder = RunFile.read(in: self).map { " (process \($0.pid))" } ?? ""
        throw Complaint("another server\(holder) uses the data folder \(path); stop it first, or use another folder with --data")
    }
}

/// Holds a data folder for this process until it is released or the process ends, however it ends.
package final class DataLock: Sendable {
    private let file: Int32

    init(file: Int32) { self.file = file }

    deinit { close(file) }
}
