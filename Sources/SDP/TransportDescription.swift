/// Who begins DTLS (RFC 8842 §5.1).
package enum Setup: String, Equatable, Sendable { case active, passive, actpass, holdconn }

/// How packets of a section get to its writer: ICE (RFC 8839 §5) and DTLS (RFC 8842 §5).
package struct TransportDescription: Equatable, Sendable {
    package var fragment: String?
    package var password: String?
    package var options: [String] = []
    package var fingerprints: [Fingerprint] = []
    package var setup: Setup?
    package var candidates: [Candidate] = []
    /// No more candidates will be told (RFC 8840 §8.2).
    package var isComplete = false

    package init() {}

    /// Takes an attribute if it is of transport; false when it is not.
    mutating func read(_ name: Substring, _ value: Substring, _ line: SDPLine) throws(SDPError) -> Bool {
        switch name {
        case "ice-ufrag":
            guard (4...256).contains(value.utf8.count), value.isICEText else { throw line.malformed("ice-ufrag") }
            fragment = String(value)
        case "ice-pwd":
            guard (22...256).contains(value.utf8.count), value.isICEText else { throw line.malformed("ice-pwd") }
            password = String(value)
        case "ice-options":
            var words = Words(value)
            options = Array(words.all().prefix(SDPLimit.others))
        case "fingerprint":
            guard fingerprints.count < SDPLimit.fingerprints else {
                throw SDPError(line: line.number, problem: .tooMany("fingerprint"))
            }
            fingerprints.append(try Fingerprint(value, line))
        case "setup":
            guard let setup = Setup(rawValue: String(value)) else { throw line.malformed("setup") }
            self.setup = setup
        case "candidate":
            guard candidates.count < SDPLimit.candidates else { throw SDPError(line: line.number, problem: .tooMany("candidate")) }
            candidates.append(try Candidate(value, line))
        case "end-of-candidates": isComplete = true
        default: return false
        }
        return true
    }

    /// Takes over from the session what a section does not say itself.
    mutating func inherit(_ session: TransportDescription) {
        fragment = fragment ?? session.fragment
        password = password ?? session.password
        if options.isEmpty { options = session.options }
        if fingerprints.isEmpty { fingerprints = session.fingerprints }
        setup = setup ?? session.setup
    }
}
