import STUN

/// A browser and the server's agent for it, in time that the test tells.
struct AgentPeer {
    static let start = ContinuousClock.now
    static let old = ICECredentials(fragment: UserFragment("aaaaaaaa")!, password: "oldoldoldoldoldoldoldold")
    static let new = ICECredentials(fragment: UserFragment("bbbbbbbb")!, password: "newnewnewnewnewnewnewnew")

    var agent = ICELiteAgent(old, remoteFragment: "them", at: start)
    /// The last answer; empty for none.
    var answer: [UInt8] = []

    static func path(_ last: UInt32, _ transport: FiveTuple.Transport = .udp) -> FiveTuple {
        FiveTuple(transport, local: .test(254, port: 3478), remote: .test(last))
    }

    /// A check as a browser sends it.
    static func check(
        _ credentials: ICECredentials = old, name: String? = nil, password: String? = nil, nominates: Bool = false,
        _ more: (inout STUNWriter) -> Void = { $0.role(.controlling(5)) }
    ) -> [UInt8] {
        write(.request) {
            $0.username(name ?? "\(credentials.fragment.text):them")
            more(&$0)
            if nominates { $0.useCandidate() }
            $0.priority(1)
            $0.integrity(IntegrityKey(password: password ?? credentials.password))
            $0.fingerprint()
        } ?? []
    }

    mutating func receive(_ bytes: [UInt8], on path: FiveTuple, after seconds: Int = 0) throws -> ICEOutcome.Event {
        let message = try read(bytes)
        var output = [UInt8](repeating: 0, count: STUNLimit.answer)
        let outcome = bytes.withUnsafeBytes { input in
            output.withUnsafeMutableBytes {
                agent.receive(message, in: input, on: path, at: Self.start + .seconds(seconds), answer: $0)
            }
        }
        answer = Array(output.prefix(outcome.answer))
        return outcome.event
    }

    mutating func timeout(after seconds: Int) -> ICEOutcome.Event { agent.timeout(at: Self.start + .seconds(seconds)) }
}
