/// What came of a message: the bytes of the answer that were written, and what is different now.
package struct ICEOutcome: Equatable, Sendable {
    package enum Event: Equatable, Sendable {
        case nothing
        /// The message was not for us, or not by the peer.
        case ignored
        /// The peer proved itself and asked what cannot be; the answer says so.
        case refused
        /// The peer was first heard on this way; DTLS may come on it before it is nominated.
        case learned(FiveTuple)
        /// From now on this is the way to send.
        case moved(to: FiveTuple)
        /// The restart is done: this is the way to send, and the old name is no longer ours.
        case restarted(on: FiveTuple, ended: UserFragment)
        /// Nothing was heard on any way for too long; the agent is at its end.
        case lost
    }

    /// 0 when nothing is to be sent.
    package let answer: Int
    package let event: Event

    static let ignored = ICEOutcome(answer: 0, event: .ignored)
}
