import Domain

extension Hub {
    /// The operator at the command line acts as the first owner, through no session that could be ended.
    package func operatorCaller() async throws -> Caller {
        guard let owner = try await store.read({ try $0.anOwner() }) else { throw Refusal.notSignedIn }
        let session = SessionRecord(
            id: SessionID(rawValue: 0), person: owner.id, kind: .token, device: "command line", remoteAddress: "local",
            createdAt: clock.now(), seenAt: clock.now())
        return Caller(person: owner, session: session)
    }
}
