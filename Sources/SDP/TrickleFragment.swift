/// What a peer says of its transport after the offer: more candidates, or an ICE restart (RFC 8840 §9, RFC 9725 §4.3).
package struct TrickleFragment: Equatable, Sendable {
    /// The section that speaks for the bundle, as the fragment names it.
    package var mid: String?
    package var line: MediaLine?
    /// Credentials, candidates and their end, of that section.
    package var transport = TransportDescription()

    package init() {}

    /// Reads `application/trickle-ice-sdpfrag`: attributes, then sections of which the first counts.
    package init(parsing bytes: [UInt8]) throws(SDPError) {
        var sections = 0
        for line in try SDPLines.split(bytes) {
            switch line.letter {
            case UInt8(ascii: "m"):
                sections += 1
                guard sections <= SDPLimit.sections else { throw SDPError(line: line.number, problem: .tooMany("m=")) }
                let media = try MediaLine(line)
                self.line = self.line ?? media
            case UInt8(ascii: "a"): try read(line, isFirst: sections <= 1)
            default: throw SDPError(line: line.number, problem: .wrongOrder)
            }
        }
    }

    /// True when the peer begins an ICE restart: it tells both credentials, and they are not those it had.
    package func isRestart(of remote: RemoteTransport) -> Bool {
        guard let fragment = transport.fragment, let password = transport.password else { return false }
        return fragment != remote.fragment || password != remote.password
    }

    /// What the server answers a restart with: its new credentials and all of its candidates.
    package func text(answeringWith server: ServerTransport) -> String {
        var lines = ["a=ice-lite"]
        if let mid { lines.append("a=group:BUNDLE \(mid)") }
        if let line { lines.append("m=\(line.text)") }
        if let mid { lines.append("a=mid:\(mid)") }
        var transport = TransportDescription()
        transport.fragment = server.fragment
        transport.password = server.password
        transport.candidates = server.candidates
        transport.isComplete = true
        transport.write(to: &lines)
        return lines.map { $0 + "\r\n" }.joined()
    }

    private mutating func read(_ line: SDPLine, isFirst: Bool) throws(SDPError) {
        let (name, text) = line.value.parted(at: ":")
        let value = text ?? ""
        guard isFirst else {
            var other = TransportDescription()
            _ = try other.read(name, value, line)
            return
        }
        if try transport.read(name, value, line) { return }
        guard name == "mid" else { return }
        guard value.isToken, value.utf8.count <= 64 else { throw line.malformed("mid") }
        mid = mid ?? String(value)
    }
}
