import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON
import NIOCore

extension API {
    /// What concerns mail in one conversation.
    func deliveries(_ table: inout RouteTable) {
        table.on(.post, "/conversations/{c}/members/{person}/mail") { ask in
            let caller = try await ask.caller()
            try await hub.mailAgain(to: try ask.person(), in: try ask.conversation(for: caller), by: caller)
            return .empty
        }
        table.on(.put, "/conversations/{c}/members/{person}/address") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["address"])
            let corrected = try await hub.correct(
                try ask.person(), to: try fields.string("address", max: 2 * Limits.address),
                in: try ask.conversation(for: caller), by: caller)
            return Answer.object { w in
                w.key("person")
                corrected.person.write(to: &w, for: caller.person)
                if let invitation = corrected.invitation {
                    w.key("invitation")
                    w.invitation(invitation, publicURL: hub.policy.publicURL)
                }
            }
        }
        table.on(.put, "/conversations/{c}/address") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["local", "who"])
            guard let writers = GroupAddress.Writers(rawValue: try fields.string("who", max: 16)) else {
                throw Refusal.invalid(field: "who", expected: "members or anyone")
            }
            let local = try Handle.checked(try fields.string("local", max: 200), field: "local")
            let address = GroupAddress(local: local, writers: writers)
            try await hub.setAddress(address, of: try ask.conversation(for: caller), by: caller)
            return Answer.object { w in
                w.key("address")
                address.write(to: &w, domain: hub.policy.mail.domain)
            }
        }
        table.on(.delete, "/conversations/{c}/address") { ask in
            let caller = try await ask.caller()
            try await hub.setAddress(nil, of: try ask.conversation(for: caller), by: caller)
            return .empty
        }
        received(&table)
    }

    private func received(_ table: inout RouteTable) {
        table.on(.get, "/conversations/{c}/events/{seq}/mail") { ask in
            let caller = try await ask.caller()
            let mail = try await hub.received(try ask.seq(), in: try ask.conversation(for: caller), by: caller)
            return Answer.object { w in
                w.field("subject", mail.subject)
                w.key("from")
                w.beginObject()
                w.field("name", mail.name)
                if caller.person.role.isRegistered { w.field("address", mail.address) }
                w.endObject()
                w.field("at", mail.at)
                w.field("folded", mail.folded)
                w.field("html", !mail.html.isEmpty)
                w.field("verified", mail.verdict.rawValue)
            }
        }
        table.on(.get, "/conversations/{c}/events/{seq}/mail/html") { ask in
            let caller = try await ask.caller()
            let query = try ask.query(["images"])
            let mail = try await hub.received(try ask.seq(), in: try ask.conversation(for: caller), by: caller)
            guard !mail.html.isEmpty else { throw Refusal.notFound("mail") }
            return Self.sandboxed(mail.html, images: try query.string("images", max: 1) == "1")
        }
    }

    /// Foreign HTML, given so that it can run nothing and, unless asked, load nothing.
    private static func sandboxed(_ html: String, images: Bool) -> Answer {
        let policy =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:\(images ? " https: http:" : ""); frame-ancestors 'self'"
        return Answer(
            response: Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8", .cacheControl: "private, no-store", .contentSecurityPolicy: policy,
                ], body: .init(byteBuffer: ByteBuffer(string: "<base target=\"_blank\">" + html))))
    }
}
