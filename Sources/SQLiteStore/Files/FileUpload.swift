import Bytes
import Crypto
import Foundation
import Hub
import Synchronization

/// A file on its way in: bytes go to the disk and through SHA-256 in turn, on a queue of its own.
final class FileUpload: BlobUpload {
    private enum State {
        case open(file: Int32, hash: SHA256)
        case ended
    }

    private let path: String
    private let blobs: FileBlobs
    private let queue: DispatchQueue
    private let state: Mutex<State>

    init(path: String, into blobs: FileBlobs) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileFault.last("open") }
        self.path = path
        self.blobs = blobs
        queue = blobs.uploadQueue()
        state = Mutex(.open(file: file, hash: SHA256()))
    }

    deinit { abandon() }

    func write(_ bytes: [UInt8]) async throws {
        try await onQueue { [self] in
            try state.withLock { state in
                guard case .open(let file, var hash) = state else { throw FileFault(call: "write", code: EBADF) }
                try writeAll(bytes, to: file)
                hash.update(data: bytes)
                state = .open(file: file, hash: hash)
            }
        }
    }

    func finish() async throws -> [UInt8] {
        try await onQueue { [self] in
            let (file, hash) = try take()
            do {
                let digest = Array(hash.finalize())
                defer { close(file) }
                try name(file, digest)
                return digest
            } catch {
                unlink(path)
                throw error
            }
        }
    }

    func cancel() async { _ = try? await onQueue { [self] in abandon() } }

    private func take() throws -> (Int32, SHA256) {
        try state.withLock { state in
            guard case .open(let file, let hash) = state else { throw FileFault(call: "fsync", code: EBADF) }
            state = .ended
            return (file, hash)
        }
    }

    private func abandon() {
        guard let (file, _) = try? take() else { return }
        close(file)
        unlink(path)
    }

    /// The same bytes are kept once; the file that was there first becomes new again, so that no sweep takes it.
    private func name(_ file: Int32, _ digest: [UInt8]) throws {
        let target = blobs.path(of: digest), parent = (target as NSString).deletingLastPathComponent
        guard fsync(file) == 0 else { throw FileFault.last("fsync") }
        if try makeFolder(parent) { try syncFolder(blobs.folder) }
        try blobs.holds.withLock { holds in
            if utimensat(AT_FDCWD, target, nil, 0) == 0 {
                unlink(path)
            } else if rename(path, target) != 0 {
                throw FileFault.last("rename")
            }
            holds.hold(digest)
        }
        try syncFolder(parent)
    }

    private func onQueue<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<T, any Error>) in
            queue.async { done.resume(with: Result(catching: body)) }
        }
    }
}
