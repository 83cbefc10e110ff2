import Bytes
import Testing

@Suite struct Base32Tests {
    @Test(
        arguments: [
            (0, "0000000000000"), (1, "0000000000001"), (31, "000000000000z"), (32, "0000000000010"), (UInt64.max, "fzzzzzzzzzzzz"),
            (1 << 63, "8000000000000"), (0x0123_4567_89AB_CDEF, "028t5cy4tqkff"),
        ] as [(UInt64, String)])
    func `numbers have their text`(number: UInt64, text: String) {
        #expect(Base32.encode(number) == text)
        #expect(Base32.decode(text) == number)
    }

    @Test(arguments: [
        "", "000000000000", "00000000000000", "g000000000000", "zzzzzzzzzzzzz", "000000000000i", "000000000000l",
        "000000000000o", "000000000000u", "000000000000A", "00000000000 0", "00000000000é", "-000000000001",
    ])
    func `every other text is refused`(text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test func `texts sort as their numbers do`() {
        let numbers = (0..<64).flatMap { [UInt64(1) << $0, (UInt64(1) << $0) - 1, (UInt64(1) << $0) + 1] }.sorted()
        #expect(numbers.map(Base32.encode) == numbers.map(Base32.encode).sorted())
        #expect(numbers.map { Base32.decode(Base32.encode($0)) } == numbers)
    }
}
