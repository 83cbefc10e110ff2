import RTP
import Testing

@Suite struct ReceptionTests {
    private let start = ContinuousClock.now

    private func header(_ sequence: UInt16, _ timestamp: UInt32 = 0) -> RTPHeader {
        RTPHeader(payloadType: 111, sequence: SequenceNumber(sequence), timestamp: RTPTimestamp(timestamp), ssrc: 5)
    }

    @Test func `numbers are unwrapped to the nearest of the highest`() {
        var unwrapper = Unwrapper<UInt16>()
        #expect([65534, 65535, 0, 65533, 1, 0x8000].map { unwrapper.unwrap($0) } == [65534, 65535, 65536, 65533, 65537, 0x18000])
        var wide = Unwrapper<UInt32>()
        #expect([3, 0xFFFF_FFFF, 4].map { wide.unwrap($0) } == [3, -1, 4])
    }

    @Test func `losses are counted across the wrap`() {
        var loss = LossCounter()
        for step in 0..<200 where step % 4 != 3 { loss.receive(SequenceNumber(65500 &+ UInt16(step))) }
        loss.receive(SequenceNumber(65500 &+ 200))
        #expect(loss.highest == 65700)
        #expect(loss.expected == 201)
        #expect(loss.lost == 50)
        #expect(loss.takeFraction() == UInt8(50 * 256 / 201))
        loss.receive(SequenceNumber(65500 &+ 201))
        #expect(loss.takeFraction() == 0)
        for _ in 0..<3 { loss.receive(SequenceNumber(65500 &+ 201)) }
        #expect(loss.lost == 47)
        #expect(loss.takeFraction() == 0)
    }

    @Test func `all lost of an interval but the last packet is nearly the whole`() {
        var loss = LossCounter()
        loss.receive(SequenceNumber(1))
        _ = loss.takeFraction()
        loss.receive(SequenceNumber(2001))
        #expect(loss.takeFraction() == 255)
    }

    @Test func `a late packet is counted and a jump is believed when the next follows it`() {
        var loss = LossCounter()
        for sequence in [10, 12, 11] as [UInt16] { loss.receive(SequenceNumber(sequence)) }
        #expect(loss.lost == 0)
        loss.receive(SequenceNumber(40000))
        #expect(loss.highest == 12)
        loss.receive(SequenceNumber(13))
        loss.receive(SequenceNumber(50000))
        loss.receive(SequenceNumber(50001))
        #expect(loss.highest == 50001)
        #expect(loss.lost == 0)
    }

    @Test func `jitter follows RFC 3550 A 8`() {
        var jitter = JitterEstimate()
        jitter.receive(RTPTimestamp(0xFFFF_FF00), arrival: 1000)
        jitter.receive(RTPTimestamp(0xFFFF_FF00 &+ 960), arrival: 1960 + 160)
        #expect(jitter.ticks == 10)
        jitter.receive(RTPTimestamp(0xFFFF_FF00 &+ 1920), arrival: 2920)
        #expect(jitter.ticks == 19)
        for step in 3..<400 as Range<UInt32> { jitter.receive(RTPTimestamp(0xFFFF_FF00 &+ 960 * step), arrival: 1000 + 960 * step) }
        #expect(jitter.ticks == 0)
    }

    @Test func `a steady source has no jitter and a report tells the delay since its own`() {
        var source = ReceptionStatistics(ssrc: 5, clockRate: 48000)
        #expect(source.report(at: start) == nil)
        for step in 0..<50 {
            source.receive(header(65530 &+ UInt16(step), UInt32(step) * 960), at: start + .milliseconds(20 * step))
        }
        let time = NTPTimestamp(0x0000_1234_5678_9ABC)
        source.receive(
            SenderReport(ssrc: 5, time: time, timestamp: RTPTimestamp(0), packets: 1, octets: 2), at: start + .seconds(1))
        let block = source.report(at: start + .milliseconds(1500))
        #expect(
            block
                == ReportBlock(
                    ssrc: 5, fractionLost: 0, lost: 0, highest: 65579, jitter: 0,
                    reported: ReportBlock.Echo(lastReport: 0x1234_5678, delay: 32768)))
    }

    @Test func `the round trip is what is left of the time without the delay`() {
        let sent = NTPTimestamp(sinceEpoch: .seconds(1_700_000_000) + .milliseconds(250))
        let back = NTPTimestamp(sinceEpoch: .seconds(1_700_000_000) + .milliseconds(850))
        var block = ReportBlock(
            ssrc: 1, fractionLost: 0, lost: 0, highest: 0, jitter: 0,
            reported: ReportBlock.Echo(lastReport: sent.compact, delay: 65536 / 2))
        let trip = block.roundTrip(at: back)
        #expect(trip.map { abs($0 / .milliseconds(1) - 100) < 0.1 } == true)
        block.delay = 65536
        #expect(block.roundTrip(at: back) == .zero)
        block.lastReport = 0
        #expect(block.roundTrip(at: back) == nil)
    }

    @Test func `wall clock and media clock are turned into each other across the wrap`() {
        #expect(NTPTimestamp(sinceEpoch: .zero).rawValue == (2_208_988_800 as UInt64) << 32)
        #expect(NTPTimestamp(sinceEpoch: .milliseconds(500)).rawValue == (2_208_988_800 as UInt64) << 32 | 0x8000_0000)
        let clock = ClockMapping(
            time: NTPTimestamp(sinceEpoch: .seconds(100)), timestamp: RTPTimestamp(0xFFFF_FFF0), clockRate: 48000)
        let later = NTPTimestamp(sinceEpoch: .seconds(102)), before = NTPTimestamp(sinceEpoch: .seconds(99))
        #expect(clock.timestamp(at: later) == RTPTimestamp(96000 - 16))
        #expect(clock.timestamp(at: before) == RTPTimestamp(0xFFFF_FFF0 - 48000))
        #expect(clock.time(of: RTPTimestamp(96000 - 16)) == later)
        #expect(clock.time(of: RTPTimestamp(0xFFFF_FFF0 - 48000)) == before)
    }

    @Test func `a sender report counts packets and bytes modulo 2 to the 32`() {
        var sending = SendingStatistics(ssrc: 9)
        let time = NTPTimestamp(sinceEpoch: .seconds(5))
        let clock = ClockMapping(time: time, timestamp: RTPTimestamp(77), clockRate: 48000)
        sending.send(payload: 0xFFFF_FFFF)
        sending.send(payload: 3)
        #expect(
            sending.report(at: time, clock: clock)
                == SenderReport(ssrc: 9, time: time, timestamp: RTPTimestamp(77), packets: 2, octets: 2))
    }
}
