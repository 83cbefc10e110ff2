import SDP
import Testing

@Suite struct OfferRefusalTests {
    private func refusal(without prefix: String, adding lines: [String] = []) throws -> OfferRefusal? {
        let all = (Offer.head + Offer.transport + lines + Offer.audio).filter { !$0.hasPrefix(prefix) }
        return try refusal(SessionDescription(parsing: Offer.text(all)))
    }

    private func refusal(_ offer: SessionDescription, _ terms: AnswerTerms = .test) -> OfferRefusal? {
        var numbers = Numbers()
        do throws(OfferRefusal) {
            _ = try SDPAnswer(to: offer, terms, using: &numbers)
            return nil
        } catch {
            return error
        }
    }

    @Test func `what a transport needs must be there`() throws {
        #expect(try refusal(without: "-") == nil)
        #expect(try refusal(without: "a=ice-ufrag") == .noCredentials)
        #expect(try refusal(without: "a=ice-pwd") == .noCredentials)
        #expect(try refusal(without: "a=fingerprint") == .noFingerprint)
        #expect(try refusal(without: "a=fingerprint", adding: ["a=setup:active"]) == .noFingerprint)
        #expect(try refusal(without: "a=setup") == .wrongSetup)
        #expect(try refusal(without: "-", adding: ["a=setup:passive"]) == .wrongSetup)
        #expect(try refusal(without: "-", adding: ["a=ice-lite"]) == .bothLite)
        #expect(try refusal(without: "m=audio") == .nothingAcceptable)
        #expect(try refusal(without: "a=rtpmap") == .nothingAcceptable)
        #expect(try refusal(without: "a=rtcp-mux") == .nothingAcceptable)
    }

    @Test func `a fingerprint of a weak hash is none`() throws {
        let sha1 = "a=fingerprint:sha-1 " + [String](repeating: "00", count: 20).joined(separator: ":")
        let lines = Offer.head + Offer.transport.filter { !$0.hasPrefix("a=fingerprint") } + [sha1] + Offer.audio
        #expect(try refusal(SessionDescription(parsing: Offer.text(lines))) == .noFingerprint)
    }

    @Test func `WHIP takes what is sent, WHEP gives what is received, both in one bundle`() throws {
        var ingest = AnswerTerms.test, playback = AnswerTerms.test
        ingest.purpose = .ingest
        playback.purpose = .playback
        let sends = try Offer.parse(Offer.audio + ["a=sendonly"]), receives = try Offer.parse(Offer.audio + ["a=recvonly"])
        let both = try Offer.parse(Offer.audio + ["a=sendrecv"])
        #expect(try answer(sends, ingest).sections[0].direction == .recvonly)
        #expect(try answer(both, ingest).sections[0].direction == .recvonly)
        #expect(try answer(receives, playback).sections[0].direction == .sendonly)
        #expect(try answer(both, playback).sections[0].direction == .sendonly)
        #expect(refusal(receives, ingest) == .wrongDirection)
        #expect(refusal(sends, playback) == .wrongDirection)
        let two = Offer.audio + ["a=sendonly"] + Offer.audio.map { $0.replacing("mid:0", with: "mid:1") }
        #expect(refusal(try Offer.parse(two), ingest) == .notBundled)
        #expect(refusal(try Offer.parse(["a=group:BUNDLE 0 1"] + two), ingest) == nil)
    }
}
