package import Domain
import Synchronization

/// How this server mails.
package struct MailPolicy: Sendable {
    /// Where mails go.
    package enum Way: String, Sendable, CaseIterable {
        /// Into files, to be looked at.
        case folder
        /// To one server that sends them on.
        case relay
        /// To the servers of the recipients.
        case direct
    }

    package var way = Way.folder
    /// Addresses of this server end in it.
    package var domain = "localhost"
    /// Whether mail comes in, so that a mail can be answered.
    package var receives = false
    /// How long a mail waits for more to be said, or to be read meanwhile.
    package var pause: Milliseconds = 60_000
    /// The same for the first mail to somebody who was never here.
    package var invitationPause: Milliseconds = 5_000
    /// How many mails go out in an hour, in all and because of one person; 0 for any number.
    package var perHour = 1_000
    package var perPersonPerHour = 120
    package var maximumBytes = 36 << 20

    package init() {}
}

/// What a transaction has to know in order to queue mails.
package struct MailRules: Sendable {
    let policy: MailPolicy
    let secrets: any Secrets
    let isHere: @Sendable (PersonID) -> Bool

    package init(policy: MailPolicy, secrets: any Secrets, isHere: @escaping @Sendable (PersonID) -> Bool) {
        self.policy = policy
        self.secrets = secrets
        self.isHere = isHere
    }

    /// The more mails somebody has left unanswered, the longer the next one waits.
    func pause(_ kind: MailRecord.Kind, unanswered: Int) -> Milliseconds {
        switch kind {
        case .invitation: policy.invitationPause
        case .digest: policy.pause * [1, 10, 60, 240][min(max(unanswered, 0), 3)]
        case .link, .signin, .test: 0
        }
    }
}

/// Wakes who sends mail.
package final class MailSignal: Sendable {
    private let pair = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    package init() {}
    package var raised: AsyncStream<Void> { pair.stream }
    package func raise() { pair.continuation.yield() }

    private let forgetting: Mutex<(@Sendable ([MailID]) -> Void)?> = Mutex(nil)

    /// What to do with mails of which no copy may stay.
    package func onForgotten(_ body: @escaping @Sendable ([MailID]) -> Void) { forgetting.withLock { $0 = body } }
    func forget(_ mails: [MailID]) { forgetting.withLock { $0 }?(mails) }
}
