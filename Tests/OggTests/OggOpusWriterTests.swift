import Ogg
import Testing

@Suite struct OggOpusWriterTests {
    /// A file of packets of 20 ms, and how many bytes there were after each page.
    private func written(_ packets: [[UInt8]]) -> (bytes: [UInt8], ends: [Int]) {
        var writer = OggOpusWriter(serial: 7)
        var bytes = writer.head(OpusTags(vendor: "test")), ends: [Int] = []
        for packet in packets {
            let page = writer.add(packet)
            bytes += page
            if !page.isEmpty { ends.append(bytes.count) }
        }
        return (bytes + writer.finish(), ends)
    }

    private func packets(_ count: Int, bytes: Int = 80) -> [[UInt8]] {
        (0..<count).map { [0x78, UInt8($0 % 251)] + [UInt8](repeating: UInt8($0 % 256), count: bytes - 2) }
    }

    @Test func aHeadIsWhatTheStreamIs() throws {
        let pages = try #require(ReadPage.all(of: written([]).bytes))
        #expect(pages.map(\.flags) == [2, 0, 4])
        #expect(pages.map(\.number) == [0, 1, 2])
        #expect(pages.allSatisfy { $0.granule == 0 && $0.serial == 7 })
        #expect(pages[0].packets == [Array("OpusHead".utf8) + [1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0]])
    }

    @Test func aPageIsASecondAndPacketsComeOutAsTheyWentIn() throws {
        let packets = packets(120)
        let pages = try #require(ReadPage.all(of: written(packets).bytes)).dropFirst(2)
        #expect(pages.map(\.granule) == [48_000, 96_000, 115_200])
        #expect(pages.map(\.flags) == [0, 0, 4])
        #expect(pages.flatMap(\.packets) == packets)
    }

    @Test func thereIsAlwaysAPacketLeftToEndWith() throws {
        let pages = try #require(ReadPage.all(of: written(packets(50)).bytes))
        #expect(pages.last?.flags == 4)
        #expect(pages.last?.packets.count == 50)
    }

    @Test func aFileCutAfterAnyPageIsWhole() throws {
        let file = written(packets(500))
        #expect(file.ends.count == 9)
        for end in file.ends { #expect(ReadPage.all(of: Array(file.bytes[..<end])) != nil) }
    }

    @Test(arguments: [254, 255, 256, 509, 510, 1275, 20_000, 61_440])
    func largePacketsShareAPageAsLongAsTheyFit(_ size: Int) throws {
        let packets = packets(60, bytes: size)
        let pages = try #require(ReadPage.all(of: written(packets).bytes)).dropFirst(2)
        #expect(pages.flatMap(\.packets) == packets)
        var samples: UInt64 = 0
        for page in pages {
            samples += UInt64(page.packets.count) * 960
            #expect(page.granule == samples)
        }
    }

    @Test func timeGoesByAsLongAsAPacketIs() throws {
        // 10, 40, 60 and 120 ms.
        let packets: [[UInt8]] = [[0x00, 1], [0x50, 1], [0x18, 1], [0x1B, 2, 1, 1]]
        #expect(try #require(ReadPage.all(of: written(packets).bytes)).last?.granule == 230 * 48)
        var writer = OggOpusWriter(serial: 0)
        for packet in packets { _ = writer.add(packet) }
        #expect(writer.milliseconds == 230)
    }

    @Test(arguments: [([], 0), ([0x7B], 0), ([0x7B, 0], 0), ([0x7B, 63], 0), ([0x78], 61_440)] as [([UInt8], Int)])
    func whatIsNoPacketStandsForSilence(_ head: [UInt8], _ more: Int) throws {
        let packet = head + [UInt8](repeating: 0, count: more)
        let last = try #require(ReadPage.all(of: written([packet]).bytes)?.last)
        #expect(last.packets == [OggOpusWriter.silence])
        #expect(last.granule == 960)
    }
}
