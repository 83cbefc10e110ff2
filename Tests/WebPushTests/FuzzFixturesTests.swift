import Foundation
import Testing
import WebPush

@Suite struct FuzzFixturesTests {
    @Test func `every subscription kept by the fuzzer is refused or has an origin`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/fuzz/WebPush")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard lines.count == 3,
                let taken = try? PushSubscription(endpoint: lines[0], p256dh: lines[1], auth: lines[2])
            else { continue }
            #expect(taken.endpoint.lowercased().hasPrefix(taken.origin), "\(file.lastPathComponent)")
        }
    }
}
