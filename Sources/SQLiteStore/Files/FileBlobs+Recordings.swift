package import Domain
import Foundation
import Hub

/// Recordings that are not posted yet, in a folder of their own that no sweep touches.
extension FileBlobs {
    static let recordings = "recordings"

    private var recordingsFolder: String { folder + "/" + Self.recordings }
    private func path(of id: RecordingID) -> String { "\(recordingsFolder)/\(id.text)" }

    package func append(_ bytes: [UInt8], to id: RecordingID) async throws {
        let path = path(of: id), parent = recordingsFolder
        try await onDisk {
            let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw FileFault.last("open") }
            defer { close(file) }
            let isNew = lseek(file, 0, SEEK_END) == 0
            try writeAll(bytes, to: file)
            guard fsync(file) == 0 else { throw FileFault.last("fsync") }
            if isNew { try syncFolder(parent) }
        }
    }

    package func read(_ id: RecordingID, from offset: Int64, atMost count: Int) async throws -> [UInt8] {
        let path = path(of: id)
        return try await onDisk {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else {
                if errno == ENOENT { return [] }
                throw FileFault.last("open")
            }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: count)
            let size = pread(file, &bytes, count, off_t(offset))
            guard size >= 0 else { throw FileFault.last("read") }
            return Array(bytes.prefix(size))
        }
    }

    package func recordings() async throws -> [RecordingID] {
        let folder = recordingsFolder
        return try await onDisk {
            try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { RecordingID(text: $0) }
        }
    }

    package func removeRecording(_ id: RecordingID) async throws {
        let path = path(of: id)
        try await onDisk {
            guard unlink(path) == 0 || errno == ENOENT else { throw FileFault.last("unlink") }
        }
    }
}
