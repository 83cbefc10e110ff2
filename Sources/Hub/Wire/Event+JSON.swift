import Bytes
package import Domain
package import JSON

extension PersonID {
    package var text: String { Base32.encode(rawValue) }
}
extension ConversationID {
    package var text: String { Base32.encode(rawValue) }
}
extension SessionID {
    package var text: String { Base32.encode(rawValue) }
}
extension AttachmentID {
    package var text: String { Base32.encode(rawValue) }
    package init?(text: String) {
        guard let value = Base32.decode(text) else { return nil }
        self.init(rawValue: value)
    }
}
extension CallID {
    package var text: String { Base32.encode(rawValue) }
}
extension RecordingID {
    package var text: String { Base32.encode(rawValue) }
    package init?(text: String) {
        guard let value = Base32.decode(text) else { return nil }
        self.init(rawValue: value)
    }
}
extension LegID {
    package var text: String { Base32.encode(rawValue) }
}
extension InvitationID {
    package var text: String { Base32.encode(rawValue) }
}

extension Event {
    /// The event as JSON: kept in the log and sent to everybody as these bytes.
    package var wire: [UInt8] {
        var w = JSONWriter(reservingCapacity: 192)
        w.beginObject()
        w.field("seq", seq)
        w.field("at", at)
        w.field("by", by.text)
        w.field("kind", body.kind.rawValue)
        body.write(to: &w)
        w.endObject()
        return w.bytes
    }

    /// What stays of a message after its retraction.
    package static func retractedWire(
        seq: Int64, at: Milliseconds, by: PersonID, kind: EventBody.Kind, key: String?, target: Int64?
    ) -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 128)
        w.beginObject()
        w.field("seq", seq)
        w.field("at", at)
        w.field("by", by.text)
        w.field("kind", kind.rawValue)
        w.field("key", key)
        w.field("target", target)
        w.field("text", "")
        w.field("retracted", true)
        w.endObject()
        return w.bytes
    }
}

extension EventBody {
    fileprivate func write(to w: inout JSONWriter) {
        switch self {
        case .created(let kind, let title):
            w.field("conversation", kind.rawValue)
            w.field("title", title)
        case .message(let m):
            w.field("key", m.key.text)
            w.field("text", m.text)
            w.field("reply", m.reply)
            if !m.attachments.isEmpty {
                w.key("attachments")
                w.beginArray()
                for a in m.attachments { a.write(to: &w) }
                w.endArray()
            }
            m.mentions.write(to: &w)
            m.mail?.write(to: &w)
        case .edit(let key, let target, let text, let mentions):
            w.field("key", key.text)
            w.field("target", target)
            w.field("text", text)
            mentions.write(to: &w)
        case .retract(let key, let target):
            w.field("key", key.text)
            w.field("target", target)
        case .reaction(let key, let target, let emoji, let on):
            w.field("key", key.text)
            w.field("target", target)
            w.field("emoji", emoji)
            w.field("on", on)
        case .title(let title): w.field("title", title)
        case .added(let person, let role), .invited(let person, let role, _), .role(let person, let role):
            w.field("person", person.text)
            w.field("role", role.rawValue)
        case .joined(let person), .left(let person), .removed(let person):
            w.field("person", person.text)
        case .delivery(let person, let state, let upto, let text):
            w.field("person", person.text)
            w.field("state", state.rawValue)
            w.field("upto", upto)
            if !text.isEmpty { w.field("text", text) }
        case .call(let call): call.write(to: &w)
        }
    }
}

extension CallEvent {
    fileprivate func write(to w: inout JSONWriter) {
        switch self {
        case .started(let id):
            w.field("state", "started")
            w.field("call", id.text)
        case .ended(let id, let seconds, let people, let missed):
            w.field("state", "ended")
            w.field("call", id.text)
            w.field("seconds", seconds)
            w.field("people", people)
            w.key("missed")
            w.beginArray()
            for person in missed { w.string(person.text) }
            w.endArray()
        }
    }
}

extension MailMark {
    fileprivate func write(to w: inout JSONWriter) {
        w.key("mail")
        w.beginObject()
        if folded { w.field("folded", true) }
        if html { w.field("html", true) }
        if unverified { w.field("unverified", true) }
        w.endObject()
    }
}

extension Mentions {
    fileprivate func write(to w: inout JSONWriter) {
        switch self {
        case .people(let ids) where ids.isEmpty: return
        case .people(let ids):
            w.key("mentions")
            w.beginArray()
            for id in ids { w.string(id.text) }
            w.endArray()
        case .all:
            w.key("mentions")
            w.beginArray()
            w.string("all")
            w.endArray()
        }
    }
}

extension Attachment {
    package func write(to w: inout JSONWriter) {
        w.beginObject()
        w.field("id", id.text)
        w.field("name", name)
        w.field("type", type)
        w.field("size", size)
        w.field("width", width)
        w.field("height", height)
        w.field("duration", duration)
        if !wave.isEmpty { w.field("wave", Base64.encode(wave)) }
        if thumbnail { w.field("thumbnail", true) }
        w.endObject()
    }
}
