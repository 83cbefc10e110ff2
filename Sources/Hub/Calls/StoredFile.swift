/// A file whose bytes are on disk.
struct StoredFile: Sendable {
    let digest: [UInt8]
    let size: Int64

    init(of bytes: [UInt8], in blobs: any Blobs) async throws {
        var rest: [UInt8]? = bytes
        try await self.init(in: blobs) { rest.take() }
    }

    /// - Parameter next: what comes next; nil at the end.
    init(in blobs: any Blobs, from next: () async throws -> [UInt8]?) async throws {
        let upload = try await blobs.begin()
        var size: Int64 = 0
        do {
            while let bytes = try await next() {
                try await upload.write(bytes)
                size += Int64(bytes.count)
            }
            digest = try await upload.finish()
            self.size = size
        } catch {
            await upload.cancel()
            throw error
        }
    }
}
