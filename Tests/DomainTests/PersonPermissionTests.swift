import Domain
import Testing

@Suite struct PersonPermissionTests {
    private func person(_ role: Person.Role, _ id: PersonID = ada) -> Person { Person(id: id, name: "x", address: nil, role: role) }

    @Test func `owners and admins administer`() {
        for role in Person.Role.allCases {
            let got = refusal { () throws(Refusal) in try person(role).permitAdministration() }
            #expect((got == nil) == (role == .owner || role == .admin), "\(role)")
            #expect(got == nil || got?.kind == "forbidden")
        }
    }

    @Test func `guests are no members`() {
        for role in Person.Role.allCases {
            #expect((refusal { () throws(Refusal) in try person(role).permitMembership() } == nil) == (role != .guest), "\(role)")
        }
    }

    @Test func `members invite if the server lets them, guests never`() {
        for role in Person.Role.allCases {
            let open = refusal { () throws(Refusal) in try person(role).permitInviting(membersInvite: true) }
            let closed = refusal { () throws(Refusal) in try person(role).permitInviting(membersInvite: false) }
            #expect((open == nil) == (role != .guest), "\(role)")
            #expect((closed == nil) == (role == .owner || role == .admin), "\(role)")
        }
    }

    @Test func `owners give every role, admins none that administers`() {
        for mine in Person.Role.allCases {
            for theirs in [Person.Role.owner, .admin, .member] {
                for new in [Person.Role.owner, .admin, .member] {
                    let got = refusal { () throws(Refusal) in
                        try person(mine).permitChange(of: person(theirs, bob), to: new, owners: 2)
                    }
                    let expected = mine == .owner || (mine == .admin && theirs == new)
                    #expect((got == nil) == expected, "\(mine) makes \(theirs) \(new)")
                    if !expected { #expect(got?.kind == "forbidden") }
                }
            }
        }
    }

    @Test func `guests become members by registering, never by a role`() {
        for role in [Person.Role.owner, .admin, .member] {
            #expect(
                refusal { () throws(Refusal) in try person(.owner).permitChange(of: person(.guest, bob), to: role, owners: 1) }?
                    .kind == "invalid")
            #expect(
                refusal { () throws(Refusal) in try person(.owner).permitChange(of: person(role, bob), to: .guest, owners: 2) }?
                    .kind == "invalid")
        }
        #expect(
            refusal { () throws(Refusal) in try person(.admin).permitChange(of: person(.guest, bob), to: .guest, owners: 1) } == nil
        )
    }

    @Test func `the last owner stays one`() {
        let owner = person(.owner)
        #expect(refusal { () throws(Refusal) in try owner.permitChange(of: owner, to: .member, owners: 1) }?.kind == "conflict")
        #expect(refusal { () throws(Refusal) in try owner.permitChange(of: owner, to: .owner, owners: 1) } == nil)
        #expect(refusal { () throws(Refusal) in try owner.permitChange(of: owner, to: .member, owners: 2) } == nil)
        #expect(refusal { () throws(Refusal) in try owner.permitErasure(of: owner, owners: 1) }?.kind == "conflict")
        #expect(refusal { () throws(Refusal) in try owner.permitErasure(of: owner, owners: 2) } == nil)
    }

    @Test func `no owner is suspended, admins only by an owner, and nobody by themself`() {
        for mine in Person.Role.allCases {
            for theirs in Person.Role.allCases {
                let got = refusal { () throws(Refusal) in try person(mine).permitSuspension(of: person(theirs, bob)) }
                let expected = theirs != .owner && (mine == .owner || (mine == .admin && theirs != .admin))
                #expect((got == nil) == expected, "\(mine) suspends \(theirs)")
            }
        }
        #expect(refusal { () throws(Refusal) in try person(.owner).permitSuspension(of: person(.owner)) }?.kind == "conflict")
    }

    @Test func `everybody erases themself, administrators others, only an owner an administrator`() {
        for mine in Person.Role.allCases {
            #expect(refusal { () throws(Refusal) in try person(mine).permitErasure(of: person(mine), owners: 2) } == nil, "\(mine)")
            for theirs in Person.Role.allCases {
                let got = refusal { () throws(Refusal) in try person(mine).permitErasure(of: person(theirs, bob), owners: 2) }
                let expected = mine == .owner || (mine == .admin && !theirs.administers)
                #expect((got == nil) == expected, "\(mine) erases \(theirs)")
            }
        }
    }
}
