import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func sessions(_ table: inout RouteTable) {
        table.on(.post, "/session") { ask in
            let fields = try await ask.fields(["address", "password"])
            return signedIn(
                try await hub.signIn(
                    address: try fields.string("address", max: 2 * Limits.address),
                    password: try fields.string("password", max: Limits.password), from: ask.origin))
        }
        table.on(.delete, "/session") { ask in
            try await hub.signOut(try await ask.caller())
            return Answer.empty.signedOut()
        }
        table.on(.get, "/sessions") { ask in
            let caller = try await ask.caller()
            let sessions = try await hub.sessions(of: caller)
            let live = Set(hub.directory.connections(of: caller.id).map(\.session))
            return Answer.object { w in
                w.key("sessions")
                w.beginArray()
                for s in sessions { w.session(s, current: s.id == caller.session.id, live: live.contains(s.id), now: hub.now()) }
                w.endArray()
            }
        }
        table.on(.delete, "/sessions") { ask in
            let caller = try await ask.caller()
            try await hub.endSessions(of: caller.id, keeping: caller.session.id)
            return .empty
        }
        table.on(.delete, "/sessions/{session}") { ask in
            try await hub.endSession(try ask.session(), of: try await ask.caller().id)
            return .empty
        }
        table.on(.post, "/tokens") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["name"])
            let (id, token) = try await hub.makeToken(
                for: caller, name: try fields.string("name", max: 4 * Limits.name), from: ask.origin)
            return Answer.object(.created) { w in
                w.field("id", id.text)
                w.field("token", token)
            }
        }
        invites(&table)
    }

    private func invites(_ table: inout RouteTable) {
        table.on(.get, "/invites") { ask in
            let caller = try await ask.caller()
            let all = try ask.query(["all"]).has("all")
            let invites = try await hub.invites(of: caller, everybody: all)
            return Answer.object { w in
                w.key("invites")
                w.beginArray()
                for invite in invites { w.invite(invite) }
                w.endArray()
            }
        }
        table.on(.post, "/invites") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["uses", "days"])
            let (invite, token) = try await hub.makeInvite(
                by: caller, uses: Int(try fields.integer("uses", in: 1...1_000)), days: Int(try fields.integer("days", in: 1...365))
            )
            return Answer.object(.created) { w in
                w.field("id", invite.id.text)
                w.field("link", "\(hub.policy.publicURL)/join#\(token)")
                w.field("expires", invite.expiresAt)
                w.field("left", invite.left)
            }
        }
        table.on(.delete, "/invites/{invite}") { ask in
            try await hub.deleteInvite(try ask.invite(), by: try await ask.caller())
            return .empty
        }
        table.on(.post, "/invites/look") { ask in
            let fields = try await ask.fields(["token"])
            let (invite, by) = try await hub.look(invite: try fields.string("token", max: Limits.token))
            return Answer.object { w in
                w.field("by", by)
                w.field("expires", invite.expiresAt)
                w.field("left", invite.left)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func session(_ s: SessionRecord, current: Bool, live: Bool, now: Milliseconds) {
        beginObject()
        field("id", s.id.text)
        field("device", s.device)
        field("address", s.remoteAddress)
        field("since", s.createdAt)
        field("seen", live ? now : s.seenAt)
        field("current", current)
        field("live", live)
        field("kind", s.kind.rawValue)
        endObject()
    }

    fileprivate mutating func invite(_ i: InviteRecord) {
        beginObject()
        field("id", i.id.text)
        field("by", i.by.text)
        field("uses", i.uses)
        field("left", i.left)
        field("expires", i.expiresAt)
        field("created", i.createdAt)
        endObject()
    }
}
