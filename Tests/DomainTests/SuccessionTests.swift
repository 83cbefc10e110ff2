import Domain
import Testing

@Suite struct SuccessionTests {
    @Test func `the highest role follows the only owner`() {
        let c = conversation(
            .group, [ada: member(.owner), bob: member(.member, since: 1), cat: member(.moderator, since: 9), dan: member(.reader)])
        #expect(c.successor(of: ada) == cat)
    }

    @Test func `of equals the one who has been here longest follows`() {
        let c = conversation(.group, [ada: member(.owner), bob: member(.member, since: 9), cat: member(.member, since: 3)])
        #expect(c.successor(of: ada) == cat)
    }

    @Test func `of equals since the same moment the smaller identifier follows`() {
        for _ in 0..<20 {
            let c = conversation(.group, [ada: member(.owner), dan: member(.member), cat: member(.member), bob: member(.member)])
            #expect(c.successor(of: ada) == bob)
        }
    }

    @Test func `who has not accepted does not follow`() {
        let c = conversation(
            .group,
            [ada: member(.owner), bob: member(.moderator, .requested), cat: member(.moderator, .invited), dan: member(.reader)])
        #expect(c.successor(of: ada) == dan)
    }

    @Test func `nobody follows while another owner stays`() {
        #expect(conversation(.group, [ada: member(.owner), bob: member(.owner), cat: member(.member)]).successor(of: ada) == nil)
    }

    @Test func `an owner who has not accepted is none`() {
        let c = conversation(.group, [ada: member(.owner), bob: member(.owner, .requested), cat: member(.member)])
        #expect(c.successor(of: ada) == cat)
    }

    @Test(arguments: [Membership.Role.reader, .member, .moderator])
    func `nobody follows who was no owner`(role: Membership.Role) {
        #expect(conversation(.group, [ada: member(role), bob: member(.owner)]).successor(of: ada) == nil)
    }

    @Test func `nobody follows in a direct conversation, an empty one, or a stranger`() {
        #expect(conversation(.direct, [ada: member(.owner), bob: member(.owner, .requested)]).successor(of: ada) == nil)
        #expect(conversation(.group, [ada: member(.owner)]).successor(of: ada) == nil)
        #expect(conversation(.group, [ada: member(.owner)]).successor(of: bob) == nil)
    }
}
