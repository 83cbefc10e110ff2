import Domain
import JSON

extension StoreSnapshot {
    /// The messages after `first` until `last` as they read now, at most `limit` of the latest, and the calls that somebody missed.
    func mailLines(
        in id: ConversationID, after first: Int64, upto last: Int64, limit: Int, missedBy recipient: PersonID? = nil
    ) throws -> [MailLine] {
        let page = try page(of: id, .before(last + 1), limit: 200)
        var texts: [Int64: String] = [:]
        for event in page.events + page.later where event.kind == .edit {
            guard let fields = event.fields, case .integer(let target)? = fields["target"], case .string(let text)? = fields["text"]
            else { continue }
            texts[target] = text
        }
        let shown = page.events.filter { event in
            guard event.seq > first, event.seq <= last else { return false }
            return event.kind == .message || recipient.map { event.isCallMissed(by: $0) } ?? false
        }
        return try shown.suffix(limit).compactMap { event in
            guard let fields = event.fields, fields["retracted"] == nil else { return nil }
            var text = ""
            if case .string(let said)? = fields["text"] { text = said }
            return MailLine(
                seq: event.seq, author: event.by, name: try person(event.by)?.name ?? Person.erasedName, at: event.at,
                text: texts[event.seq] ?? text, edited: texts[event.seq] != nil, isMissedCall: event.kind == .call,
                files: try files(of: fields))
        }
    }

    private func files(of message: JSONObject) throws -> [AttachmentRecord] {
        guard case .array(let files)? = message["attachments"] else { return [] }
        return try files.compactMap { file in
            guard case .object(let file) = file, case .string(let id)? = file["id"], let number = AttachmentID(text: id) else {
                return nil
            }
            return try attachment(number)
        }
    }
}

extension StoredEvent {
    fileprivate var fields: JSONObject? {
        guard case .object(let object)? = try? JSONParser.parse(wire) else { return nil }
        return object
    }

    fileprivate func isCallMissed(by person: PersonID) -> Bool {
        guard kind == .call, case .array(let missed)? = fields?["missed"] else { return false }
        return missed.contains(.string(person.text))
    }
}
