import STUN
import Testing

/// The samples of RFC 5769.
@Suite struct RFC5769Tests {
    private static let password = "VOkJxbRl1RmTxUk/WvJxBt"
    private static let request = hex(
        """
        00010058 2112a442 b7e7a701bc34d686fa87dfae
        80220010 5354554e207465737420636c69656e74
        00240004 6e0001ff
        80290008 932ff9b151263b36
        00060009 6576746a3a68367659202020
        00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
        80280004 e57a3bcf
        """)
    private static let responseV4 = hex(
        """
        0101003c 2112a442 b7e7a701bc34d686fa87dfae
        8022000b 7465737420766563746f7220
        00200008 0001a147e112a643
        00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
        80280004 c07d4c96
        """)
    private static let responseV6 = hex(
        """
        01010048 2112a442 b7e7a701bc34d686fa87dfae
        8022000b 7465737420766563746f7220
        00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
        00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
        80280004 c8fb0b4c
        """)

    @Test func `the request is read and its code and checksum are right`() throws {
        let message = try read(Self.request)
        #expect(message.messageClass == .request && message.method == .binding)
        #expect(message.transaction == TransactionID(high: 0xb7e7_a701_bc34_d686, low: 0xfa87_dfae))
        #expect(message.attributes.priority == 0x6e00_01ff)
        #expect(message.attributes.role == .controlled(0x932f_f9b1_5126_3b36))
        #expect(message.attributes.hasFingerprint && !message.attributes.isNominating)
        let name = Self.request.withUnsafeBytes { bytes in message.username(in: bytes).map { String(decoding: $0, as: UTF8.self) } }
        #expect(name == "evtj:h6vY")
        #expect(try isAuthentic(Self.request, password: Self.password))
        #expect(try !isAuthentic(Self.request, password: "VOkJxbRl1RmTxUk/WvJxBT"))
    }

    @Test func `the responses are read and their codes are right`() throws {
        let v4 = TransportAddress(.v4(0xC000_0201), port: 32853)
        let v6 = TransportAddress(.v6(high: 0x2001_0db8_1234_5678, low: 0x0011_2233_4455_6677), port: 32853)
        for (bytes, address) in [(Self.responseV4, v4), (Self.responseV6, v6)] {
            let message = try read(bytes)
            #expect(message.messageClass == .success)
            #expect(message.attributes.mapped == address)
            #expect(try isAuthentic(bytes, password: Self.password))
        }
    }

    /// Where the checksum's type stands: as another attribute it would come after the code, and be passed over.
    private static let checksumType = 100..<102

    @Test func `a changed bit anywhere is seen`() throws {
        for index in Self.request.indices where !Self.checksumType.contains(index) {
            for bit in 0..<8 {
                var bytes = Self.request
                bytes[index] ^= 1 << UInt8(bit)
                #expect((try? isAuthentic(bytes, password: Self.password)) != true, "bit \(bit) of byte \(index)")
            }
        }
    }
}
