import Foundation
import JSON
import Testing

@Suite struct FuzzFixturesTests {
    @Test func `every text kept by the fuzzer is refused or survives writing and reading`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/fuzz/JSON")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            guard let value = try? JSONParser.parse(Array(try Data(contentsOf: file))) else { continue }
            var writer = JSONWriter()
            writer.value(value)
            #expect(try JSONParser.parse(writer.bytes, limits: JSONLimits(bytes: .max)) == value, "\(file.lastPathComponent)")
        }
    }
}
