import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func accounts(_ table: inout RouteTable) {
        table.on(.get, "/server") { try await server($0) }
        table.on(.post, "/setup") { ask in
            let fields = try await ask.fields(["token", "name", "address", "password"])
            let token = try fields.string("token", max: Limits.token)
            return signedIn(try await hub.setUp(token: token, try fields.credentials(), from: ask.origin))
        }
        table.on(.post, "/accounts") { ask in
            let fields = try await ask.fields(["name", "address", "password", "invite"])
            let invite = try fields.optionalString("invite", max: Limits.token)
            return signedIn(
                try await hub.register(
                    try fields.credentials(), invite: invite, guest: await ask.callerIfAny(), from: ask.origin))
        }
        table.on(.get, "/me") { ask in
            let me = try await ask.caller().person
            return Answer.json(.ok, me.selfJSON(hub.policy.mail.domain))
        }
        table.on(.patch, "/me") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["name", "mail", "handle"])
            let mail = try fields.optionalString("mail", max: 16).map { text -> MailLevel in
                guard let level = MailLevel(rawValue: text) else {
                    throw Refusal.invalid(field: "mail", expected: "all, direct or none")
                }
                return level
            }
            let handle = try fields.optionalString("handle", max: 200)
            let name = try fields.optionalString("name", max: 4 * Limits.name).map { try DisplayName.checked($0) }
            if mail != nil || handle != nil { _ = try await hub.setMail(of: caller, level: mail, handle: handle) }
            return Answer.json(.ok, try await hub.rename(caller, to: name).selfJSON(hub.policy.mail.domain))
        }
        table.on(.put, "/me/password") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["old", "new"])
            try await hub.changePassword(
                of: caller, from: try fields.string("old", max: Limits.password), to: try fields.string("new", max: Limits.password)
            )
            return .empty
        }
        table.on(.get, "/me/export") { ask in
            let caller = try await ask.caller()
            return Answer.json(.ok, try await hub.export(caller.id, by: caller))
                .with(.contentDisposition, "attachment; filename=\"confab-export.json\"")
        }
        table.on(.post, "/me/erase") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["password"])
            try await hub.eraseSelf(caller, password: try fields.optionalString("password", max: Limits.password))
            return Answer.empty.signedOut()
        }
    }

    private func server(_ ask: Ask) async throws -> Answer {
        let needsSetup = try await hub.setupToken() != nil
        let caller = await ask.callerIfAny()
        let policy = hub.policy
        return Answer.object { w in
            w.field("name", policy.name)
            w.field("version", policy.version)
            w.field("setup", needsSetup)
            w.field("registration", policy.registration.rawValue)
            w.key("domains")
            w.beginArray()
            for domain in policy.domains { w.string(domain) }
            w.endArray()
            w.field("push_key", policy.pushKey)
            w.key("limits")
            w.beginObject()
            w.field("text", Limits.text)
            w.field("attachment", policy.limits.attachmentBytes)
            w.field("attachments", Limits.attachments)
            w.field("name", Limits.name)
            w.field("title", Limits.title)
            w.field("members", policy.limits.membersPerConversation)
            w.endObject()
            w.key("mail")
            w.beginObject()
            w.field("sends", policy.mail.way != .folder)
            w.field("receives", policy.mail.receives)
            w.field("domain", policy.mail.domain)
            w.endObject()
            w.field("guestsRegister", policy.guestsRegister)
            w.field("signed_in", caller != nil)
        }
    }

    func signedIn(_ result: SignedIn) -> Answer {
        Answer.object(.created) { w in
            w.key("person")
            w.raw(result.person.selfJSON(hub.policy.mail.domain))
        }.signedIn(result.token, secure: gate.isSecure)
    }
}

extension Fields {
    fileprivate func credentials() throws -> Credentials {
        try Credentials(
            name: try string("name", max: 4 * Limits.name), address: try string("address", max: 2 * Limits.address),
            password: try string("password", max: Limits.password))
    }
}

extension Person {
    func selfJSON(_ domain: String) -> [UInt8] {
        var w = JSONWriter()
        writeSelf(to: &w, domain: domain)
        return w.bytes
    }

    func json(for viewer: Person) -> [UInt8] {
        var w = JSONWriter()
        write(to: &w, for: viewer)
        return w.bytes
    }
}
