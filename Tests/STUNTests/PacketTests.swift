import STUN
import Testing

@Suite struct PacketKindTests {
    private func kind(_ bytes: [UInt8]) -> PacketKind { bytes.withUnsafeBytes { PacketKind($0) } }

    @Test func `the first byte tells what a packet is`() {
        for first in UInt8.min...UInt8.max {
            let expected: PacketKind =
                switch first {
                case 0...3: .stun
                case 16...19: .zrtp
                case 20...63: .dtls
                case 64...79: .turnChannel
                case 128...191: .rtp
                default: .unknown
                }
            #expect(kind([first, 0x6F]) == expected, "\(first)")
        }
        #expect(kind([]) == .unknown && kind([128]) == .unknown)
    }

    @Test func `the second byte tells RTCP from RTP`() {
        #expect((UInt8.min...UInt8.max).filter { kind([0x80, $0]) == .rtcp } == Array(192...223))
    }
}

@Suite struct PacketFramesTests {
    private func packets(_ stream: [UInt8], piece: Int, limit: Int = 100) -> ([[UInt8]], PacketFrames.Failure?) {
        var frames = PacketFrames(limit: limit), packets: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: piece) {
            let part = Array(stream[start..<min(start + piece, stream.count)])
            let result = part.withUnsafeBytes { buffer in
                Result { () throws(PacketFrames.Failure) in try frames.receive(buffer) { packets.append(Array($0)) } }
            }
            if case .failure(let failure) = result { return (packets, failure) }
        }
        return (packets, nil)
    }

    private func frame(_ packet: [UInt8]) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 2)
        #expect(head.withUnsafeMutableBytes { PacketFrames.writeHead(ofPacket: packet.count, to: $0) })
        return head + packet
    }

    @Test(arguments: 1...40) func `packets come out however the stream is cut`(_ piece: Int) {
        let sent = [[1], [UInt8](repeating: 7, count: 100), [2, 3], [UInt8](repeating: 9, count: 37)]
        let stream = sent.flatMap(frame) + frame([]) + frame([4])
        let (received, failure) = packets(stream, piece: piece)
        #expect(received == sent + [[4]] && failure == nil)
    }

    @Test(arguments: [1, 2, 3, 1000]) func `a packet longer than the limit ends the stream`(_ piece: Int) {
        let stream = frame([1]) + frame([UInt8](repeating: 0, count: 101)) + frame([2])
        let (received, failure) = packets(stream, piece: piece)
        #expect(received == [[1]] && failure == .tooLong)
    }

    @Test func `no head can say the length of a packet beyond 65535 bytes`() {
        var head: [UInt8] = [0, 0]
        head.withUnsafeMutableBytes { head in
            #expect(PacketFrames.writeHead(ofPacket: 65535, to: head))
            #expect(!PacketFrames.writeHead(ofPacket: 65536, to: head))
            #expect(!PacketFrames.writeHead(ofPacket: -1, to: head))
            #expect(!PacketFrames.writeHead(ofPacket: 1, to: UnsafeMutableRawBufferPointer(rebasing: head[..<1])))
        }
    }
}

@Suite struct TransportAddressTests {
    @Test func `addresses are written as everybody writes them`() {
        #expect(TransportAddress.Host.v4(0xC000_0201).text == "192.0.2.1")
        let v6: [(UInt64, UInt64, String)] = [
            (0x2001_0db8_0000_0000, 1, "2001:db8::1"), (0, 0, "::"), (0, 1, "::1"), (0x0001_0000_0000_0000, 0, "1::"),
            (0x0001_0002_0003_0004, 0x0005_0006_0007_0008, "1:2:3:4:5:6:7:8"),
            (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
            (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
        ]
        for (high, low, text) in v6 { #expect(TransportAddress.Host.v6(high: high, low: low).text == text) }
    }

    @Test func `an IPv4 address within IPv6 is an IPv4 address`() {
        #expect(TransportAddress(.v6(high: 0, low: 0xFFFF_C000_0201), port: 1) == TransportAddress(.v4(0xC000_0201), port: 1))
    }
}
