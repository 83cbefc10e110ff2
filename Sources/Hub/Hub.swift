package import Domain
package import Logging
import Synchronization

/// The policy of one server.
package struct Policy: Sendable {
    package enum Registration: String, Sendable { case invite, domain, open }

    package var name = "Confab"
    /// Without a slash at the end.
    package var publicURL = "http://localhost:8080"
    package var registration = Registration.invite
    package var domains: [String] = []
    package var membersInvite = true
    package var limits = OperatorLimits()
    package var pushKey = ""
    /// Whether push services may be on this network and without TLS; for tests.
    package var pushLocal = false
    package var version = ""
    package var mail = MailPolicy()
    /// Whether a guest may make their place an account without an invite.
    package var guestsRegister = false

    package init() {}
}

/// The use cases of the server: what people do, checked by the domain, kept by the store, told to whom it concerns.
package final class Hub: Sendable {
    package let store: any Store
    package let blobs: any Blobs
    package let secrets: any Secrets
    package let clock: any Clock
    package let policy: Policy
    package let directory: Directory
    package let channels = Channels()
    package let callers: Callers
    package let limiter: Limiter
    package let committer: Committer
    package let logger: Logger
    package let startedAt: Milliseconds
    /// Says that there is mail to send.
    package let outbox = MailSignal()
    package let calls: Calls
    let free: FreeWishes
    let notifier: Notifier
    /// How many events had been committed when the search index was brought up to date last.
    private let indexed = Atomic(0)

    package init(
        store: any Store, blobs: any Blobs, secrets: any Secrets, clock: any Clock, pusher: any Pusher,
        media: any MediaServer = NoMedia(), policy: Policy, logger: Logger
    ) {
        self.store = store
        self.blobs = blobs
        self.secrets = secrets
        self.clock = clock
        self.policy = policy
        self.logger = logger
        startedAt = clock.now()
        let directory = Directory(clock: clock)
        let notifier = Notifier(store: store, pusher: pusher, directory: directory, logger: logger)
        self.directory = directory
        self.notifier = notifier
        callers = Callers(store: store, secrets: secrets)
        limiter = Limiter(clock: clock)
        let calls = Calls(
            media: media, directory: directory, channels: channels, notifier: notifier,
            ports: CallPorts(store: store, limits: policy.limits, clock: clock, blobs: blobs, secrets: secrets), logger: logger)
        self.calls = calls
        free = FreeWishes(directory: directory, calls: calls)
        let publisher = Publisher(
            channels: channels, directory: directory, notifier: notifier, callers: callers, outbox: outbox, calls: calls)
        let mail = MailRules(policy: policy.mail, secrets: secrets) { directory.isHereOrOwed($0) }
        committer = Committer(store: store, rules: Rules(limits: policy.limits, mail: mail), clock: clock, logger: logger) {
            publisher.publish($0)
        }
        calls.attach(committer)
    }

    var media: any MediaServer { calls.media }

    /// Reads what the hub must know before it serves.
    package func start() async throws {
        notifier.setSubscribed(try await store.read { try $0.peopleWithPush() })
        try await startMail()
        try await startCalls()
        notifier.onDeadSubscription { [committer] endpoint in
            _ = try? await committer.perform { try $0.tx.deletePush(endpoint: endpoint) }
        }
    }

    /// To be called a few times a second: lets grace periods and buckets run out.
    package func tick() {
        directory.tick()
        limiter.sweep()
        calls.tick()
        offerCalls()
        mailUnread(of: directory.takeOwed())
        let events = committer.counts.events
        if events != indexed.exchange(events, ordering: .relaxed) { committer.index {} }
    }

    package func now() -> Milliseconds { clock.now() }
}
