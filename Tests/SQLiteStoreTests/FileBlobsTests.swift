import Bytes
import Domain
import Foundation
import Hub
import Logging
import SQLiteStore
import Testing

@Suite("The bytes of attachments")
struct FileBlobsTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("blobs-\(UUID().uuidString)").path
    private let blobs: FileBlobs

    init() throws {
        blobs = try FileBlobs(
            folder: folder, thumbnailer: ["/bin/echo", "640 400 0"], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func upload(_ bytes: [UInt8], to blobs: FileBlobs) async throws -> [UInt8] {
        let upload = try await blobs.begin()
        for start in stride(from: 0, to: bytes.count, by: 1_000) {
            try await upload.write(Array(bytes[start..<min(start + 1_000, bytes.count)]))
        }
        return try await upload.finish()
    }

    private var files: [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    @Test("A file is named by the SHA-256 of its bytes")
    func naming() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let digest = try await upload(Array("abc".utf8), to: blobs)
        #expect(Hex.encode(digest) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(files == ["ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
        #expect(FileManager.default.contents(atPath: blobs.path(of: digest)) == Data("abc".utf8))
    }

    @Test("The same bytes are kept once")
    func once() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
        let first = try await upload(bytes, to: blobs), second = try await upload(bytes, to: blobs)
        #expect(first == second)
        #expect(files.count == 1)
    }

    @Test("What is cancelled leaves nothing, and cannot be finished")
    func cancelling() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let upload = try await blobs.begin()
        try await upload.write([1, 2, 3])
        await upload.cancel()
        #expect(files.isEmpty)
        await #expect(throws: (any Error).self) { _ = try await upload.finish() }
        await #expect(throws: (any Error).self) { try await upload.write([4]) }
    }

    @Test("What a stop cut off is cleared away at the next start")
    func leftovers() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let digest = try await upload([1], to: blobs)
        #expect(FileManager.default.createFile(atPath: folder + "/incoming/half", contents: Data([1, 2])))
        blobs.removeLeftovers()
        #expect(files.count == 1)
        #expect(FileManager.default.fileExists(atPath: blobs.path(of: digest)))
    }

    @Test("A recording grows, and no start and no sweep takes it")
    func recordings() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let id = RecordingID(rawValue: .max)
        #expect(try await blobs.read(id, from: 0, atMost: 10) == [])
        #expect(try await blobs.recordings() == [])
        try await blobs.append([1, 2, 3], to: id)
        try await blobs.append([4, 5], to: id)
        blobs.removeLeftovers()
        #expect(try await blobs.digests(before: .max).isEmpty)
        #expect(try await blobs.recordings() == [id])
        #expect(try await blobs.read(id, from: 1, atMost: 3) == [2, 3, 4])
        #expect(try await blobs.read(id, from: 4, atMost: 3) == [5])
        #expect(try await blobs.read(id, from: 5, atMost: 3) == [])
        for _ in 0..<2 { try await blobs.removeRecording(id) }
        #expect(files.isEmpty)
    }

    @Test("Bytes that are being attached outlive the deletion of their copy")
    func holding() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let digest = try await upload([7, 7], to: blobs)
        await blobs.settle(digest, kept: true)
        _ = try await upload([7, 7], to: blobs)
        await blobs.remove(digest)
        #expect(files.count == 1)
        await blobs.settle(digest, kept: true)
        #expect(files.count == 1)
        await blobs.remove(digest)
        #expect(files.isEmpty)
    }

    @Test("Bytes that were given up while held go when the last hold ends in vain")
    func givingUp() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let digest = try await upload([8], to: blobs)
        await blobs.remove(digest)
        #expect(files.count == 1)
        await blobs.settle(digest, kept: false)
        #expect(files.isEmpty)
    }

    @Test("Only pictures are looked at, by their bytes")
    func inspection() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = try await upload(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), to: blobs)
        #expect(await blobs.inspect(text, type: "image/png") == nil)
    }

    @Test("A full disk is said to be one", .enabled(if: geteuid() == 0, "mounting a small disk takes root"))
    func fullDisk() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard mount("tmpfs", folder + "/incoming", "tmpfs", 0, "size=65536") == 0 else { return }
        defer { umount2(folder + "/incoming", 2) }
        let upload = try await blobs.begin()
        await #expect(throws: StorageFull.self) {
            for _ in 0..<100 { try await upload.write([UInt8](repeating: 1, count: 4_096)) }
        }
        await upload.cancel()
        #expect(files.isEmpty)
    }
}
