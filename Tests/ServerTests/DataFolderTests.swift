import Foundation
import Server
import Testing

@Suite("The data folder")
struct DataFolderTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("data-\(UUID().uuidString)/deep").path

    @Test("It is made for its owner only, and only once in use")
    func locking() throws {
        let folder = DataFolder(path)
        try folder.make()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o700)
        do {
            let lock = try folder.lock()
            #expect(try folder.tryLock() == nil)
            let error = #expect(throws: Complaint.self) { _ = try folder.lock() }
            #expect(error?.description.contains(path) == true)
            withExtendedLifetime(lock) {}
        }
        #expect(try folder.tryLock() != nil)
    }

    @Test("What is no folder, or may not be made, is said")
    func unfit() throws {
        #expect(throws: Complaint.self) { try DataFolder("/dev/null").make() }
        #expect(throws: Complaint.self) { try DataFolder("/proc/confab").make() }
    }

    @Test("Commands find the running server by a file that only its owner can read")
    func runFile() throws {
        let folder = DataFolder(path)
        try folder.make()
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(RunFile.read(in: folder) == nil)
        let run = RunFile(pid: 12, url: "http://127.0.0.1:1", token: "T\"oken", publicURL: "https://chat.example.org", version: "1")
        try run.write(in: folder)
        #expect(RunFile.read(in: folder) == run)
        #expect(try FileManager.default.attributesOfItem(atPath: path + "/run.json")[.posixPermissions] as? Int == 0o600)
        RunFile.remove(in: folder)
        #expect(RunFile.read(in: folder) == nil)
    }
}
