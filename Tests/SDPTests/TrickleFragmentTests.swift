import SDP
import Testing

@Suite struct TrickleFragmentTests {
    private let restart = [
        "a=group:BUNDLE 0 1", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=mid:0", "a=ice-ufrag:ysXw",
        "a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k",
        "a=candidate:1 1 udp 2130706431 198.51.100.1 39132 typ host", "a=end-of-candidates", "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "a=mid:1",
        "a=ice-ufrag:other", "a=ice-pwd:otherotherotherotherother",
    ]

    @Test func `the first section of a fragment counts`() throws {
        let fragment = try TrickleFragment(parsing: Offer.text(restart))
        #expect(fragment.mid == "0" && fragment.transport.fragment == "ysXw" && fragment.transport.isComplete)
        #expect(fragment.transport.candidates.map(\.port) == [39132])
    }

    @Test func `other credentials are a restart, the same or none are not`() throws {
        let remote = try answer(Offer.parse(Offer.audio)).remote
        #expect(try TrickleFragment(parsing: Offer.text(restart)).isRestart(of: remote))
        #expect(try !TrickleFragment(parsing: Offer.text(Offer.transport + ["m=audio 9 RTP/AVP 0"])).isRestart(of: remote))
        #expect(try !TrickleFragment(parsing: Offer.text(["a=end-of-candidates"])).isRestart(of: remote))
    }

    @Test func `a restart is answered with the server's credentials and candidates`() throws {
        let answer = try TrickleFragment(parsing: Offer.text(restart)).text(answeringWith: AnswerTerms.test.transport)
        #expect(answer.hasPrefix("a=ice-lite\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=candidate:u0 "))
        let again = try TrickleFragment(parsing: Array(answer.utf8))
        #expect(again.transport.fragment == "serverID" && again.transport.candidates.count == 3 && again.transport.isComplete)
    }

    @Test(arguments: ["v=0", "a=ice-ufrag:a", "m=audio", "a=mid:a b", "x"]) func `a bad line is told`(_ line: String) {
        #expect(throws: SDPError.self) { try TrickleFragment(parsing: Offer.text(["a=ice-ufrag:abcd", line])) }
    }
}
