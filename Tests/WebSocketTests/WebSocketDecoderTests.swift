import Testing
import WebSocket

@Suite struct WebSocketDecoderTests {
    @Test func `the masked hello of RFC 6455 is read`() {
        let bytes: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(decode(bytes) == Outcome(items: [.text(Array("Hello".utf8))]))
    }

    @Test func `a payload of any length is unmasked`() {
        var generator = SeededGenerator(state: 7)
        for length in Array(0...300) + [65535, 65536, 70000, 131_072] {
            let payload = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let mask = (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let frame = ClientFrame(opcode: 2, payload: payload, mask: mask)
            #expect(decode(frame) == Outcome(items: [.binary(payload)]), "length \(length)")
            let zeros = ClientFrame(opcode: 2, payload: payload, mask: [0, 0, 9, 0])
            #expect(decode(zeros) == Outcome(items: [.binary(payload)]), "length \(length)")
        }
    }

    @Test func `fragments are joined and control frames pass between them`() {
        let outcome = decode(
            .text("Hel", isFinal: false), ClientFrame(opcode: 9, payload: [1, 2]), .continuation(Array("lo".utf8), isFinal: false),
            ClientFrame(opcode: 10), .continuation([]), ClientFrame(opcode: 2, payload: [7], isFinal: false), .continuation([8]))
        #expect(outcome == Outcome(items: [.ping([1, 2]), .pong([]), .text(Array("Hello".utf8)), .binary([7, 8])]))
    }

    @Test func `the items do not depend on where the stream is cut`() {
        let bytes = [
            ClientFrame.text("é中😀 and ASCII"), ClientFrame(opcode: 2, payload: Array(0...140)), .text("a", isFinal: false),
            ClientFrame(opcode: 9, payload: Array(0..<9)), .continuation(Array("é中".utf8).dropLast(), isFinal: false),
            ClientFrame(opcode: 10), .continuation(Array("中".utf8).suffix(1)), .text(""), .close(1000, Array("é".utf8)),
            .text("nothing"),
        ].flatMap(\.bytes)
        let whole = decode(bytes)
        #expect(whole.items.count == 7 && whole.error == nil)
        #expect(decode(bytes, cuts: Array(1..<bytes.count)) == whole)
        for first in 0...bytes.count {
            #expect(decode(bytes, cuts: [first]) == whole, "cut at \(first)")
            for second in stride(from: first, through: bytes.count, by: 7) {
                #expect(decode(bytes, cuts: [first, second]) == whole, "cut at \(first) and \(second)")
            }
        }
    }

    @Test func `random streams give the same items however they are cut`() {
        var generator = SeededGenerator(state: 11)
        for _ in 0..<500 {
            let bytes = (0..<6).flatMap { _ in ClientFrame.random(using: &generator).bytes }
            let whole = decode(bytes, maxMessage: 400)
            for _ in 0..<5 {
                let cuts = (0..<5).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
                #expect(decode(bytes, cuts: cuts, maxMessage: 400) == whole)
            }
        }
    }

    @Test func `nothing comes after a close`() {
        #expect(decode(.close(1000), .text("x"), ClientFrame(opcode: 9)) == Outcome(items: [.close(code: 1000, reason: [])]))
        #expect(decode(ClientFrame(opcode: 8), ClientFrame(opcode: 5)) == Outcome(items: [.close(code: nil, reason: [])]))
    }

    @Test func `nothing comes after an error`() {
        var decoder = WebSocketDecoder()
        var outcome = Outcome()
        decoder.receive(ClientFrame(opcode: 3).bytes, into: &outcome)
        #expect(outcome == Outcome(error: .unknownOpcode))
        decoder.receive(ClientFrame.text("x").bytes, into: &outcome)
        #expect(outcome == Outcome(error: .unknownOpcode))
    }

    @Test func `an error of the receiver ends the decoder`() {
        struct Refused: Error {}
        var decoder = WebSocketDecoder()
        let bytes = ClientFrame.text("x").bytes
        #expect(throws: Refused.self) { try bytes.withUnsafeBytes { try decoder.receive($0) { _ in throw Refused() } } }
        var outcome = Outcome()
        decoder.receive(bytes, into: &outcome)
        #expect(outcome == Outcome())
    }
}

extension ClientFrame {
    /// A frame that is mostly right.
    static func random(using generator: inout SeededGenerator) -> ClientFrame {
        let opcode: UInt8 = [0, 0, 1, 1, 2, 9, 10, 8, 3].randomElement(using: &generator) ?? 1
        let length = Int.random(in: 0...(Bool.random(using: &generator) ? 5 : 150), using: &generator)
        let payload = (0..<length).map { _ in UInt8.random(in: 0x20...(length == 5 ? 0xFF : 0x7E), using: &generator) }
        return ClientFrame(
            opcode: opcode, payload: opcode == 8 ? [3, 232] + payload : payload,
            isFinal: opcode >= 8 || Bool.random(using: &generator))
    }
}

/// A generator whose numbers are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
