import Domain
import Testing

/// Who may be in the call of a conversation.
@Suite struct CallPermissionTests {
    private func kind(_ c: Conversation, _ person: PersonID) -> String? {
        refusal { () throws(Refusal) in try c.permitCall(by: person) }?.kind
    }

    @Test func `whoever has joined may, also to listen`() {
        let c = conversation(.group, [ada: member(.owner), bob: member(.reader), cat: member(.member, .requested)])
        #expect(kind(c, ada) == nil && kind(c, bob) == nil)
        #expect(kind(c, cat) == "forbidden" && kind(c, dan) == "notFound")
    }

    @Test func `nobody calls who has not accepted`() {
        for (state, expected) in [
            (Membership.State.joined, nil), (.invited, nil), (.requested, "awaitingAcceptance"), (.declined, "awaitingAcceptance"),
        ] as [(Membership.State, String?)] {
            #expect(kind(conversation(.direct, [ada: member(.member), bob: member(.member, state)]), ada) == expected, "\(state)")
        }
    }

    @Test func `crowds and announcements are not rung`() {
        func crowd(_ count: Int) -> Conversation {
            conversation(
                .group, Dictionary(uniqueKeysWithValues: (1...count).map { (PersonID(rawValue: UInt64($0)), member(.member)) }))
        }
        #expect(crowd(Limits.rung).rings && !crowd(Limits.rung + 1).rings)
        #expect(!conversation(.announcement, [ada: member(.owner)]).rings)
        #expect(refusal { () throws(Refusal) in try crowd(33).permitRinging(by: ada) }?.kind == "forbidden")
    }

    @Test func `links are the moderators'`() {
        let c = conversation(.group, [ada: member(.moderator), bob: member(.member)])
        #expect(refusal { () throws(Refusal) in try c.permitCallLinks(by: ada) } == nil)
        #expect(refusal { () throws(Refusal) in try c.permitCallLinks(by: bob) }?.kind == "forbidden")
        let two = conversation(.direct, [ada: member(.owner), bob: member(.owner)])
        #expect(refusal { () throws(Refusal) in try two.permitCallLinks(by: ada) }?.kind == "forbidden")
    }

    @Test func `waiting for somebody is for two`() throws {
        let two = conversation(.direct, [ada: member(.member), bob: member(.member)])
        #expect(try two.permitWaiting(by: ada) == bob)
        let c = conversation(.group, [ada: member(.moderator), bob: member(.member)])
        #expect(refusal { () throws(Refusal) in _ = try c.permitWaiting(by: ada) }?.kind == "forbidden")
    }
}
