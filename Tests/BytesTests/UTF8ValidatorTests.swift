import Bytes
import Testing

@Suite struct UTF8ValidatorTests {
    /// The standard library's judgement.
    private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    private func firstError(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { UTF8Validator.firstError(in: $0) }
    }

    @Test func `every sequence of up to three bytes is judged as the library judges it`() {
        var wrong = 0
        for first in UInt8.min...UInt8.max {
            if (firstError([first]) == nil) != isValid([first]) { wrong += 1 }
            for second in UInt8.min...UInt8.max {
                if (firstError([first, second]) == nil) != isValid([first, second]) { wrong += 1 }
                guard first >= 0xE0 else { continue }
                for third in stride(from: 0, through: 255, by: 5).map(UInt8.init) + [0x7F, 0x80, 0xBF, 0xC0] {
                    let sequence = [first, second, third], longer = sequence + Array("and more".utf8)
                    if (firstError(sequence) == nil) != isValid(sequence) { wrong += 1 }
                    if (firstError(longer) == nil) != isValid(longer) { wrong += 1 }
                }
            }
        }
        #expect(wrong == 0)
    }

    @Test func `four byte characters end at U+10FFFF`() {
        #expect(firstError([0xF4, 0x8F, 0xBF, 0xBF]) == nil)
        #expect(firstError([0xF4, 0x90, 0x80, 0x80]) == 1)
        #expect(firstError([0xF0, 0x8F, 0xBF, 0xBF]) == 1)
        #expect(firstError([0xF0, 0x90, 0x80, 0x80]) == nil)
        #expect(firstError([0xF0, 0x9F, 0x98]) == 3)
    }

    @Test func `each character is valid and each part of it alone is not`() {
        for code in UInt32(0)...0x10FFFF {
            guard code % 7 == 0 || code < 0x1000, let scalar = UnicodeScalar(code) else { continue }
            let bytes = Array(String(scalar).utf8)
            if firstError(bytes) != nil || (bytes.count > 1 && firstError(bytes.dropLast()) != bytes.count - 1) {
                Issue.record("U+\(String(code, radix: 16))")
            }
        }
    }

    @Test func `a text is valid however it is cut`() {
        let text = Array("plain ASCII, é, ελληνικά, 日本語中文한국어, 😀👩‍👩‍👧 and \u{10FFFF} at the end, twelve more".utf8)
        for cut in 0...text.count {
            var validator = UTF8Validator()
            for part in [text[..<cut], text[cut...]] {
                #expect(Array(part).withUnsafeBytes { validator.firstError(in: $0) } == nil)
            }
            #expect(validator.isComplete)
        }
    }

    @Test func `an error is found where it is, at any alignment`() {
        for prefix in 0..<40 {
            for filler in ["a", "é", "中", "😀"] {
                let before = Array(String(repeating: filler, count: prefix).utf8)
                for (bad, offset) in [([0xFF], 0), ([0xED, 0xA0], 1), ([0xE4, 0xB8, 0x41], 2)] as [([UInt8], Int)] {
                    #expect(firstError(before + bad + Array("tail and more".utf8)) == before.count + offset)
                }
            }
        }
    }
}
