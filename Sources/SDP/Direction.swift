/// Who sends in a section, as its writer sees it (RFC 8866 §6.7).
package enum Direction: String, Equatable, Sendable {
    case sendrecv, sendonly, recvonly, inactive

    package init(sends: Bool, receives: Bool) {
        self = sends ? receives ? .sendrecv : .sendonly : receives ? .recvonly : .inactive
    }

    package var sends: Bool { self == .sendrecv || self == .sendonly }
    package var receives: Bool { self == .sendrecv || self == .recvonly }

    /// The same as the other side sees it.
    package var reversed: Direction { Direction(sends: receives, receives: sends) }
}
