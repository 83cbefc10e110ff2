import Domain
import Hub

/// A whole hub over a store in memory, with people and loops.
struct World {
    let store: MemoryStore
    let hub: Hub
    let clock = ManualClock()

    init(
        _ conversations: [Conversation], pusher: RecordingPusher = RecordingPusher(), media: any MediaServer = NoMedia(),
        blobs: any Blobs = NoBlobs(), policy: Policy = Policy()
    ) {
        store = MemoryStore(prompt: true)
        store.with { s in
            for c in conversations { s.tables.conversations[c.id] = c }
            for id in Set(conversations.flatMap(\.members.keys)) {
                s.tables.people[id] = Person(id: id, name: "person \(id.rawValue)", address: nil, role: .member)
            }
        }
        hub = Hub(
            store: store, blobs: blobs, secrets: CountingSecrets(), clock: clock, pusher: pusher, media: media, policy: policy,
            logger: silent)
    }

    func connect(_ person: PersonID, _ connection: UInt64, _ loop: CountedMailbox, active: Bool = true) {
        hub.directory.connect(
            registration(connection, of: person, loop.mailbox, DeviceState(active: active)), doNotDisturb: false, status: "")
    }

    func draft(_ command: Int64, _ text: String = "hi", to id: ConversationID = room, by person: PersonID = ada) throws -> Draft {
        try Draft(
            conversation: id, by: person, key: try ClientKey("command-\(command)"),
            content: .send(text: text, reply: nil, attachments: [], mentions: .none))
    }

    func submit(_ command: Int64, _ draft: Draft, _ loop: CountedMailbox, _ connection: UInt64) {
        hub.committer.submit(
            .draft(
                draft, ReplyTo(mailbox: loop.mailbox, connection: ConnectionID(rawValue: connection), command: command)))
    }

    func caller(_ person: PersonID, session: UInt64 = 1) throws -> Caller {
        let found = store.with { $0.tables.people[person] }
        guard let found else { throw Refusal.notSignedIn }
        let session = SessionRecord(
            id: SessionID(rawValue: session), person: person, kind: .browser, device: "", remoteAddress: "", createdAt: 0, seenAt: 0
        )
        return Caller(person: found, session: session)
    }
}
