import Bytes
import Foundation

extension FileBlobs {
    /// Removes what uploads left behind that a stop of the server cut off. For its start only.
    package func removeLeftovers() {
        let incoming = folder + "/" + Self.incoming
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] { unlink(incoming + "/" + name) }
    }

    /// The digests of the files whose bytes came before `instant`, in seconds since 1970.
    package func digests(before instant: Int) async throws -> [[UInt8]] {
        let folder = folder
        return try await onDisk {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.utf8.count == 2 }.flatMap { part in
                try FileManager.default.contentsOfDirectory(atPath: folder + "/" + part).compactMap { name in
                    var status = stat()
                    guard let digest = Hex.decode(part + name, maxBytes: 32), digest.count == 32,
                        stat("\(folder)/\(part)/\(name)", &status) == 0, status.st_mtim.tv_sec < instant
                    else { return nil }
                    return digest
                }
            }
        }
    }
}
