import Bytes
import Testing

@Suite struct ByteReaderTests {
    @Test func `numbers are read in network order`() {
        var reader = ByteReader(Array(1...18))
        #expect(reader.uint8() == 0x01)
        #expect(reader.uint16() == 0x0203)
        #expect(reader.uint32() == 0x0405_0607)
        #expect(reader.uint64() == 0x0809_0A0B_0C0D_0E0F)
        #expect(reader.remaining == 3)
        #expect(reader.take(2) == [16, 17])
        #expect(reader.take(0) == [])
        #expect(reader.remaining == 1)
    }

    @Test func `a read beyond the end gives nothing and takes nothing`() {
        var reader = ByteReader([1])
        #expect(reader.uint16() == nil)
        #expect(reader.uint32() == nil)
        #expect(reader.uint64() == nil)
        #expect(reader.take(2) == nil)
        #expect(reader.take(-1) == nil)
        #expect(reader.take(Int.max) == nil)
        #expect(reader.uint8() == 1)
        #expect(reader.uint8() == nil)
        #expect(reader.remaining == 0)
    }
}
