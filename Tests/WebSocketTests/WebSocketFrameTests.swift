import Testing
import WebSocket

@Suite struct WebSocketFrameTests {
    @Test func `the unmasked frames of RFC 6455 are written`() {
        #expect(WebSocketFrame.text(Array("Hello".utf8)) == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(WebSocketFrame.ping(Array("Hello".utf8)) == [0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(WebSocketFrame.pong([]) == [0x8A, 0x00])
        #expect(WebSocketFrame.header(opcode: 2, length: 256) == [0x82, 0x7E, 0x01, 0x00])
        #expect(WebSocketFrame.header(opcode: 2, length: 65536) == [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0])
    }

    @Test(arguments: [(0, [0]), (125, [125]), (126, [126, 0, 126]), (65535, [126, 255, 255]), (-1, [0])] as [(Int, [UInt8])])
    func `lengths are written in their shortest form`(length: Int, field: [UInt8]) {
        #expect(WebSocketFrame.header(opcode: 1, length: length) == [0x81] + field)
    }

    @Test func `a close carries its code and a reason cut to whole characters`() {
        #expect(WebSocketFrame.close(code: nil, reason: "lost") == [0x88, 0])
        #expect(WebSocketFrame.close(code: 1001) == [0x88, 2, 0x03, 0xE9])
        #expect(WebSocketFrame.close(code: 4401, reason: "é") == [0x88, 4, 0x11, 0x31, 0xC3, 0xA9])
        let long = WebSocketFrame.close(code: 1000, reason: String(repeating: "中", count: 100))
        #expect(long.count == 2 + 2 + 123)
        let odd = WebSocketFrame.close(code: 1000, reason: "a" + String(repeating: "中", count: 100))
        #expect(odd.count == 2 + 2 + 121)
    }

    @Test func `control payloads are never longer than they may be`() {
        let long = [UInt8](repeating: 1, count: 200)
        #expect(WebSocketFrame.ping(long).count == 127)
        #expect(WebSocketFrame.pong(long).count == 127)
    }
}

@Suite struct WebSocketHandshakeTests {
    @Test func `the key of RFC 6455 has its answer`() {
        #expect(WebSocketHandshake.acceptKey(for: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(arguments: ["", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZSE=", "!GhlIHNhbXBsZSBub25jZQ=="])
    func `a key that is not 16 bytes has none`(key: String) {
        #expect(WebSocketHandshake.acceptKey(for: key) == nil)
    }
}

@Suite struct SHA1Tests {
    private func hash(_ text: String) -> String {
        SHA1.digest(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `the vectors of RFC 3174 hold`() {
        #expect(hash("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        let part = "0123456701234567012345670123456701234567012345670123456701234567"
        #expect(hash(String(repeating: part, count: 10)) == "dea356a2cddd90c7a7ecedc5ebb563934f460452")
        #expect(hash("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    }
}
