package import Domain

/// Whom somebody wants in a conversation, as they said it.
package struct Invitees: Sendable {
    package let addresses: [Address]
    package let people: [PersonID]

    /// - Throws: `Refusal` naming the entry.
    package init(addresses: [String], people: [PersonID]) throws(Refusal) {
        var seen: Set<Address> = []
        var list: [Address] = []
        for (i, text) in addresses.enumerated() {
            let address = try Address(text, field: "to[\(i)]")
            if seen.insert(address).inserted { list.append(address) }
        }
        self.addresses = list
        self.people = people
        guard list.count + people.count <= Limits.invitees else {
            throw .tooLong(field: "to", limit: Limits.invitees, got: list.count + people.count)
        }
    }

    package var count: Int { addresses.count + people.count }
}

/// A link made for a guest; the only time its token is known.
package struct IssuedInvitation: Sendable {
    package let person: Person
    package let token: String
    package let expiresAt: Milliseconds
}

/// Secrets and identifiers for as many guests as might have to be made, drawn before the transaction.
struct GuestSupply: Sendable {
    var ids: [PersonID] = []
    var invitations: [(id: InvitationID, token: String, digest: [UInt8])] = []
}

extension Hub {
    static let invitationLife: Milliseconds = 30 * day

    func supply(_ count: Int) -> GuestSupply {
        var s = GuestSupply()
        for _ in 0..<count {
            s.ids.append(PersonID(rawValue: secrets.identifier()))
            let token = secrets.token()
            s.invitations.append((InvitationID(rawValue: secrets.identifier()), token, secrets.digest(token)))
        }
        return s
    }
}

extension LedgerTransaction {
    /// The people behind what was said; whom nobody knows becomes a guest.
    func resolve(_ invitees: Invitees, for viewer: Caller, _ supply: GuestSupply) throws -> [Person] {
        var found: [Person] = []
        for (i, id) in invitees.people.enumerated() {
            guard let person = try tx.person(id), !person.gone, try tx.mayKnow(person, viewer) else {
                throw Refusal.invalid(field: "people[\(i)]", expected: "somebody you know")
            }
            found.append(person)
        }
        for (address, id) in zip(invitees.addresses, supply.ids) {
            if let known = try tx.person(at: address) ?? memberHere(at: address) {
                found.append(known)
                continue
            }
            var guest = Person(id: id, name: String(address.localPart), address: address, role: .guest)
            guest.createdAt = now
            try tx.save(guest)
            found.append(guest)
        }
        var seen: Set<PersonID> = []
        return found.filter { seen.insert($0.id).inserted }
    }

    /// The member whose own address on this server it is.
    ///
    /// - Throws: `.invalid` for an address here that is nobody's, since mail to it would come back to us.
    private func memberHere(at address: Address) throws -> Person? {
        guard let mail = rules.mail?.policy, address.domain == mail.domain else { return nil }
        if let id = try tx.person(handle: String(address.localPart.prefix { $0 != "+" })), let person = try tx.person(id),
            !person.gone
        {
            return person
        }
        if !mail.receives { return nil }
        throw Refusal.invalid(field: "to", expected: "an address of somebody; \(address.text) is nobody's on this server")
    }

    /// A link for a guest into one conversation; earlier links of theirs into it end.
    func issue(
        to guest: Person, in id: ConversationID, by person: PersonID, _ ticket: (id: InvitationID, token: String, digest: [UInt8])
    ) throws -> IssuedInvitation {
        try tx.endInvitations(of: guest.id, in: id)
        let expires = now + Hub.invitationLife
        try tx.save(
            InvitationRecord(id: ticket.id, conversation: id, person: guest.id, by: person, expiresAt: expires),
            digest: ticket.digest)
        return IssuedInvitation(person: guest, token: ticket.token, expiresAt: expires)
    }

    /// Whether somebody can be asked live: members, and guests who are here by a link of the one who asks.
    ///
    /// Another guest gets a link of their own, since a session that came by a link sees no further than who made it.
    func canBeAsked(_ person: Person, into id: ConversationID, by asker: PersonID) throws -> Bool {
        if person.role.isRegistered { return true }
        forget(person.id)
        return try tx.widenSessions(of: person.id, invitedBy: asker, by: id)
    }

    func setMembership(_ membership: Membership, of person: PersonID, in id: ConversationID) throws {
        let before = try conversation(id)
        try tx.setMembership(membership, of: person, in: id)
        replace(before) { $0.members[person] = membership }
    }
}
