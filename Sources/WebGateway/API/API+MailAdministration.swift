import Domain
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import JSON
import NIOCore

extension API {
    /// What went out, and what people complain of.
    func mailAdministration(_ table: inout RouteTable) {
        table.on(.get, "/admin/mails") { ask in
            let caller = try await ask.caller()
            let query = try ask.query(["before", "state", "limit"])
            let state = try query.string("state", max: 16).map { text -> MailRecord.State in
                guard let state = MailRecord.State(rawValue: text) else {
                    throw Refusal.invalid(field: "state", expected: "waiting, sending, sent, failed or cancelled")
                }
                return state
            }
            let limit = Int(try query.integer("limit", in: 1...200) ?? 50)
            let (mails, people) = try await hub.mails(
                before: try query.integer("before", in: 0...Int64.max).map { MailID(rawValue: $0) }, state: state, limit: limit,
                for: caller)
            return Answer.object { w in
                w.key("mails")
                w.beginArray()
                for mail in mails { w.mail(mail, people, caller.person, file: file(mail.id, for: caller)) }
                w.endArray()
                w.key("next")
                if mails.count == limit, let last = mails.last { w.string(String(last.id.rawValue)) } else { w.null() }
            }
        }
        table.on(.get, "/admin/mails/{mail}/eml") { ask in
            let caller = try await ask.caller()
            try caller.person.permitAdministration()
            guard let bytes = file(try ask.mail(), for: caller)?.bytes else { throw Refusal.notFound("mail") }
            return Answer(
                response: Response(
                    status: .ok,
                    headers: [
                        .contentType: "message/rfc822", .cacheControl: "private, no-store",
                        .contentDisposition: "attachment; filename=\"mail.eml\"",
                    ], body: .init(byteBuffer: ByteBuffer(bytes: bytes))))
        }
        table.on(.post, "/admin/mails/{mail}/retry") { ask in
            try await hub.retry(try ask.mail(), by: try await ask.caller())
            return .empty
        }
        oneMail(&table)
        reports(&table)
    }

    private func oneMail(_ table: inout RouteTable) {
        table.on(.post, "/admin/mails") { ask in
            let caller = try await ask.caller()
            try caller.person.permitAdministration()
            let fields = try await ask.fields(["address"])
            let id = try await hub.queueTest(
                to: try Address(try fields.string("address", max: 2 * Limits.address)), by: caller)
            return Answer.object(.created) { $0.field("id", String(id.rawValue)) }
        }
        table.on(.get, "/admin/mails/{mail}") { ask in
            let caller = try await ask.caller()
            try caller.person.permitAdministration()
            let id = try ask.mail()
            guard let (mail, people) = try await hub.mail(id, for: caller) else { throw Refusal.notFound("mail") }
            var w = JSONWriter()
            w.mail(mail, people, caller.person, file: file(id, for: caller))
            return Answer.json(.ok, w.bytes)
        }
    }

    private func reports(_ table: inout RouteTable) {
        table.on(.get, "/admin/reports") { ask in
            let caller = try await ask.caller()
            let (reports, people) = try await hub.reports(for: caller)
            return Answer.object { w in
                w.key("reports")
                w.beginArray()
                for report in reports {
                    w.beginObject()
                    w.field("id", String(report.id))
                    w.field("at", report.at)
                    w.key("by")
                    w.person(report.by, people, caller.person)
                    w.key("about")
                    w.person(report.about, people, caller.person)
                    w.field("conversation", report.conversation.text)
                    w.field("text", report.text)
                    w.endObject()
                }
                w.endArray()
            }
        }
        table.on(.delete, "/admin/reports/{report}") { ask in
            guard let id = Int64(ask.context.parameters.get("report") ?? "") else { throw Refusal.notFound("report") }
            try await hub.deleteReport(id, by: try await ask.caller())
            return .empty
        }
    }
}

extension API {
    /// Whoever reads a mail may act as its recipient, so only owners do.
    private func file(_ id: MailID, for caller: Caller) -> MailFileLook? {
        caller.person.role == .owner ? configuration.mailFile(id) : nil
    }
}

extension Ask {
    fileprivate func mail() throws(Refusal) -> MailID {
        guard let id = Int64(context.parameters.get("mail") ?? "") else { throw .notFound("mail") }
        return MailID(rawValue: id)
    }
}

extension JSONWriter {
    fileprivate mutating func person(_ id: PersonID, _ people: [PersonID: Person], _ viewer: Person) {
        guard let person = people[id] else { return null() }
        person.write(to: &self, for: viewer)
    }

    fileprivate mutating func mail(_ m: MailRecord, _ people: [PersonID: Person], _ viewer: Person, file: MailFileLook?) {
        beginObject()
        field("id", String(m.id.rawValue))
        field("at", m.endedAt ?? m.createdAt)
        if m.state == .waiting { field("due", m.due) }
        key("person")
        person(m.person, people, viewer)
        field("conversation", m.conversation?.text)
        if let sender = m.sender {
            key("by")
            person(sender, people, viewer)
        }
        field("address", m.address?.text)
        field("kind", m.kind.rawValue)
        field("state", m.state.rawValue)
        field("attempts", m.attempts)
        if !m.text.isEmpty { field("text", m.text) }
        field("eml", file != nil)
        field("link", file?.link)
        endObject()
    }
}
