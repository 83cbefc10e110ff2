import SDP
import Testing

@Suite struct BrowserOfferTests {
    @Test func `Chromium's offer is read`() throws {
        let offer = try Offer.browser("chromium")
        #expect(offer.bundles == [["0", "1", "2"]] && offer.allowsMixedExtensions && !offer.isLite)
        #expect(offer.sections.map(\.line.kind) == [.audio, .video, .application])
        let audio = offer.sections[0]
        #expect(audio.mid == "0" && audio.direction == .sendrecv && audio.rtcp.isMultiplexed && audio.rtcp.hasReducedSize)
        #expect(
            audio.codecs.first
                == Codec(
                    payload: 111, name: "opus", rate: 48000, channels: 2, parameters: "minptime=10;useinbandfec=1",
                    feedback: ["transport-cc"]))
        #expect(audio.codecs.map(\.payload) == [111, 63, 9, 0, 8, 13, 110, 126])
        #expect(audio.extensions.first == HeaderExtension(id: 1, uri: HeaderExtension.audioLevel))
        #expect(audio.sources.sources.map(\.ssrc) == [3_752_788_128])
        #expect(audio.sources.sources.first?.cname == "swf25n4P0v9QikjB")
        #expect(audio.transport.fragment == "LJtW" && audio.transport.password == "jvKJGyK5Kto+DQ+KMg+Fcd3f")
        #expect(audio.transport.setup == .actpass && audio.transport.candidates.count == 8)
        #expect(audio.transport.candidates[4].tcpType == .active && audio.transport.candidates[4].transport == "tcp")
        #expect(audio.transport.fingerprints.first?.bytes.prefix(2) == [0x03, 0x0A])
    }

    @Test func `Chromium's video is read`() throws {
        let video = try Offer.browser("chromium").sections[1]
        #expect(video.codec(96)?.feedback == ["goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"])
        #expect(video.codec(97)?.parameter("apt") == "96")
        #expect(video.codec(102)?.parameter("Packetization-Mode") == "1")
        #expect(video.sources.groups == [SourceGroup(semantics: "FID", ssrcs: [4_173_916_117, 3_483_532_853])])
        #expect(video.sources.sources.count == 2)
    }

    @Test func `Firefox's offer is read, with what its session says for all`() throws {
        let offer = try Offer.browser("firefox")
        #expect(offer.sections.map(\.line.kind) == [.audio, .video, .video, .application])
        #expect(offer.bundles == [offer.sections.compactMap(\.mid)])
        for section in offer.sections {
            #expect(section.transport.fingerprints.first?.isTrusted == true)
            #expect(section.transport.setup == .actpass && section.transport.fragment != nil)
        }
        let audio = offer.sections[0]
        #expect(audio.codecs.first?.name == "opus" && audio.codecs.first?.payload == 109)
        #expect(audio.extensions.contains { $0.direction == .recvonly })
        let video = offer.sections[1]
        #expect(video.layers.rids.map(\.id) == ["q", "h", "f"] && video.layers.sent == "q;h;f")
    }

    @Test(arguments: ["chromium", "firefox"]) func `what was read is the same after it was written`(_ name: String) throws {
        let offer = try Offer.browser(name)
        let again = try SessionDescription(parsing: Array(offer.text.utf8))
        #expect(again == offer)
    }

    @Test(arguments: ["chromium", "firefox"]) func `lines may end with a line feed alone`(_ name: String) throws {
        let bytes = try Offer.bytes(name).filter { $0 != UInt8(ascii: "\r") }
        #expect(try SessionDescription(parsing: bytes) == Offer.browser(name))
    }
}
