import RTP
import Testing

@Suite struct SequenceNumberTests {
    @Test func `the shorter way round decides which number is after`() {
        #expect(SequenceNumber(3).distance(from: SequenceNumber(65534)) == 5)
        #expect(SequenceNumber(65534).distance(from: SequenceNumber(3)) == -5)
        #expect(SequenceNumber(0).isAfter(SequenceNumber(65535)))
        #expect(!SequenceNumber(65535).isAfter(SequenceNumber(0)))
        #expect(!SequenceNumber(4).isAfter(SequenceNumber(4)))
        #expect(SequenceNumber(0x8000).distance(from: SequenceNumber(0)) == -0x8000)
        #expect(SequenceNumber(65535).advanced(by: 2) == SequenceNumber(1))
        #expect(SequenceNumber(0).advanced(by: -1) == SequenceNumber(65535))
    }
}
