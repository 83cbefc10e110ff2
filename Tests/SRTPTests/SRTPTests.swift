import SRTP
import Testing

@Suite struct SRTPTests {
    @Test func `session keys are those of RFC 3711 B 3`() throws {
        let key: [UInt8] = [0xE1, 0xF9, 0x7A, 0x0D, 0x3E, 0x01, 0x8B, 0xE0, 0xD6, 0x4F, 0xA3, 0x2C, 0x06, 0xDE, 0x41, 0x39]
        let salt: [UInt8] = [0x0E, 0xC6, 0x75, 0xAD, 0x49, 0x8A, 0xFE, 0xEB, 0xB6, 0x96, 0x0B, 0x3A, 0xAB, 0xE6]
        let keys = try #require(SRTPKeys(profile: .aes128CounterSHA1Tag80, key: key, salt: salt))
        let derivation = KeyDerivation(keys)
        #expect(
            try derivation.derive(.packetKey, count: 16) == [
                0xC6, 0x1E, 0x7A, 0x93, 0x74, 0x4F, 0x39, 0xEE, 0x10, 0x73, 0x4A, 0xFE, 0x3F, 0xF7, 0xA0, 0x87,
            ])
        #expect(
            try derivation.derive(.packetSalt, count: 14) == [
                0x30, 0xCB, 0xBC, 0x08, 0x86, 0x3D, 0x8C, 0x85, 0xD4, 0x9D, 0xB3, 0x4A, 0x9A, 0xE1,
            ])
        #expect(
            try derivation.derive(.packetAuthentication, count: 20) == [
                0xCE, 0xBE, 0x32, 0x1F, 0x6F, 0xF7, 0x71, 0x6B, 0x6F, 0xD4, 0xAB, 0x49, 0xAF, 0x25, 0x6A, 0x15, 0x6D, 0x38, 0xBA,
                0xA4,
            ])
    }

    @Test(arguments: SRTPProfile.allCases)
    func `what DTLS exports is cut into keys and salts of client and server`(profile: SRTPProfile) throws {
        let key = profile.keyLength, salt = profile.saltLength
        let exported = (0..<profile.exportedLength).map { UInt8($0) }
        let pair = try #require(SRTPKeys.Pair(profile: profile, exported: exported))
        let parts = [0..<key, key..<2 * key, 2 * key..<2 * key + salt, 2 * key + salt..<exported.count].map { Array(exported[$0]) }
        #expect(pair.client == SRTPKeys(profile: profile, key: parts[0], salt: parts[2]))
        #expect(pair.server == SRTPKeys(profile: profile, key: parts[1], salt: parts[3]))
        #expect(SRTPKeys.Pair(profile: profile, exported: exported + [0]) == nil)
        #expect(SRTPKeys(profile: profile, key: parts[0], salt: parts[0]) == nil)
    }

    @Test(arguments: SRTPProfile.allCases)
    func `every change of a bit or of the length of a packet is refused`(profile: SRTPProfile) throws {
        let keys = try #require(Material(profile).keys)
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys)
        let packet = Packet(sequence: 7, contributors: 2, extensionWords: 1, payload: Array(0..<30)),
            sealed = try ours.packet(packet.bytes)
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SRTPError.self, "bit \(bit)") { try theirs.packet(changed) }
        }
        for count in 0..<sealed.count {
            #expect(throws: SRTPError.self, "\(count) bytes") { try theirs.packet(Array(sealed.prefix(count))) }
        }
        #expect(throws: SRTPError.self) { try theirs.packet(sealed + [0]) }
        #expect(try theirs.packet(sealed) == packet.bytes)
    }

    @Test(arguments: SRTPProfile.allCases)
    func `every change of a bit or of the length of an RTCP packet is refused`(profile: SRTPProfile) throws {
        let keys = try #require(Material(profile).keys)
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys), generator = SeededGenerator(state: 2)
        let packet = control(ssrc: 4, words: 6, using: &generator), sealed = try ours.control(packet)
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SRTPError.self, "bit \(bit)") { try theirs.control(changed) }
        }
        for count in 0..<sealed.count {
            #expect(throws: SRTPError.self, "\(count) bytes") { try theirs.control(Array(sealed.prefix(count))) }
        }
        #expect(try theirs.control(sealed) == packet)
        #expect(throws: SRTPError.replayed) { try theirs.control(sealed) }
    }

    @Test(arguments: SRTPProfile.allCases)
    func `after new keys a packet of the old ones is refused and one that was seen stays seen`(profile: SRTPProfile) throws {
        let first = try #require(Material(profile).keys), second = try #require(Material(profile, seed: 2).keys)
        var ours = try OutboundSRTP(first), theirs = try InboundSRTP(first)
        let seen = try ours.packet(Packet(sequence: 1).bytes), late = try ours.packet(Packet(sequence: 2).bytes)
        _ = try theirs.packet(seen)
        try ours.rekey(second)
        try theirs.rekey(second)
        #expect(throws: SRTPError.forged) { try theirs.packet(late) }
        #expect(throws: SRTPError.replayed) { try theirs.packet(seen) }
        #expect(throws: SRTPError.replayed) { try ours.packet(Packet(sequence: 2).bytes) }
        let next = Packet(sequence: 3).bytes
        #expect(try theirs.packet(try ours.packet(next)) == next)
    }

    @Test(arguments: SRTPProfile.allCases)
    func `an RTCP packet that says it is not encrypted is refused`(profile: SRTPProfile) throws {
        let keys = try #require(Material(profile).keys)
        var ours = try OutboundSRTP(keys), theirs = try InboundSRTP(keys), generator = SeededGenerator(state: 6)
        var sealed = try ours.control(control(ssrc: 4, words: 3, using: &generator))
        sealed[sealed.count - (profile.controlTagLength == 16 ? 4 : 14)] ^= 0x80
        #expect(throws: SRTPError.notEncrypted) { try theirs.control(sealed) }
    }

    @Test func `each source counts its own RTCP packets`() throws {
        let keys = try #require(Material(.aes256Galois).keys)
        var ours = try OutboundSRTP(keys), generator = SeededGenerator(state: 6)
        for round in 0..<3 as Range<UInt8> {
            for ssrc in 1...2 as ClosedRange<UInt32> {
                let sealed = try ours.control(control(ssrc: ssrc, words: 3, using: &generator))
                #expect(sealed.suffix(4) == [0x80, 0, 0, round])
            }
        }
    }
}
