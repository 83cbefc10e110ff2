import Bytes
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func `the vectors of RFC 4648 hold`(plain: String, coded: String) {
        let bytes = Array(plain.utf8), unpadded = coded.filter { $0 != "=" }
        #expect(Base64.encode(bytes) == coded)
        #expect(Base64.decode(coded, maxBytes: 6) == bytes)
        #expect(Base64URL.encode(bytes) == unpadded)
        #expect(Base64URL.decode(unpadded, maxBytes: 6) == bytes)
    }

    @Test func `the last two characters differ between the alphabets`() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.encode(bytes) == "++//")
        #expect(Base64URL.encode(bytes) == "--__")
        #expect(Base64.decode("--__", maxBytes: 3) == nil)
        #expect(Base64URL.decode("++//", maxBytes: 3) == nil)
    }

    @Test func `random bytes survive`() {
        var generator = SystemRandomNumberGenerator()
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.decode(Base64.encode(bytes), maxBytes: length) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes), maxBytes: length) == bytes)
            #expect(Hex.decode(Hex.encode(bytes), maxBytes: length) == bytes)
        }
    }

    @Test(arguments: ["A", "AAAAA", "AA==", "AAA=", "AB", "AAB", "AA A", " AAAA", "AAAA\n", "AA\0A", "AAÄ", "=", "A===", "é"])
    func `what is not canonical is refused without padding`(text: String) {
        #expect(Base64URL.decode(text, maxBytes: 99) == nil)
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAA==", "AAAA=", "AAAA====", "AA=A", "A===", "====", "=", "AB==", "AAB=", "AA==" + "AAAA", "AA\n=",
    ])
    func `what is not canonical is refused with padding`(text: String) {
        #expect(Base64.decode(text, maxBytes: 99) == nil)
    }

    @Test func `no more bytes come out than are allowed`() {
        #expect(Base64URL.decode("AAAA", maxBytes: 3)?.count == 3)
        #expect(Base64URL.decode("AAAAAA", maxBytes: 3) == nil)
        #expect(Base64.decode("AAAAAA==", maxBytes: 3) == nil)
        #expect(Hex.decode("00000000", maxBytes: 3) == nil)
    }

    @Test func `hexadecimal digits are read in either case and written in lower case`() {
        #expect(Hex.encode([0x00, 0x9A, 0xFF]) == "009aff")
        #expect(Hex.decode("009AfF", maxBytes: 3) == [0x00, 0x9A, 0xFF])
        for text in ["0", "0g", "0 ", "-1", "0x", "é"] { #expect(Hex.decode(text, maxBytes: 9) == nil) }
    }
}
