import STUN
import Testing

@Suite struct STUNMessageTests {
    private func error(_ bytes: [UInt8]) -> STUNError? {
        do throws(STUNError) {
            _ = try read(bytes)
            return nil
        } catch {
            return error
        }
    }

    private let head = hex("0001 0000 2112a442 000102030405060708090a0b")

    /// A request of these attributes, with the right length.
    private func request(_ attributes: [UInt8]) -> [UInt8] {
        var bytes = head + attributes
        bytes[2] = UInt8(attributes.count >> 8)
        bytes[3] = UInt8(attributes.count & 0xFF)
        return bytes
    }

    @Test func `what is no message is told`() {
        #expect(error(head) == nil)
        for count in 0..<20 { #expect(error(Array(head.prefix(count))) == .notSTUN) }
        #expect(error([0x40] + head.dropFirst()) == .notSTUN)
        #expect(error(hex("0001 0000 2112a443 000102030405060708090a0b")) == .notSTUN)
        #expect(error(head + [0]) == .badLength)
        #expect(error(hex("0001 0004 2112a442 000102030405060708090a0b")) == .badLength)
        #expect(error(hex("0001 0001 2112a442 000102030405060708090a0b 00")) == .badLength)
        #expect(error(request([UInt8](repeating: 0xFF, count: 2032))) == .tooLong)
    }

    @Test func `attributes that do not fit are told`() {
        #expect(error(request(hex("8022 0005 61626364"))) == .badAttribute)
        #expect(error(request(hex("8022 ffff 61626364"))) == .badAttribute)
        #expect(error(request(hex("0024 0003 00000000"))) == .badAttribute)
        #expect(error(request(hex("8029 0004 00000000"))) == .badAttribute)
        #expect(error(request(hex("0020 0008 0003 0000 00000000"))) == .badAttribute)
        #expect(error(request(hex("0020 0008 0002 0000 00000000"))) == .badAttribute)
        #expect(error(request(hex("0009 0000"))) == .badAttribute)
        #expect(error(request(hex("0008 0004 00000000"))) == .badAttribute)
        #expect(error(request(hex("8028 0000"))) == .badAttribute)
        #expect(error(request(hex("8028 0004 00000000"))) == .badFingerprint)
        #expect(error(request(hex("0006 0204") + [UInt8](repeating: 0x61, count: 516))) == .badAttribute)
        #expect(error(request([[UInt8]](repeating: hex("8022 0000"), count: 33).flatMap { $0 })) == .tooManyAttributes)
    }

    @Test func `of two alike the first counts, and nothing after the code`() throws {
        let two = try read(request(hex("0024 0004 00000001 0024 0004 00000002")))
        #expect(two.attributes.priority == 1)
        let code = hex("0008 0014") + [UInt8](repeating: 0, count: 20)
        let after = try read(request(code + hex("0025 0000 7f00 0000")))
        #expect(!after.attributes.isNominating && after.attributes.unknown.count == 0)
    }

    @Test func `no more unknown attributes are remembered than can be told`() throws {
        let message = try read(request((1...9).flatMap { hex("7f00 0000").dropLast(3) + [UInt8($0), 0, 0] }))
        #expect(message.attributes.unknown.count == 4)
        #expect((0...4).map { message.attributes.unknown[$0] } == [0x7F01, 0x7F02, 0x7F03, 0x7F04, 0])
    }

    @Test func `the addressee is the eight characters before the colon`() throws {
        func addressee(_ name: String) throws -> UserFragment? {
            let bytes = try #require(write(.request) { $0.username(name) })
            let message = try read(bytes)
            return bytes.withUnsafeBytes { message.addressee(in: $0) }
        }
        #expect(try addressee("abcdefgh:x") == UserFragment("abcdefgh"))
        #expect(try addressee("abcdefgh:")?.text == "abcdefgh")
        for name in ["abcdefgh", "abcdefg:x", "abcdefghi:x", ""] { #expect(try addressee(name) == nil) }
    }

    @Test func `new credentials are of the letters of ICE, and never the same`() {
        var random = SystemRandomNumberGenerator()
        let all = (0..<100).map { _ in ICECredentials(using: &random) }
        #expect(Set(all.map(\.fragment)).count == 100 && Set(all.map(\.password)).count == 100)
        for one in all {
            #expect(one.fragment.text.utf8.count == 8 && one.password.utf8.count == 24)
            #expect(
                (one.fragment.text + one.password).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/".contains($0)) })
        }
    }
}
