import SRTP
import Testing

/// Rollover, reordering and replay (RFC 3711 §3.3).
@Suite struct IndexTests {
    /// Both directions of one association, which know the source 1 at a rollover counter.
    private struct Ends: ~Copyable {
        var sender: OutboundSRTP
        var receiver: InboundSRTP

        init(rollover: UInt32 = 0, control: UInt32 = 0, sourceLimit: Int = 64) throws {
            let keys = try #require(Material(.aes128Galois).keys)
            var sender = try OutboundSRTP(keys, sourceLimit: sourceLimit)
            var receiver = try InboundSRTP(keys, sourceLimit: sourceLimit)
            try sender.begin(ssrc: 1, rollover: rollover, control: control)
            try receiver.begin(ssrc: 1, rollover: rollover)
            self.sender = sender
            self.receiver = receiver
        }

        mutating func sealed(_ sequence: UInt16) throws -> [UInt8] {
            try sender.packet(Packet(sequence: sequence, ssrc: 1).bytes)
        }

        /// Whether the receiver opens it, or why not.
        mutating func refusal(_ sealed: [UInt8]) throws -> SRTPError? {
            do throws(SRTPError) {
                _ = try receiver.packet(sealed)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test(arguments: [0, 1, 0xFFFF, 0xFFFF_FFFE] as [UInt32])
    func `packets reordered across the wrap are opened once each`(rollover: UInt32) throws {
        var ends = try Ends(rollover: rollover), packets: [[UInt8]] = []
        for step in 0..<120 { packets.append(try ends.sealed(65480 &+ UInt16(step))) }
        var generator = SeededGenerator(state: 8)
        let order = [0] + (1..<120).shuffled(using: &generator)
        for place in order { #expect(try ends.refusal(packets[place]) == nil, "\(place)") }
        for place in order { #expect(try ends.refusal(packets[place]) == .replayed, "\(place)") }
    }

    @Test func `the window reaches back 127 packets`() throws {
        var ends = try Ends(), packets: [[UInt8]] = []
        for step in 0..<130 { packets.append(try ends.sealed(65500 &+ UInt16(step))) }
        #expect(try ends.refusal(packets[0]) == nil)
        #expect(try ends.refusal(packets[129]) == nil)
        #expect(try ends.refusal(packets[2]) == nil)
        #expect(try ends.refusal(packets[2]) == .replayed)
        #expect(try ends.refusal(packets[1]) == .tooOld)
    }

    @Test func `a gap of half a round is bridged and a greater one is not`() throws {
        var ends = try Ends()
        #expect(try ends.refusal(try ends.sealed(10)) == nil)
        #expect(try ends.refusal(try ends.sealed(10 + 0x7FFF)) == nil)
        _ = try ends.sealed(10 &+ 0x7FFF &+ 0x7000)
        #expect(try ends.refusal(try ends.sealed(10 &+ 0x7FFF &+ 0x7000 &+ 0x7000)) == .tooOld)
    }

    @Test func `many rounds are followed`() throws {
        var ends = try Ends(), sequence: UInt16 = 1
        for _ in 0..<50 {
            #expect(try ends.refusal(try ends.sealed(sequence)) == nil)
            sequence &+= 0x7000
        }
    }

    @Test func `a packet after a jump beyond the window is opened once`() throws {
        var ends = try Ends()
        #expect(try ends.refusal(try ends.sealed(1)) == nil)
        let far = try ends.sealed(500)
        #expect(try ends.refusal(far) == nil)
        #expect(try ends.refusal(far) == .replayed)
    }

    @Test func `no index lies before the first round`() throws {
        var ends = try Ends(), other = try Ends()
        #expect(try ends.refusal(try ends.sealed(100)) == nil)
        #expect(try ends.refusal(try other.sealed(65000)) == nil)
    }

    @Test func `an overtaken first packet is opened`() throws {
        var ends = try Ends()
        let first = try ends.sealed(5), second = try ends.sealed(6)
        #expect(try ends.refusal(second) == nil)
        #expect(try ends.refusal(first) == nil)
    }

    @Test func `the last index of 48 bits is the end of the keys`() throws {
        var ends = try Ends(rollover: .max)
        #expect(try ends.refusal(try ends.sealed(65535)) == nil)
        #expect(throws: SRTPError.keysExhausted) { try ends.sealed(0) }
        #expect(try ends.refusal(try ends.sealed(65534)) == nil)
    }

    @Test func `the last RTCP index of 31 bits is the end of the keys`() throws {
        var ends = try Ends(control: 0x7FFF_FFFE), generator = SeededGenerator(state: 1)
        let packet = control(ssrc: 1, words: 2, using: &generator)
        for _ in 0..<2 {
            let sealed = try ends.sender.control(packet)
            #expect(try ends.receiver.control(sealed) == packet)
        }
        #expect(throws: SRTPError.keysExhausted) { try ends.sender.control(packet) }
    }

    @Test func `an index is never used twice`() throws {
        var ends = try Ends()
        _ = try ends.sealed(500)
        #expect(throws: SRTPError.replayed) { try ends.sealed(500) }
        _ = try ends.sealed(700)
        _ = try ends.sealed(650)
        #expect(throws: SRTPError.tooOld) { try ends.sealed(500) }
    }

    @Test func `a forged packet changes nothing`() throws {
        var ends = try Ends()
        #expect(try ends.refusal(try ends.sealed(100)) == nil)
        var forged = Packet(sequence: 30000, ssrc: 1).bytes + [UInt8](repeating: 0, count: 16)
        #expect(try ends.refusal(forged) == .forged)
        forged[3] = 0
        #expect(try ends.refusal(forged) == .forged)
        #expect(try ends.refusal(try ends.sealed(101)) == nil)
    }

    @Test func `forged packets take no place among the sources`() throws {
        var ends = try Ends(sourceLimit: 2)
        for ssrc in 2..<100 as Range<UInt32> {
            let forged = Packet(ssrc: ssrc).bytes + [UInt8](repeating: 0, count: 16)
            #expect(try ends.refusal(forged) == .forged)
        }
        let second = try ends.sender.packet(Packet(ssrc: 2).bytes)
        #expect(try ends.refusal(second) == nil)
        #expect(throws: SRTPError.tooManySources) { try ends.sender.packet(Packet(ssrc: 3).bytes) }
        #expect(try ends.refusal(Packet(ssrc: 3).bytes + [UInt8](repeating: 0, count: 16)) == .tooManySources)
        #expect(try ends.refusal(try ends.sealed(9)) == nil)
    }

    @Test(arguments: SRTPProfile.allCases)
    func `a buffer without room for the tag is refused`(profile: SRTPProfile) throws {
        var sender = try OutboundSRTP(try #require(Material(profile).keys))
        let packet = Packet().bytes
        let span = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count + profile.packetTagLength - 1, alignment: 1)
        defer { span.deallocate() }
        span.copyBytes(from: packet)
        #expect(throws: SRTPError.noRoom) { try sender.protectPacket(span, count: packet.count) }
        #expect(throws: SRTPError.malformed) { try sender.protectPacket(span, count: span.count + 1) }
        #expect(throws: SRTPError.malformed) { try sender.protectPacket(span, count: -1) }
        #expect(throws: SRTPError.noRoom) { try sender.protectControl(span, count: packet.count) }
        #expect(Array(span.prefix(packet.count)) == packet)
    }
}
