import SRTP
import Testing

/// What libsrtp2 protects is opened here, and the other way round.
@Suite(.serialized) struct LibsrtpTests {
    @Test(arguments: SRTPProfile.allCases)
    func `random packets go both ways across the wrap of the sequence number`(profile: SRTPProfile) throws {
        let material = Material(profile), keys = try #require(material.keys)
        let peerIn = try Libsrtp(material, .inbound), peerOut = try Libsrtp(material, .outbound)
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys)
        var generator = SeededGenerator(state: 3), sequence = [1: UInt16(30000), 2: 65530, 3: 0]
        for _ in 0..<3000 {
            var packet = Packet.random(sequence: 0, using: &generator)
            packet.sequence = sequence[Int(packet.ssrc), default: 0]
            sequence[Int(packet.ssrc), default: 0] &+= UInt16.random(in: 1...200, using: &generator)
            let bytes = packet.bytes, sealed = try ours.packet(bytes)
            #expect(sealed.count == bytes.count + profile.packetTagLength)
            #expect(try peerIn.openPacket(sealed) == bytes)
            let sealedThere = try peerOut.protectPacket(bytes)
            #expect(sealedThere == sealed)
            #expect(try theirs.packet(sealedThere) == bytes)
        }
    }

    @Test(arguments: SRTPProfile.allCases)
    func `random RTCP packets go both ways`(profile: SRTPProfile) throws {
        let material = Material(profile, seed: 5), keys = try #require(material.keys)
        let peerIn = try Libsrtp(material, .inbound), peerOut = try Libsrtp(material, .outbound)
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys)
        var generator = SeededGenerator(state: 4)
        for _ in 0..<500 {
            let bytes = control(
                ssrc: UInt32.random(in: 1...3, using: &generator), words: Int.random(in: 0...300, using: &generator),
                using: &generator)
            let sealed = try ours.control(bytes)
            #expect(sealed.count == bytes.count + profile.maxGrowth)
            #expect(try peerIn.openControl(sealed) == bytes)
            #expect(try theirs.control(try peerOut.protectControl(bytes)) == bytes)
        }
    }

    @Test(arguments: SRTPProfile.allCases)
    func `a late joiner takes the rollover counter and goes on through the wrap`(profile: SRTPProfile) throws {
        let material = Material(profile), keys = try #require(material.keys)
        let peer = try Libsrtp(material, .inbound, ssrc: 9), rollover: UInt32 = 0xFFFF_FF00
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys)
        try ours.begin(ssrc: 9, rollover: rollover)
        try theirs.begin(ssrc: 9, rollover: rollover)
        try peer.begin(ssrc: 9, rollover: rollover)
        for step in 0..<20 {
            let packet = Packet(sequence: 65530 &+ UInt16(step), ssrc: 9), sealed = try ours.packet(packet.bytes)
            #expect(try theirs.packet(sealed) == packet.bytes)
            #expect(try peer.openPacket(sealed) == packet.bytes)
        }
    }

    @Test(arguments: SRTPProfile.allCases)
    func `packets go on under new keys with the same rollover counter`(profile: SRTPProfile) throws {
        let first = Material(profile), second = Material(profile, seed: 99)
        let peerIn = try Libsrtp(first, .inbound), peerOut = try Libsrtp(first, .outbound)
        var ours = try OutboundSRTP(try #require(first.keys)), theirs = try InboundSRTP(try #require(first.keys))
        for step in 0..<40 {
            if step == 20 {
                try ours.rekey(try #require(second.keys))
                try theirs.rekey(try #require(second.keys))
                try peerIn.rekey(second)
                try peerOut.rekey(second)
            }
            let bytes = Packet(sequence: 65526 &+ UInt16(step)).bytes
            #expect(try peerIn.openPacket(try ours.packet(bytes)) == bytes)
            #expect(try theirs.packet(try peerOut.protectPacket(bytes)) == bytes)
        }
    }
}
