import Domain
import Testing

/// The rules that hang on more than a role.
@Suite struct ConversationRuleTests {
    private func target(_ kind: EventBody.Kind = .message, by: PersonID = ada, retracted: Bool = false) -> Target {
        Target(kind: kind, by: by, retracted: retracted)
    }

    // MARK: Requests

    @Test(arguments: [Membership.State.requested, .declined])
    func `until the other has accepted only so many messages are taken`(state: Membership.State) {
        for (messages, expected) in [(0, nil), (9, nil), (10, Refusal.awaitingAcceptance), (500, .awaitingAcceptance)] {
            let c = conversation(.direct, messages: Int64(messages), [ada: member(.owner), bob: member(.owner, state)])
            #expect(refusal { () throws(Refusal) in try c.permitMessage(by: ada, requestMessages: 10) } == expected, "\(messages)")
        }
    }

    @Test(arguments: [Membership.State.joined, .invited])
    func `to who has accepted, or has never been here, any number is taken`(state: Membership.State) {
        let c = conversation(.direct, messages: 10_000, [ada: member(.owner), bob: member(.owner, state)])
        #expect(refusal { () throws(Refusal) in try c.permitMessage(by: ada, requestMessages: 10) } == nil)
    }

    @Test func `in a group nobody waits for those who have not accepted`() {
        let c = conversation(.group, messages: 10_000, [ada: member(.owner), bob: member(.member, .requested)])
        #expect(refusal { () throws(Refusal) in try c.permitMessage(by: ada, requestMessages: 10) } == nil)
    }

    @Test func `who was asked has to accept before writing`() {
        let c = conversation(.direct, [ada: member(.owner), bob: member(.owner, .requested)])
        #expect(
            refusal { () throws(Refusal) in try c.permitMessage(by: bob, requestMessages: 10) }
                == .forbidden("accept the conversation first"))
    }

    // MARK: Targets

    @Test(arguments: EventBody.Kind.allCases.filter { $0 != .message })
    func `only messages are edited, retracted and reacted to`(kind: EventBody.Kind) {
        let c = conversation(.group, [ada: member(.owner)])
        let expected = Refusal.invalid(field: "target", expected: "the number of a message")
        #expect(refusal { () throws(Refusal) in try c.permitEdit(of: target(kind), by: ada) } == expected)
        #expect(refusal { () throws(Refusal) in try c.permitRetraction(of: target(kind), by: ada) } == expected)
        #expect(refusal { () throws(Refusal) in try c.permitReaction(to: target(kind), by: ada) } == expected)
    }

    @Test func `what was retracted stays as it is`() {
        let c = conversation(.group, [ada: member(.owner)])
        let expected = Refusal.conflict(field: "target", detail: "the message was retracted")
        #expect(refusal { () throws(Refusal) in try c.permitEdit(of: target(retracted: true), by: ada) } == expected)
        #expect(refusal { () throws(Refusal) in try c.permitRetraction(of: target(retracted: true), by: ada) } == expected)
        #expect(refusal { () throws(Refusal) in try c.permitReaction(to: target(retracted: true), by: ada) } == expected)
    }

    @Test func `who no longer writes may retract their words but not change them`() {
        let c = conversation(.group, [ada: member(.reader)])
        #expect(refusal { () throws(Refusal) in try c.permitEdit(of: target(), by: ada) }?.kind == "forbidden")
        #expect(refusal { () throws(Refusal) in try c.permitRetraction(of: target(), by: ada) } == nil)
    }

    // MARK: Adding

    @Test func `nobody gives a role above their own`() {
        for mine in Membership.Role.allCases {
            let c = conversation(.group, [ada: member(mine)])
            for given in Membership.Role.allCases {
                let got = refusal { () throws(Refusal) in try c.permitAdding(by: ada, role: given, limit: 0, adding: 1) }
                #expect((got == nil) == (mine >= .member && given <= mine), "\(mine) gives \(given)")
            }
        }
    }

    @Test func `a conversation is full at its limit, which none is when it is 0`() {
        let c = conversation(.group, [ada: member(.owner), bob: member(.member, .requested)])
        #expect(refusal { () throws(Refusal) in try c.permitAdding(by: ada, role: .member, limit: 5, adding: 3) } == nil)
        #expect(
            refusal { () throws(Refusal) in try c.permitAdding(by: ada, role: .member, limit: 5, adding: 4) }?.kind == "conflict")
        #expect(refusal { () throws(Refusal) in try c.permitAdding(by: ada, role: .member, limit: 0, adding: 100) } == nil)
    }

    // MARK: Removing

    @Test func `who removes has a higher role, or is an owner`() {
        for mine in Membership.Role.allCases {
            for theirs in Membership.Role.allCases {
                let c = conversation(.group, [ada: member(mine), bob: member(theirs)])
                let got = refusal { () throws(Refusal) in try c.permitRemoval(of: bob, by: ada) }
                let expected = mine == .owner || (mine == .moderator && theirs < .moderator)
                #expect((got == nil) == expected, "\(mine) removes \(theirs)")
            }
        }
    }

    @Test func `who is not there cannot be removed or given a role`() {
        let c = conversation(.group, [ada: member(.owner)])
        #expect(refusal { () throws(Refusal) in try c.permitRemoval(of: bob, by: ada) } == .notFound("member"))
        #expect(refusal { () throws(Refusal) in try c.permitRole(.member, for: bob, by: ada) } == .notFound("member"))
    }

    @Test func `an invitation can be taken back`() {
        let c = conversation(.group, [ada: member(.moderator), bob: member(.member, .invited)])
        #expect(refusal { () throws(Refusal) in try c.permitRemoval(of: bob, by: ada) } == nil)
    }

    // MARK: Roles

    @Test func `an owner gives any role, a moderator only those below theirs`() {
        for mine in Membership.Role.allCases {
            for theirs in Membership.Role.allCases {
                for new in Membership.Role.allCases {
                    let c = conversation(.group, [ada: member(mine), bob: member(theirs)])
                    let got = refusal { () throws(Refusal) in try c.permitRole(new, for: bob, by: ada) }
                    let expected = mine == .owner || (mine == .moderator && theirs < .moderator && new < .moderator)
                    #expect((got == nil) == expected, "\(mine) makes \(theirs) \(new)")
                }
            }
        }
    }

    @Test func `the last owner stays one`() {
        let alone = conversation(.group, [ada: member(.owner), bob: member(.owner, .requested)])
        #expect(
            refusal { () throws(Refusal) in try alone.permitRole(.member, for: ada, by: ada) }
                == .conflict(field: "role", detail: "make somebody else an owner first"))
        #expect(refusal { () throws(Refusal) in try alone.permitRole(.owner, for: ada, by: ada) } == nil)
        let two = conversation(.group, [ada: member(.owner), bob: member(.owner)])
        #expect(refusal { () throws(Refusal) in try two.permitRole(.member, for: ada, by: ada) } == nil)
    }

    @Test func `a moderator raises and lowers nobody out of their reach, themself included`() {
        let c = conversation(.group, [ada: member(.moderator), bob: member(.member)])
        #expect(refusal { () throws(Refusal) in try c.permitRole(.member, for: ada, by: ada) }?.kind == "forbidden")
        #expect(refusal { () throws(Refusal) in try c.permitRole(.owner, for: ada, by: ada) }?.kind == "forbidden")
    }

    @Test func `roles have an order`() {
        #expect(Membership.Role.allCases.sorted() == [.reader, .member, .moderator, .owner])
    }
}
