/// What somebody may do on the server as a whole.
extension Person {
    package func permitAdministration() throws(Refusal) {
        guard role.administers else { throw .forbidden("only administrators may do this") }
    }

    package func permitMembership() throws(Refusal) {
        guard role.isRegistered else { throw .forbidden("guests cannot do this") }
    }

    package func permitInviting(membersInvite: Bool) throws(Refusal) {
        try permitMembership()
        guard role.administers || membersInvite else { throw .forbidden("only administrators may invite members") }
    }

    /// Only an owner makes and unmakes owners and admins, and one owner always stays.
    package func permitChange(of other: Person, to new: Role, owners: Int) throws(Refusal) {
        try permitAdministration()
        guard other.role.isRegistered == new.isRegistered else {
            throw .invalid(field: "role", expected: "owner, admin or member (a guest becomes a member by registering)")
        }
        if other.role == new { return }
        guard role == .owner || (!other.role.administers && !new.administers) else {
            throw .forbidden("only an owner may appoint or dismiss administrators")
        }
        guard other.role != .owner || owners > 1 else {
            throw .conflict(field: "role", detail: "make somebody else an owner first")
        }
    }

    package func permitSuspension(of other: Person) throws(Refusal) {
        try permitAdministration()
        guard other.id != id else { throw .conflict(field: "suspended", detail: "nobody can suspend themself") }
        guard role == .owner || !other.role.administers else { throw .forbidden("only an owner may suspend an administrator") }
        guard other.role != .owner else { throw .conflict(field: "suspended", detail: "an owner cannot be suspended") }
    }

    package func permitErasure(of other: Person, owners: Int) throws(Refusal) {
        if other.id != id {
            try permitAdministration()
            guard role == .owner || !other.role.administers else { throw .forbidden("only an owner may erase an administrator") }
        }
        guard other.role != .owner || owners > 1 else {
            throw .conflict(field: nil, detail: "make somebody else an owner first")
        }
    }
}
