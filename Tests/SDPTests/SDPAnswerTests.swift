import SDP
import Testing

@Suite struct SDPAnswerTests {
    @Test func `Chromium is answered with Opus, its numbers, and video at rest`() throws {
        let answer = try answer(Offer.browser("chromium"))
        let session = lines(answer, section: nil)
        #expect(session.contains("a=ice-lite") && session.contains("a=group:BUNDLE 0 1"))
        let audio = lines(answer, section: 0)
        #expect(audio.first == "m=audio 3478 UDP/TLS/RTP/SAVPF 111")
        for line in [
            "c=IN IP4 192.0.2.1", "a=mid:0", "a=sendrecv", "a=rtcp-mux", "a=setup:passive", "a=rtpmap:111 opus/48000/2",
            "a=rtcp-fb:111 transport-cc", "a=fmtp:111 minptime=10;useinbandfec=1;maxaveragebitrate=48000", "a=ice-ufrag:serverID",
            "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "a=candidate:u0 1 udp 2130706431 192.0.2.1 3478 typ host",
            "a=candidate:t0 1 tcp 1520435199 192.0.2.1 443 typ host tcptype passive",
            "a=candidate:u1 1 udp 2130706175 2001:db8::1 3478 typ host", "a=end-of-candidates",
        ] { #expect(audio.contains(line), "\(line)") }
        #expect(!audio.contains { $0.contains("abs-send-time") })
        #expect(lines(answer, section: 1).contains("a=inactive"))
        #expect(lines(answer, section: 1).first == "m=video 3478 UDP/TLS/RTP/SAVPF 96 97 102 103 98 99 45 46")
        #expect(!lines(answer, section: 1).contains { $0.hasPrefix("a=candidate") || $0.hasPrefix("a=ssrc") })
        #expect(lines(answer, section: 2).first == "m=application 0 UDP/DTLS/SCTP webrtc-datachannel")
        #expect(answer.remote.fragment == "LJtW")
        #expect(answer.sections[0].id(of: HeaderExtension.audioLevel) == 1)
    }

    @Test func `Firefox is answered with its own payload type and its encodings`() throws {
        var terms = AnswerTerms.test
        terms.video = .video
        let offer = try Offer.browser("firefox")
        let answer = try answer(offer, terms)
        #expect(lines(answer, section: 0).first == "m=audio 3478 UDP/TLS/RTP/SAVPF 109")
        let video = lines(answer, section: 1)
        #expect(video.contains("a=simulcast:recv q;h;f") && video.contains("a=rid:h recv"))
        #expect(answer.sections[1].rids == ["q", "h", "f"])
        #expect(answer.sections[2].direction == .sendonly && answer.sections[2].ssrc != nil)
        #expect(answer.description.bundles == [["0", "1", "2"]])
    }

    @Test(arguments: ["chromium", "firefox"]) func `an answer is read as it was meant`(_ name: String) throws {
        var terms = AnswerTerms.test
        terms.video = .video
        let answer = try answer(Offer.browser(name), terms)
        #expect(try SessionDescription(parsing: Array(answer.description.text.utf8)) == answer.description)
    }

    @Test(
        arguments: zip(
            ["sendrecv", "sendonly", "recvonly", "inactive"], [Direction.sendrecv, .recvonly, .sendonly, .inactive]))
    func `the way is answered`(_ offered: String, _ expected: Direction) throws {
        let answer = try answer(Offer.parse(Offer.audio + ["a=\(offered)"]))
        #expect(answer.sections.first?.direction == expected)
        #expect((answer.sections.first?.ssrc != nil) == expected.sends)
    }

    @Test func `a second answer keeps the sources of the first`() throws {
        let offer = try Offer.browser("chromium"), first = try answer(offer)
        var terms = AnswerTerms.test
        terms.ssrcs = ["0": try #require(first.sections[0].ssrc)]
        var numbers = Numbers(state: 99)
        let second = try SDPAnswer(to: offer, terms, using: &numbers)
        #expect(second.sections[0].ssrc == first.sections[0].ssrc)
    }

    @Test func `sections outside the bundle, without RTCP on the same port or with port 0 are rejected`() throws {
        let outside = Offer.audio.map { $0.replacing("mid:0", with: "mid:1") }
        let separate = Offer.audio.map { $0.replacing("mid:0", with: "mid:2") }.filter { $0 != "a=rtcp-mux" }
        let stopped = Offer.audio.map { $0.replacing("mid:0", with: "mid:3").replacing("audio 9", with: "audio 0") }
        let only =
            Offer.audio.map { $0.replacing("mid:0", with: "mid:4").replacing("audio 9", with: "audio 0") } + ["a=bundle-only"]
        let offer = try Offer.parse(["a=group:BUNDLE 0 2 3 4"] + Offer.audio + outside + separate + stopped + only)
        let answer = try answer(offer)
        #expect(answer.sections.map { $0.direction != nil } == [true, false, false, false, true])
        #expect(answer.description.bundles == [["0", "4"]])
        #expect(answer.description.sections.map(\.line.port) == [3478, 0, 0, 0, 3478])
    }

    @Test func `an extension for one way is answered for the other`() throws {
        let level = HeaderExtension.audioLevel
        let answer = try answer(Offer.parse(Offer.audio + ["a=extmap:5/sendonly \(level)", "a=extmap:15 \(HeaderExtension.mid)"]))
        #expect(answer.sections[0].extensions == [HeaderExtension(id: 5, uri: level, direction: .recvonly)])
    }

    @Test func `a rejected section has no codecs, not even those whose numbers are fixed`() throws {
        let offer = try Offer.parse(["m=audio 0 RTP/AVP 0 8 111", "a=rtpmap:111 opus/48000/2"] + Offer.audio)
        #expect(offer.sections.map(\.codecs.count) == [0, 1])
        #expect(try SessionDescription(parsing: Array(offer.text.utf8)).text == offer.text)
    }

    @Test func `a number that stands for another thing in the bundle is not taken twice`() throws {
        let level = "a=extmap:5 \(HeaderExtension.audioLevel)", mid = "a=extmap:5 \(HeaderExtension.mid)"
        let other = Offer.audio.map { $0.replacing("mid:0", with: "mid:1") } + [mid]
        let answer = try answer(Offer.parse(["a=group:BUNDLE 0 1"] + Offer.audio + [level] + other))
        #expect(answer.sections[0].extensions.map(\.uri) == [HeaderExtension.audioLevel])
        #expect(answer.sections[1].extensions.isEmpty)
    }
}
