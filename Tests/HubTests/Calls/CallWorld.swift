import Domain
import Hub
import JSON

/// A hub with a media server that carries nothing, and a reader of every conversation.
struct CallWorld {
    let media = FakeMedia()
    let world: World
    let loop = CountedMailbox()
    var hub: Hub { world.hub }
    var clock: ManualClock { world.clock }

    init(
        _ conversations: [Conversation], pusher: RecordingPusher = RecordingPusher(), blobs: any Blobs = NoBlobs(),
        policy: Policy = Policy()
    ) async throws {
        world = World(conversations, pusher: pusher, media: media, blobs: blobs, policy: policy)
        for c in conversations { _ = hub.channels.enter(c.id, loop.mailbox) }
        for person in Set(conversations.flatMap(\.members.keys)) {
            for session in 1...30 as ClosedRange<UInt64> { try signIn(person, session) }
        }
        try await hub.start()
    }

    private func signIn(_ person: PersonID, _ session: UInt64) throws {
        let record = try world.caller(person, session: session).session
        world.store.with { $0.tables.sessions[Array("\(session) of \(person.rawValue)".utf8)] = record }
    }

    /// Joins with an ordinary offer, and sound flows.
    @discardableResult
    func call(
        _ person: PersonID, in id: ConversationID = room, session: UInt64 = 1, muted: Bool? = nil, rings: Bool = true
    ) async throws -> CallAnswer {
        let ask = CallAsk(conversation: id, offer: Array("offer".utf8), isMuted: muted, rings: rings)
        return try await call(person, ask, session: session)
    }

    func call(_ person: PersonID, _ ask: CallAsk, session: UInt64 = 1) async throws -> CallAnswer {
        let answer = try await hub.call(ask, by: try world.caller(person, session: session))
        media.say(.connected(answer.leg, answer.call))
        return answer
    }

    func call(_ person: PersonID, leg: LegID?, offer: String) async throws -> CallAnswer {
        try await call(person, CallAsk(conversation: room, offer: Array(offer.utf8), leg: leg))
    }

    func now(_ id: ConversationID = room) throws -> Call {
        guard let call = hub.calls.call(in: id) else { throw Refusal.notFound("call") }
        return call
    }

    /// The events about calls in a log.
    func events(_ id: ConversationID = room) -> [CallEvent] {
        world.store.log(id).compactMap { if case .call(let event) = $0.body { event } else { nil } }
    }

    /// What readers of a conversation were sent of a type, oldest first.
    func signals(_ type: String, _ id: ConversationID = room) throws -> [Fields] {
        let bytes = hub.channels.find(id)?.signals(after: 0).signals ?? []
        return try bytes.map(fields).filter { try $0.string("t", max: 16) == type }
    }

    /// What connections were told that is in no log.
    func notices() -> [String] {
        loop.mailbox.take().notices.compactMap { if case .frame(let bytes) = $0.notice { text(bytes) } else { nil } }
    }

    /// Lets time pass as the server does.
    func pass(_ time: Milliseconds) {
        clock.advance(time)
        hub.tick()
    }
}

/// Waits until something is so that other threads bring about.
func eventually(_ what: String, _ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while !condition() {
        guard ContinuousClock.now < deadline else { throw NeverCame(what: what) }
        await Task.yield()
    }
}

struct NeverCame: Error {
    let what: String
}
