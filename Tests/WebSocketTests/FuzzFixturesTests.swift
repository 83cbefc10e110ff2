import Foundation
import Testing
import WebSocket

@Suite struct FuzzFixturesTests {
    @Test func `every stream kept by the fuzzer gives the same items however it is cut`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/fuzz/WebSocket")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let stream = Array(try Data(contentsOf: file).dropFirst())
            let whole = decode(stream, maxMessage: 300)
            for piece in 1...300 {
                let cuts = Array(stride(from: piece, to: stream.count, by: piece))
                #expect(decode(stream, cuts: cuts, maxMessage: 300) == whole, "\(file.lastPathComponent) in pieces of \(piece)")
            }
        }
    }
}
