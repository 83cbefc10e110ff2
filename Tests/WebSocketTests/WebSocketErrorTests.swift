import Testing
import WebSocket

@Suite struct WebSocketErrorTests {
    @Test(arguments: [1, 2, 4, 7] as [UInt8])
    func `reserved bits are refused`(bits: UInt8) {
        #expect(decode(ClientFrame(opcode: 1, reserved: bits)).error == .reservedBits)
    }

    @Test(arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    func `unknown opcodes are refused`(opcode: UInt8) {
        #expect(decode(ClientFrame(opcode: opcode)).error == .unknownOpcode)
    }

    @Test(arguments: [0, 1, 2, 8, 9, 10] as [UInt8])
    func `an unmasked frame is refused before its payload`(opcode: UInt8) {
        #expect(decode([0x80 | opcode, 0x7F]).error == .unmasked)
    }

    @Test(arguments: [8, 9, 10] as [UInt8])
    func `control frames are short and whole`(opcode: UInt8) {
        let longest: [UInt8] = [3, 232] + [UInt8](repeating: 0x61, count: 123)
        #expect(decode(ClientFrame(opcode: opcode, payload: longest)).error == nil)
        #expect(decode(ClientFrame(opcode: opcode, payload: longest + [0x61])).error == .badControl)
        #expect(decode(ClientFrame(opcode: opcode, isFinal: false)).error == .badControl)
    }

    @Test func `continuations need a beginning and beginnings an end`() {
        #expect(decode(.continuation([1])).error == .badContinuation)
        #expect(decode(.text("a"), .continuation([1])).error == .badContinuation)
        #expect(decode(.text("a", isFinal: false), .text("b")).error == .badContinuation)
        #expect(decode(.text("a", isFinal: false), ClientFrame(opcode: 2)).error == .badContinuation)
        #expect(decode(.text("", isFinal: false), .text("b", isFinal: false)).error == .badContinuation)
    }

    @Test func `lengths must be in their shortest form`() {
        for length in [0, 1, 125] {
            let payload = [UInt8](repeating: 1, count: length)
            #expect(decode(ClientFrame(opcode: 2, payload: payload, lengthBytes: 2)).error == .badLength)
            #expect(decode(ClientFrame(opcode: 2, payload: payload, lengthBytes: 8)).error == .badLength)
        }
        let payload = [UInt8](repeating: 1, count: 65535)
        #expect(decode(ClientFrame(opcode: 2, payload: payload, lengthBytes: 8)).error == .badLength)
        #expect(decode(ClientFrame(opcode: 2, payload: payload)).error == nil)
    }

    @Test func `a message stops at its limit before its payload arrives`() {
        let mask: [UInt8] = [0, 0, 0, 0]
        #expect(decode([0x82, 0xFF, 0, 0, 0, 0, 0, 2, 0, 1] + mask).error == .tooLong)
        #expect(decode([0x82, 0xFF, 0, 0, 0, 0, 0, 2, 0, 0] + mask).error == nil)
        #expect(decode([0x82, 0xFF] + [UInt8](repeating: 0xFF, count: 8) + mask).error == .tooLong)
        #expect(decode([0x82, 0xFF, 0x7F] + [UInt8](repeating: 0xFF, count: 7) + mask).error == .tooLong)
    }

    @Test func `the fragments of a message stop at its limit together`() {
        let half = ClientFrame(opcode: 2, payload: [1, 2, 3], isFinal: false)
        #expect(decode(half, .continuation([4, 5]), maxMessage: 5).items == [.binary([1, 2, 3, 4, 5])])
        #expect(decode(half, .continuation([4, 5, 6]), maxMessage: 5).error == .tooLong)
        #expect(decode(half, ClientFrame(opcode: 9, payload: [1, 2, 3, 4, 5, 6]), maxMessage: 5).error == nil)
        #expect(decode(.continuation([]), maxMessage: 0).error == .badContinuation)
        #expect(decode(.text("", isFinal: false), .continuation([]), maxMessage: 0).items == [.text([])])
    }

    @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xB8], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
    func `a text that is not UTF-8 is refused in one frame and in several`(bad: [UInt8]) {
        let text = Array("a text long enough for words ".utf8) + bad
        #expect(decode(ClientFrame(opcode: 1, payload: text)).error == .badUTF8)
        for cut in 0...text.count {
            let first = ClientFrame(opcode: 1, payload: Array(text[..<cut]), isFinal: false)
            #expect(decode(first, .continuation(Array(text[cut...]))).error == .badUTF8)
        }
        #expect(decode(ClientFrame(opcode: 2, payload: text)).error == nil)
    }

    @Test func `a bad text fails at its first bad byte`() {
        let frame = ClientFrame(opcode: 1, payload: Array("good".utf8) + [0xFF] + Array("and more to come".utf8), isFinal: false)
        let head = frame.bytes.count - frame.payload.count
        #expect(decode(Array(frame.bytes[..<(head + 4)])).error == nil)
        #expect(decode(Array(frame.bytes[..<(head + 5)])).error == .badUTF8)
    }

    @Test(
        arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4401, 4999]
            as [UInt16])
    func `close codes that may be sent are taken`(code: UInt16) {
        #expect(decode(.close(code, Array("bye".utf8))).items == [.close(code: code, reason: Array("bye".utf8))])
    }

    @Test(arguments: [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] as [UInt16])
    func `other close codes are refused`(code: UInt16) {
        #expect(decode(.close(code)) == Outcome(error: .badClose))
    }

    @Test func `a close of one byte or with a bad reason is refused`() {
        #expect(decode(ClientFrame(opcode: 8, payload: [3])) == Outcome(error: .badClose))
        #expect(decode(.close(1000, [0xFF])) == Outcome(error: .badUTF8))
    }

    @Test func `each error has its close code`() {
        #expect(WebSocketDecoder.ProtocolError.badUTF8.closeCode == 1007)
        #expect(WebSocketDecoder.ProtocolError.tooLong.closeCode == 1009)
        #expect(WebSocketDecoder.ProtocolError.unmasked.closeCode == 1002)
        #expect(WebSocketDecoder.ProtocolError.badClose.closeCode == 1002)
    }
}
