import RTP
import Testing

@Suite struct RTPPacketTests {
    private static let header = RTPHeader(
        marker: true, payloadType: 111, sequence: SequenceNumber(0xFFFE), timestamp: RTPTimestamp(0x0102_0304), ssrc: 0xCAFE_BABE)

    private static func packet(_ form: ExtensionForm = .oneByte, room: Int = 1500) throws -> [UInt8] {
        try written(room: room) { buffer in
            var writer = try RTPPacketWriter(header, into: buffer, form: form)
            try writer.addContributor(7)
            try writer.addContributor(0xFFFF_FFFF)
            try writer.addExtension(1, byte: VoiceLevel(attenuation: 30, isVoice: true).byte)
            try writer.addExtension(3, word: 0xABCD)
            try [UInt8]("mid".utf8).withUnsafeBytes { try writer.addExtension(4, $0) }
            try ([9, 8, 7] as [UInt8]).withUnsafeBytes { try writer.addPayload($0) }
            return try writer.finish(padding: 5)
        }
    }

    @Test func `a packet is written byte for byte as RFC 3550 and RFC 8285 say`() throws {
        #expect(
            try Self.packet() == [
                0xB2, 0xEF, 0xFF, 0xFE, 1, 2, 3, 4, 0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 7, 0xFF, 0xFF, 0xFF, 0xFF,
                0xBE, 0xDE, 0, 3, 0x10, 0x9E, 0x31, 0xAB, 0xCD, 0x42, 0x6D, 0x69, 0x64, 0, 0, 0, 9, 8, 7, 0, 0, 0, 0, 5,
            ])
    }

    @Test(arguments: [ExtensionForm.oneByte, .twoByte])
    func `what was written is read`(form: ExtensionForm) throws {
        try Self.packet(form).withUnsafeBytes { bytes in
            let packet = try RTPPacket(bytes)
            #expect(packet.header == Self.header)
            #expect(Array(packet.contributors) == [7, 0xFFFF_FFFF])
            #expect(packet.extensions[1].flatMap { VoiceLevel($0) } == VoiceLevel(attenuation: 30, isVoice: true))
            #expect(packet.extensions[3].map { Array($0) } == [0xAB, 0xCD])
            #expect(packet.extensions.map(\.id) == [1, 3, 4])
            #expect(packet.extensions[2] == nil)
            #expect(Array(packet.payload) == [9, 8, 7])
            #expect(packet.padding == 5)
        }
    }

    @Test func `a packet that is cut anywhere in its header or has too much padding is refused`() throws {
        let whole = try Self.packet()
        for count in 0..<36 {
            #expect(throws: RTPError.truncated, "\(count)") { try whole.prefix(count).withUnsafeBytes { _ = try RTPPacket($0) } }
        }
        for padding in [0, 9, 255] as [UInt8] {
            let wrong = whole.dropLast() + [padding]
            #expect(throws: RTPError.badPadding) { try Array(wrong).withUnsafeBytes { _ = try RTPPacket($0) } }
        }
        for version in [0x32, 0x72, 0xF2] as [UInt8] {
            #expect(throws: RTPError.wrongVersion) { try ([version] + whole.dropFirst()).withUnsafeBytes { _ = try RTPPacket($0) } }
        }
    }

    @Test func `every buffer that is too small is refused and never overrun`() throws {
        let whole = try Self.packet()
        for room in 0..<whole.count { #expect(throws: RTPError.noRoom, "\(room)") { try Self.packet(room: room) } }
        #expect(try Self.packet(room: whole.count) == whole)
    }

    private static func elements(_ profile: [UInt8], _ bytes: [UInt8]) throws -> [[UInt8]] {
        let head: [UInt8] = [0x90, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1] + profile + [0, UInt8(bytes.count / 4)]
        return try (head + bytes).withUnsafeBytes { try RTPPacket($0).extensions.map { [$0.id] + Array($0.value) } }
    }

    @Test func `elements of one byte stop at what may not be`() throws {
        let form: [UInt8] = [0xBE, 0xDE]
        #expect(try Self.elements(form, [0, 0x10, 5, 0, 0x21, 6, 7, 0]) == [[1, 5], [2, 6, 7]])
        #expect(try Self.elements(form, [0x10, 5, 0xF0, 1, 0x20, 6, 0, 0]) == [[1, 5]])
        #expect(try Self.elements(form, [0x10, 5, 0x01, 1, 0x20, 6, 0, 0]) == [[1, 5]])
        #expect(try Self.elements(form, [0x10, 5, 0x23, 1]) == [[1, 5]])
        #expect(try Self.elements(form, []) == [])
    }

    @Test func `elements of two bytes may be empty and have great identifiers`() throws {
        for profile in [[0x10, 0x00], [0x10, 0x0F]] as [[UInt8]] {
            #expect(try Self.elements(profile, [200, 0, 0, 15, 1, 5, 0, 0]) == [[200], [15, 5]])
            #expect(try Self.elements(profile, [200, 0, 1, 9]) == [[200]])
            #expect(try Self.elements(profile, [200, 1, 1, 9]) == [[200, 1]])
        }
        #expect(try Self.elements([0x12, 0x34], [1, 1, 1, 1]) == [])
    }

    @Test func `values that a form cannot hold are not written`() throws {
        func add(_ id: UInt8, _ count: Int, _ form: ExtensionForm) throws {
            _ = try written { buffer in
                var writer = try RTPPacketWriter(Self.header, into: buffer, form: form)
                try [UInt8](repeating: 1, count: count).withUnsafeBytes { try writer.addExtension(id, $0) }
                return try writer.finish()
            }
        }
        for (id, count) in [(0, 1), (15, 1), (1, 0), (1, 17)] as [(UInt8, Int)] {
            #expect(throws: RTPError.outOfRange) { try add(id, count, .oneByte) }
        }
        for (id, count) in [(0, 1), (1, 256)] as [(UInt8, Int)] {
            #expect(throws: RTPError.outOfRange) { try add(id, count, .twoByte) }
        }
        try add(14, 16, .oneByte)
        try add(255, 255, .twoByte)
        try add(1, 0, .twoByte)
    }

    @Test func `sixteen contributors are too many`() throws {
        #expect(throws: RTPError.tooMany) {
            try written { buffer in
                var writer = try RTPPacketWriter(Self.header, into: buffer)
                for ssrc in 0..<16 as Range<UInt32> { try writer.addContributor(ssrc) }
                return try writer.finish()
            }
        }
    }

    @Test func `a forwarded packet gets other fields and keeps the rest`() throws {
        var bytes = try Self.packet()
        let other = RTPHeader(payloadType: 96, sequence: SequenceNumber(5), timestamp: RTPTimestamp(6), ssrc: 7)
        try bytes.withUnsafeMutableBytes { try other.overwrite($0) }
        try bytes.withUnsafeBytes { bytes in
            let packet = try RTPPacket(bytes)
            #expect(packet.header == other)
            #expect(packet.contributors.count == 2)
            #expect(Array(packet.payload) == [9, 8, 7])
        }
    }

    @Test func `levels are read of a voice and of each contributor`() {
        ([0xFF, 0x05, 0x80] as [UInt8]).withUnsafeBytes { value in
            #expect(VoiceLevel(value) == VoiceLevel(attenuation: 127, isVoice: true))
            #expect(Array(MixLevels(value)) == [127, 5, 0])
        }
        #expect(VoiceLevel(UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
        #expect(VoiceLevel(attenuation: 200, isVoice: false).byte == 127)
    }

    @Test func `redundant blocks are read oldest first`() throws {
        func blocks(_ payload: [UInt8]) throws -> [[Int]] {
            try payload.withUnsafeBytes { bytes in
                try RedundantBlocks(bytes).map { [Int($0.payloadType), $0.age] + $0.payload.map { Int($0) } }
            }
        }
        let payload: [UInt8] = [0x80 | 111, 0x1E, 0x00, 2, 0x80 | 111, 0x0F, 0x00, 1, 111, 1, 2, 3, 4, 5]
        #expect(try blocks(payload) == [[111, 1920, 1, 2], [111, 960, 3], [111, 0, 4, 5]])
        #expect(try blocks([111, 4]) == [[111, 0, 4]])
        #expect(try blocks([111]) == [[111, 0]])
        for count in 0..<12 { #expect(throws: RTPError.truncated, "\(count)") { try blocks(Array(payload.prefix(count))) } }
        let many: [UInt8] = (0..<17).flatMap { _ -> [UInt8] in [0x80, 0, 0, 0] } + [0]
        #expect(throws: RTPError.tooMany) { try blocks(many) }
        #expect(try blocks(Array(many.dropFirst(4))).count == 17)
    }
}
