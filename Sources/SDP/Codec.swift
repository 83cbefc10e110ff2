/// A payload type and what it stands for (RFC 8866 §6.6, §6.15, RFC 4585 §4.2).
package struct Codec: Equatable, Sendable {
    package var payload: UInt8
    package var name: String
    /// Ticks of its clock in a second.
    package var rate: UInt32
    package var channels: UInt8
    /// The value of `a=fmtp` as it was written; empty for none.
    package var parameters: String
    /// Each `a=rtcp-fb`, as in `nack pli`.
    package var feedback: [String]

    package init(
        payload: UInt8, name: String, rate: UInt32, channels: UInt8 = 1, parameters: String = "", feedback: [String] = []
    ) {
        self.payload = payload
        self.name = name
        self.rate = rate
        self.channels = channels
        self.parameters = parameters
        self.feedback = feedback
    }

    /// The value of one parameter, whose name is read in either case.
    package func parameter(_ name: String) -> String? {
        for piece in parameters[...].pieces(at: ";") {
            let (key, value) = piece.parted(at: "=")
            if key.utf8.drop(while: { $0 == UInt8(ascii: " ") }).lowercased == name.utf8.lowercased {
                return value.map { String($0) }
            }
        }
        return nil
    }

    package func isCalled(_ name: String) -> Bool { self.name.utf8.lowercased == name.utf8.lowercased }

    /// True when both stand for the same in every way.
    func isSame(as other: Codec) -> Bool {
        isCalled(other.name) && rate == other.rate && channels == other.channels && parameters == other.parameters
    }

    /// What the payload types stand for that need no `a=rtpmap` (RFC 3551 §6).
    static func fixed(_ payload: UInt8) -> Codec? {
        switch payload {
        case 0: Codec(payload: 0, name: "PCMU", rate: 8000)
        case 8: Codec(payload: 8, name: "PCMA", rate: 8000)
        case 9: Codec(payload: 9, name: "G722", rate: 8000)
        default: nil
        }
    }

    var mapping: String { "\(payload) \(name)/\(rate)\(channels == 1 ? "" : "/\(channels)")" }
}

extension Sequence<UInt8> {
    /// Letters of ASCII made small.
    var lowercased: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
}
