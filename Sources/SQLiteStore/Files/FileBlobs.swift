import Bytes
import Foundation
package import Hub
package import Logging
import Synchronization

/// The bytes of attachments as files, named by their SHA-256: `ab/cdef…` under one folder.
///
/// A file comes into being under `incoming` and gets its name only when it is whole and synced, so that a name that
/// exists has the right bytes, whenever the server stops.
package final class FileBlobs: Blobs {
    /// Entries of `incoming` and of each folder are files of this owner only.
    static let incoming = "incoming"
    static let thumbnailSuffix = ".thumb"

    let folder: String
    let logger: Logger
    let holds = Mutex(BlobHolds())
    private let images: ImageProcess
    /// Threads that may wait for the disk.
    private let disk = DispatchQueue(label: "attachments", attributes: .concurrent)

    /// - Parameter thumbnailer: the command that makes a thumbnail, without the two paths it is given.
    package init(folder: String, thumbnailer: [String] = ["/proc/self/exe", "thumbnail"], logger: Logger) throws {
        self.folder = folder
        self.logger = logger
        images = ImageProcess(command: thumbnailer)
        try makeFolder(folder)
        try makeFolder(folder + "/" + Self.incoming)
        if try makeFolder(folder + "/" + Self.recordings) { try syncFolder(folder) }
    }

    package func begin() async throws -> any BlobUpload {
        let path = incomingPath()
        return try await onDisk { try FileUpload(path: path, into: self) }
    }

    package func path(of digest: [UInt8]) -> String {
        let name = Hex.encode(digest)
        return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    package func thumbnailPath(of digest: [UInt8]) -> String { path(of: digest) + Self.thumbnailSuffix }

    package func remove(_ digest: [UInt8]) async {
        _ = try? await onDisk { self.holds.withLock { if !$0.postpone(digest) { self.unlinkAll(of: digest) } } }
    }

    package func settle(_ digest: [UInt8], kept: Bool) async {
        _ = try? await onDisk { self.holds.withLock { if $0.release(digest, kept: kept) { self.unlinkAll(of: digest) } } }
    }

    private func unlinkAll(of digest: [UInt8]) {
        for path in [path(of: digest), thumbnailPath(of: digest)] where unlink(path) != 0 && errno != ENOENT {
            logger.warning("an attachment cannot be removed", metadata: ["error": "\(FileFault.last("unlink"))"])
        }
    }

    package func inspect(_ digest: [UInt8], type: String) async -> (width: Int, height: Int, thumbnail: Bool)? {
        let source = path(of: digest), target = thumbnailPath(of: digest)
        let made = incomingPath()
        guard let found = await images.look(at: source, making: made) else {
            unlink(made)
            return nil
        }
        guard found.thumbnail else { return found }
        do {
            try await onDisk { try Self.keep(made, as: target) }
            return found
        } catch {
            logger.warning("a thumbnail cannot be kept", metadata: ["error": "\(error)"])
            unlink(made)
            return (found.width, found.height, false)
        }
    }

    /// Gives a finished file its name for good.
    static func keep(_ path: String, as name: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFault.last("open") }
        defer { close(file) }
        guard fsync(file) == 0, rename(path, name) == 0 else { throw FileFault.last("rename") }
        try syncFolder((name as NSString).deletingLastPathComponent)
    }

    func incomingPath() -> String {
        "\(folder)/\(Self.incoming)/\(UUID().uuidString.lowercased())"
    }

    func onDisk<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<T, any Error>) in
            disk.async { done.resume(with: Result(catching: body)) }
        }
    }

    func uploadQueue() -> DispatchQueue { DispatchQueue(label: "upload", target: disk) }
}
