import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func members(_ table: inout RouteTable) {
        table.on(.post, "/conversations/{c}/members") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["to", "people", "role"])
            let invitees = try fields.invitees()
            guard invitees.count > 0 else { throw Refusal.missing(field: "to") }
            let issued = try await hub.add(
                invitees, role: try fields.has("role") ? fields.membershipRole() : nil, to: try ask.conversation(for: caller),
                by: caller)
            return Answer.object { w in
                w.invitations(issued, publicURL: hub.policy.publicURL)
                w.people(issued.map(\.person), for: caller.person)
            }
        }
        table.on(.patch, "/conversations/{c}/members/{person}") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["role"])
            try await hub.setRole(
                try fields.membershipRole(), of: try ask.person(), in: try ask.conversation(for: caller), by: caller)
            return .empty
        }
        table.on(.delete, "/conversations/{c}/members/{person}") { ask in
            let caller = try await ask.caller()
            try await hub.remove(try ask.person(), from: try ask.conversation(for: caller), by: caller)
            return .empty
        }
    }
}

extension Fields {
    fileprivate func membershipRole() throws -> Membership.Role {
        guard let role = Membership.Role(rawValue: try string("role", max: 16)) else {
            throw Refusal.invalid(field: "role", expected: "owner, moderator, member or reader")
        }
        return role
    }
}
