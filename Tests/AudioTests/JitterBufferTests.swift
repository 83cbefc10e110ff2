import Audio
import Testing

@Suite struct JitterBufferTests {
    private var buffer = JitterBuffer()

    @discardableResult
    private mutating func receive(_ number: Int, at frame: Int, source: UInt32 = 1, _ payload: [UInt8]? = nil)
        -> JitterBuffer.Arrival
    {
        let bytes = payload ?? [0xF8, 0, UInt8(truncatingIfNeeded: number)]
        return bytes.withUnsafeBytes { buffer.receive(Listening.packet(number, source: source), $0, at: Int64(frame * 960)) }
    }

    private func sound(_ number: Int) -> JitterBuffer.Action { .decode([0xF8, 0, UInt8(truncatingIfNeeded: number)]) }

    private mutating func next(at frame: Int) -> JitterBuffer.Action { buffer.next(at: Int64(frame * 960)) }

    @Test mutating func packetsComeOutInOrderOverBothWraps() {
        for number in 0..<200 {
            receive(number, at: number)
            #expect(next(at: number) == sound(number))
        }
    }

    @Test mutating func aLostPacketIsMadeUpOnce() {
        receive(0, at: 0)
        #expect(next(at: 0) == sound(0))
        #expect(next(at: 1) == .conceal(samples: 960))
        receive(2, at: 2)
        #expect(next(at: 2) == sound(2))
    }

    @Test mutating func aLatePacketIsStillHeard() {
        receive(0, at: 0)
        #expect(next(at: 0) == sound(0))
        #expect(next(at: 1) == .conceal(samples: 960))
        receive(1, at: 2)
        #expect(next(at: 2) == sound(1))
        #expect(buffer.target >= 960)
        #expect(receive(1, at: 2) == .duplicate)
        #expect(receive(0, at: 2) == .duplicate)
    }

    @Test mutating func aPacketRepairsTheOneBefore() {
        let carrying: [UInt8] = [0x78, 0xC0, 0]
        receive(0, at: 0)
        receive(2, at: 2, carrying)
        #expect(next(at: 2) == sound(0))
        #expect(next(at: 3) == .decodePrevious(carrying, samples: 960))
        #expect(next(at: 4) == .decode(carrying))
    }

    @Test mutating func afterAWordOfSilenceNothingIsMadeUp() {
        receive(0, at: 0)
        receive(1, at: 1, [0xF8])
        #expect(next(at: 1) == sound(0))
        #expect(next(at: 2) == .decode([0xF8]))
        #expect(next(at: 3) == .silence)
        #expect(buffer.position == nil)
    }

    @Test mutating func aTalkerWhoStopsIsSilentAfterSixFrames() {
        receive(0, at: 0)
        #expect(next(at: 0) == sound(0))
        for frame in 1...6 { #expect(next(at: frame) == .conceal(samples: 960)) }
        #expect(next(at: 7) == .silence)
    }

    @Test mutating func aNewSourceBeginsAnew() {
        receive(0, at: 0)
        receive(1, at: 0)
        #expect(receive(5000, at: 1, source: 2) == .restarted)
        #expect(next(at: 1) == sound(5000))
        #expect(next(at: 2) == .conceal(samples: 960))
    }

    @Test mutating func aJumpOfNumbersNeedsTwoPacketsInARow() {
        receive(0, at: 0)
        #expect(next(at: 0) == sound(0))
        #expect(receive(20_000, at: 1) == .refused)
        #expect(receive(1, at: 1) == .kept)
        #expect(next(at: 1) == sound(1))
        #expect(receive(30_000, at: 2) == .refused)
        #expect(receive(30_001, at: 3) == .restarted)
        #expect(next(at: 3) == sound(30_001))
    }

    @Test mutating func aJumpOfTimestampsIsANewBeginning() {
        receive(0, at: 0)
        #expect(next(at: 0) == sound(0))
        var packet = Listening.packet(1)
        packet.timestamp &+= 10_000_000
        let bytes: [UInt8] = [0xF8, 0, 1]
        #expect(bytes.withUnsafeBytes { buffer.receive(packet, $0, at: 960) } == .restarted)
        #expect(next(at: 1) == sound(1))
    }

    @Test mutating func emptyAndOverlongPacketsAreRefused() {
        #expect(receive(0, at: 0, []) == .refused)
        #expect(receive(0, at: 0, [UInt8](repeating: 0, count: JitterBuffer.maxPayload + 1)) == .refused)
        #expect(receive(0, at: 0, [UInt8](repeating: 0, count: JitterBuffer.maxPayload)) == .restarted)
    }

    @Test mutating func afterAPauseTheDelayIsNoLongerThanBefore() {
        for number in 0..<50 {
            receive(number, at: number)
            #expect(next(at: number) == sound(number))
        }
        for frame in 50..<300 { _ = next(at: frame) }
        var packet = Listening.packet(300)
        packet.sequence = Listening.packet(50).sequence
        let bytes: [UInt8] = [0xF8, 0, 44]
        _ = bytes.withUnsafeBytes { buffer.receive(packet, $0, at: 300 * 960) }
        #expect(next(at: 300) == sound(44))
    }
}
