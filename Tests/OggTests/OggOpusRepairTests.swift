import Ogg
import Testing

/// What is left of a file that was cut off.
@Suite struct OggOpusRepairTests {
    /// A file of three seconds and a bit, and where each of its pages ends.
    private let whole: [UInt8]
    private let ends: [Int]

    init() {
        var writer = OggOpusWriter(serial: 9)
        let head = writer.head(OpusTags(vendor: "test"))
        var bytes = head, ends = [47, head.count]
        for number in 0..<170 {
            let page = writer.add([0x78, UInt8(number), 1, 2, 3, 4])
            bytes += page
            if !page.isEmpty { ends.append(bytes.count) }
        }
        bytes += writer.finish()
        (whole, self.ends) = (bytes, ends + [bytes.count])
    }

    /// What is made of a file that comes in pieces of so many bytes.
    private func repaired(_ bytes: [UInt8], by piece: Int = .max) -> (bytes: [UInt8], milliseconds: Int64)? {
        var repair = OggOpusRepair(), result: [UInt8] = [], at = 0
        while at < bytes.count {
            let end = at + min(piece, bytes.count - at)
            result += repair.add(Array(bytes[at..<end]))
            at = end
        }
        return repair.finish().map { (result + $0.last, $0.milliseconds) }
    }

    @Test func aFileCutAnywhereIsWholeUpToItsLastWholePage() throws {
        let all = try #require(ReadPage.all(of: whole))
        for cut in 0...whole.count {
            let left = ends.filter { $0 <= cut }.count
            guard let made = repaired(Array(whole[..<cut])) else {
                #expect(left < 3)
                continue
            }
            var pages = try #require(ReadPage.all(of: made.bytes))
            #expect(pages.count == left && made.milliseconds == Int64(pages[left - 1].granule / 48))
            #expect(pages[left - 1].flags == 4)
            pages[left - 1].flags = all[left - 1].flags
            #expect(pages == Array(all.prefix(left)))
        }
    }

    @Test(arguments: [1, 7, 46, 47, 48, 1000]) func howItComesInPiecesMakesNoDifference(_ piece: Int) throws {
        let cut = Array(whole[..<(ends[4] - 1)])
        #expect(try #require(repaired(cut, by: piece)) == #require(repaired(cut)))
    }

    @Test func whatIsWholeStaysAsItIs() throws {
        let made = try #require(repaired(whole))
        #expect(made.bytes == whole && made.milliseconds == 3_400)
        #expect(try #require(repaired(whole + whole)).bytes == whole, "nothing comes after the end")
        let cut = try #require(repaired(Array(whole[..<ends[3]])))
        #expect(try #require(repaired(cut.bytes)) == cut)
    }

    @Test func aByteThatIsWrongEndsItBeforeItsPage() {
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 0x10
            let left = ends.filter { $0 <= index }.count
            #expect(repaired(bytes).flatMap { ReadPage.all(of: $0.bytes) }?.count ?? 0 == (left < 3 ? 0 : left))
        }
    }

    @Test func aPageThatIsMissingEndsIt() throws {
        let bytes = Array(whole[..<ends[2]] + whole[ends[3]...])
        #expect(try #require(ReadPage.all(of: repaired(bytes)?.bytes ?? [])).count == 3)
    }

    @Test(arguments: [[], Array("OggS".utf8), [UInt8](repeating: 0, count: 100_000)] as [[UInt8]])
    func whatIsNoFileGivesNothing(_ bytes: [UInt8]) {
        var repair = OggOpusRepair()
        #expect(repair.add(bytes).isEmpty && repair.finish() == nil)
    }

    @Test func thereIsNothingWithoutSound() {
        var writer = OggOpusWriter(serial: 1)
        let head = writer.head(OpusTags(vendor: "test"))
        #expect(repaired(head) == nil && repaired(head + writer.finish()) == nil)
    }
}
