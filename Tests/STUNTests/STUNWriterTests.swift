import STUN
import Testing

@Suite struct STUNWriterTests {
    private let key = IntegrityKey(password: "secret")

    @Test func `what is written is read again`() throws {
        let address = TransportAddress(.v6(high: 0x2001_0db8_0000_0001, low: 0x0203_0405_0607_0809), port: 65535)
        let bytes = try #require(
            write(.request) {
                $0.username("ours:theirs")
                $0.priority(0xFFFF_FFFE)
                $0.role(.controlling(.max))
                $0.useCandidate()
                $0.software("test")
                $0.xorMappedAddress(address)
                $0.integrity(key)
                $0.fingerprint()
            })
        let message = try read(bytes)
        #expect(message.attributes.priority == 0xFFFF_FFFE)
        #expect(message.attributes.role == .controlling(.max))
        #expect(message.attributes.isNominating && message.attributes.hasFingerprint)
        #expect(message.attributes.mapped == address)
        #expect(message.attributes.unknown.count == 0)
        #expect(try isAuthentic(bytes, password: "secret"))
    }

    @Test(
        arguments: zip(
            [ErrorCode.badRequest, .unauthenticated, .unknownAttribute, .roleConflict], [400, 401, 420, 487] as [UInt16]))
    func `an error's code is read again`(_ code: ErrorCode, _ number: UInt16) throws {
        let bytes = try #require(write(.error) { $0.errorCode(code) })
        #expect(try read(bytes).attributes.errorCode == number)
        #expect(String(decoding: bytes, as: UTF8.self).contains(String(describing: code.reason)))
    }

    @Test func `a message that does not fit is none`() throws {
        let whole = try #require(
            write(.success) {
                $0.xorMappedAddress(.test(1))
                $0.integrity(key)
                $0.fingerprint()
            })
        for room in 0..<whole.count {
            let bytes = write(.success, room: room) {
                $0.xorMappedAddress(.test(1))
                $0.integrity(key)
                $0.fingerprint()
            }
            #expect(bytes == nil, "\(room) bytes")
        }
    }

    @Test func `without a checksum the code alone shows each changed bit`() throws {
        let bytes = try #require(write(.request) { $0.integrity(key) })
        for bit in 0..<160 {
            var changed = bytes
            changed[24 + bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try !isAuthentic(changed, password: "secret"), "bit \(bit)")
        }
    }

    @Test func `a password longer than a block of the hash is hashed first`() throws {
        let password = String(repeating: "p", count: 100)
        let bytes = try #require(write(.request) { $0.integrity(IntegrityKey(password: password)) })
        #expect(try isAuthentic(bytes, password: password))
        #expect(try !isAuthentic(bytes, password: String(password.prefix(64))))
    }
}
