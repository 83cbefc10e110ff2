import Ogg
import Testing

@Suite struct OpusTagsTests {
    private func packet(_ tags: OpusTags) -> [UInt8]? {
        var writer = OggOpusWriter(serial: 0)
        return ReadPage.all(of: writer.head(tags))?.last?.packets.first
    }

    /// A number and a text of the packet's own form.
    private func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count), 0, 0, 0] + Array(text.utf8) }

    @Test func theDateIsAComment() {
        let expected = text("v") + [1, 0, 0, 0] + text("DATE=2026-11-21")
        #expect(packet(OpusTags(vendor: "v", date: "2026-11-21")) == Array("OpusTags".utf8) + expected)
    }

    @Test func thereMayBeNone() {
        #expect(packet(OpusTags(vendor: "v")) == Array("OpusTags".utf8) + text("v") + [0, 0, 0, 0])
    }

    @Test func longTextsAreCutBetweenCharacters() throws {
        let long = "x" + String(repeating: "ö", count: 2000)
        let bytes = try #require(packet(OpusTags(vendor: long, date: long)))
        let text = try #require(String(validating: bytes.dropFirst(12).prefix(1023), as: UTF8.self))
        #expect(text == "x" + String(repeating: "ö", count: 511))
        #expect(bytes.dropFirst(12 + 1023).starts(with: [1, 0, 0, 0]))
    }
}
