import SDP
import Testing

/// What comes of a bad offer: an error that says where, never a trap.
@Suite struct TortureTests {
    private func problem(_ bytes: [UInt8]) -> SDPError? {
        do {
            _ = try SessionDescription(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func problem(_ lines: [String]) -> SDPError? { problem(Offer.text(lines)) }

    @Test func `each of the first lines must be there`() {
        #expect(problem([UInt8]())?.problem == .missing("v="))
        for (index, letter) in ["v=", "o=", "s="].enumerated() {
            var lines = Offer.head + Offer.audio
            lines.remove(at: index)
            #expect(problem(lines) == SDPError(line: index + 1, problem: .missing(letter)))
        }
        #expect(problem(Array(Offer.head.prefix(3)) + Offer.audio)?.problem == .missing("t="))
    }

    @Test func `lines in the wrong order are told`() {
        #expect(problem(Offer.head + ["a=ice-lite", "t=0 0"]) == SDPError(line: 6, problem: .wrongOrder))
        #expect(problem(Offer.head + Offer.audio + ["v=0"])?.problem == .wrongOrder)
        #expect(problem(Offer.head + Offer.audio + ["c=IN IP4 0.0.0.0"])?.problem == .wrongOrder)
        #expect(problem(Offer.head + ["y=1"])?.problem == .wrongOrder)
    }

    @Test func `lines that are none are told`() {
        #expect(problem(Offer.head + ["", "a=x"]) == SDPError(line: 5, problem: .badLine))
        #expect(problem(Offer.head + ["a"])?.problem == .badLine)
        #expect(problem(Offer.head + ["a=x\ry"])?.problem == .controlCharacter)
        #expect(problem(Offer.head + ["a=x\0"])?.problem == .controlCharacter)
        #expect(problem(Offer.text(Offer.head) + [0xFF, 0x0A])?.problem == .notUTF8)
        #expect(problem(Offer.text(Offer.head) + [0x0D, 0x0A, 0x0A]) == nil)
    }

    @Test func `what is too long is refused before it is read`() {
        #expect(problem([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20))?.problem == .tooLong)
        #expect(problem(Offer.head + ["a=" + String(repeating: "x", count: 5000)])?.problem == .lineTooLong)
        #expect(problem([UInt8](repeating: UInt8(ascii: "\n"), count: SDPLimit.bytes))?.problem == .missing("v="))
        #expect(problem(Offer.head + [String](repeating: "a=x", count: SDPLimit.lines))?.problem == .tooMany("lines"))
    }

    @Test func `no list may be longer than its limit`() {
        func section(_ line: String, _ count: Int) -> SDPError.Problem? {
            problem(Offer.head + Offer.audio + (1...count).map { line.replacing("#", with: "\($0)") })?.problem
        }
        #expect(problem(Offer.head + (0...64).map { "m=audio \($0) RTP/AVP 0" })?.problem == .tooMany("m="))
        #expect(section("a=extmap:# u", SDPLimit.extensions + 1) == .tooMany("extmap"))
        #expect(section("a=ssrc:# cname:c", SDPLimit.sources + 1) == .tooMany("ssrc"))
        #expect(section("a=ssrc-group:FID #", SDPLimit.sources + 1) == .tooMany("ssrc-group"))
        #expect(section("a=candidate:# 1 udp 1 ::1 9 typ host", SDPLimit.candidates + 1) == .tooMany("candidate"))
        #expect(section("a=rid:# send", SDPLimit.rids + 1) == .tooMany("rid"))
        #expect(section("a=msid:#", SDPLimit.others + 1) == .tooMany("msid"))
        #expect(section("a=rtcp-fb:111 x#", SDPLimit.feedback + 1) == .tooMany("rtcp-fb"))
        #expect(section("a=rtcp-fb:* x#", SDPLimit.feedback + 1) == .tooMany("rtcp-fb"))
        #expect(problem(Offer.head + (0...16).map { "a=group:BUNDLE \($0)" })?.problem == .tooMany("group"))
        let formats = (0...128).map { "\($0)" }.joined(separator: " ")
        #expect(problem(Offer.head + ["m=audio 9 RTP/AVP \(formats)"])?.problem == .tooMany("formats"))
    }

    @Test func `names that are there twice are told`() {
        #expect(problem(Offer.head + Offer.audio + Offer.audio)?.problem == .duplicate("a mid"))
        #expect(problem(Offer.head + Offer.audio + ["a=mid:1"])?.problem == .duplicate("mid"))
        #expect(problem(Offer.head + ["a=group:BUNDLE 0 0"] + Offer.audio)?.problem == .duplicate("a mid of a=group"))
        #expect(problem(Offer.head + ["a=group:BUNDLE 0 9"] + Offer.audio)?.problem == .missing("a mid of a=group"))
        #expect(problem(Offer.head + ["m=audio 9 RTP/AVP 0 0"])?.problem == .duplicate("a format"))
    }

    @Test(arguments: [
        "a=rtpmap:111 opus/99999999999999999999/2", "a=rtpmap:111 opus/-1", "a=rtpmap:111 opus/0", "a=rtpmap:111 opus/48000/256",
        "a=rtpmap:128 x/1", "a=rtpmap:99999999999999999999 x/1", "a=rtpmap:+1 x/1", "a=rtpmap", "a=rtpmap:111", "a=fmtp:",
        "a=rtcp-fb:111",
        "a=ssrc:4294967296 cname:x", "a=ssrc:", "a=ssrc-group:FID 99999999999", "a=extmap:0 u", "a=extmap:65536 u", "a=extmap:1",
        "a=extmap:1/up u", "a=candidate:", "a=candidate:1 1 udp 4294967296 ::1 9 typ host",
        "a=candidate:1 1 udp 1 ::1 65536 typ host",
        "a=candidate:1 1 udp 1 ::1 9 typ what", "a=setup:sideways", "a=ice-ufrag:abc", "a=ice-ufrag:ab cd", "a=ice-pwd:short",
        "a=fingerprint:sha-256", "a=fingerprint:sha-256 0g", "a=fingerprint:sha-256 +1", "a=fingerprint:sha-256 012",
        "a=rid:a", "a=rid:a up", "a=simulcast:send", "a=simulcast:send a send b", "a=mid:a b", "a=mid:",
    ])
    func `a value that cannot be is told with its line`(_ line: String) {
        let lines = Offer.head + Offer.audio.filter { !line.hasPrefix("a=mid") || !$0.hasPrefix("a=mid") } + [line]
        let error = problem(lines)
        #expect(error?.line == lines.count)
        #expect(error?.description.hasPrefix("Line \(lines.count): ") == true)
    }

    @Test(arguments: ["b=AS:-1", "b=AS", "b=AS:99999999999999999999", "c=IN IP4", "c=OUT IP4 1.2.3.4"])
    func `a bad line before the attributes of a section is told`(_ line: String) {
        #expect(problem(Offer.head + [Offer.audio[0], line])?.line == 6)
    }

    @Test func `an offer that is cut anywhere is read or refused`() throws {
        let bytes = try Offer.bytes("firefox")
        for count in stride(from: 0, to: bytes.count, by: 7) {
            guard let offer = try? SessionDescription(parsing: Array(bytes.prefix(count))) else { continue }
            _ = try? answer(offer)
        }
    }
}
