import SRTP

/// A generator that gives the same numbers each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

/// The key and the salt of a direction, known to both libraries.
struct Material {
    let profile: SRTPProfile
    let key: [UInt8]
    let salt: [UInt8]

    init(_ profile: SRTPProfile, seed: UInt64 = 1) {
        var generator = SeededGenerator(state: seed)
        self.profile = profile
        key = generator.bytes(profile.keyLength)
        salt = generator.bytes(profile.saltLength)
    }

    var keys: SRTPKeys? { SRTPKeys(profile: profile, key: key, salt: salt) }
}

/// The parts of an RTP packet that matter to its protection.
struct Packet {
    var sequence: UInt16 = 0
    var ssrc: UInt32 = 0xCAFE_BABE
    var contributors = 0
    /// Words of extension, or nil for none.
    var extensionWords: Int?
    var payload: [UInt8] = Array(0..<120)

    var bytes: [UInt8] {
        var bytes: [UInt8] = [0x80 | (extensionWords == nil ? 0 : 0x10) | UInt8(contributors), 111]
        bytes += [UInt8(sequence >> 8), UInt8(sequence & 0xFF), 1, 2, 3, 4] + big(ssrc)
        bytes += (0..<contributors).flatMap { big(UInt32($0 + 7)) }
        if let extensionWords {
            bytes += [0xBE, 0xDE, UInt8(extensionWords >> 8), UInt8(extensionWords & 0xFF)]
            bytes += (0..<extensionWords * 4).map { UInt8(truncatingIfNeeded: $0) }
        }
        return bytes + payload
    }

    static func random(sequence: UInt16, using generator: inout SeededGenerator) -> Packet {
        let size = Int.random(in: 0...20, using: &generator) == 0 ? 0 : Int.random(in: 1...1200, using: &generator)
        return Packet(
            sequence: sequence, ssrc: UInt32.random(in: 1...3, using: &generator),
            contributors: Bool.random(using: &generator) ? 0 : Int.random(in: 1...15, using: &generator),
            extensionWords: Bool.random(using: &generator) ? nil : Int.random(in: 0...40, using: &generator),
            payload: generator.bytes(size))
    }
}

/// An RTCP packet with a random body of whole words.
func control(ssrc: UInt32, words: Int, using generator: inout SeededGenerator) -> [UInt8] {
    [0x80, 201, UInt8((words + 1) >> 8), UInt8((words + 1) & 0xFF)] + big(ssrc) + generator.bytes(words * 4)
}

func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) } }
