import Bytes
import Domain
import JSON

/// What commands and bodies have in common, read strictly.
extension Fields {
    func conversation(_ key: String = "c") throws -> ConversationID {
        ConversationID(rawValue: try identifier(key))
    }

    func identifier(_ key: String) throws -> UInt64 {
        let text = try string(key, max: 32)
        guard let value = Base32.decode(text) else {
            throw Refusal.invalid(field: key, expected: "an identifier of 13 characters")
        }
        return value
    }

    func people(_ key: String, max: Int) throws -> [PersonID] {
        try strings(key, maxCount: max, maxBytes: 32).enumerated().map { i, text in
            guard let value = Base32.decode(text) else {
                throw Refusal.invalid(field: "\(key)[\(i)]", expected: "an identifier of 13 characters")
            }
            return PersonID(rawValue: value)
        }
    }

    func attachments(_ key: String = "attachments") throws -> [AttachmentID] {
        try strings(key, maxCount: Limits.attachments, maxBytes: 32).enumerated().map { i, text in
            guard let value = Base32.decode(text) else {
                throw Refusal.invalid(field: "\(key)[\(i)]", expected: "an identifier of 13 characters")
            }
            return AttachmentID(rawValue: value)
        }
    }

    /// A list of people, or `all`, or `["all"]`.
    func mentions() throws -> Mentions {
        guard let value = value("mentions"), value != .null else { return .none }
        if value == .string("all") || value == .array([.string("all")]) { return .all }
        return .people(try people("mentions", max: Limits.mentions))
    }

    func activity() throws -> Bool? {
        guard let text = try optionalString("activity", max: 16) else { return nil }
        switch text {
        case "active": return true
        case "idle": return false
        default: throw Refusal.invalid(field: "activity", expected: "active or idle")
        }
    }

    func media() throws -> UsableMedia? {
        guard let media = try optionalObject("media") else { return nil }
        try media.refuseUnknown(["voice", "video"])
        var usable = UsableMedia.text
        if try media.optionalBool("voice") == true { usable.insert(.voice) }
        if try media.optionalBool("video") == true { usable.insert(.video) }
        return usable
    }

    func cursors() throws -> [ConversationID: Int64] {
        guard let value = value("cursors"), value != .null else { return [:] }
        guard case .object(let object) = value else { throw Refusal.wrongType(field: "cursors", expected: "an object") }
        guard object.members.count <= Limits.cursors else {
            throw Refusal.tooLong(field: "cursors", limit: Limits.cursors, got: object.members.count)
        }
        var result: [ConversationID: Int64] = [:]
        for (key, value) in object.members {
            guard let id = Base32.decode(key) else {
                throw Refusal.invalid(field: "cursors.\(key.prefix(32))", expected: "an identifier of 13 characters as the key")
            }
            guard case .integer(let seq) = value, seq >= 0 else {
                throw Refusal.wrongType(field: "cursors.\(key)", expected: "a number of an event")
            }
            result[ConversationID(rawValue: id)] = seq
        }
        return result
    }

    /// A writer's command as a draft; `also` names the fields that the transport has besides.
    func draft(_ name: String, in conversation: ConversationID, by person: PersonID, also: [String]) throws -> Draft {
        let content: Draft.Content
        switch name {
        case "send":
            try refuseUnknown(also + ["key", "text", "reply", "attachments", "mentions"])
            content = .send(
                text: try string("text", max: Limits.text), reply: try optionalInteger("reply", in: 1...Int64.max),
                attachments: try attachments(), mentions: try mentions())
        case "edit":
            try refuseUnknown(also + ["key", "target", "text", "mentions"])
            content = .edit(
                target: try integer("target", in: 1...Int64.max), text: try string("text", max: Limits.text),
                mentions: try mentions())
        case "retract":
            try refuseUnknown(also + ["key", "target"])
            content = .retract(target: try integer("target", in: 1...Int64.max))
        case "react":
            try refuseUnknown(also + ["key", "target", "emoji", "on"])
            content = .react(
                target: try integer("target", in: 1...Int64.max), emoji: try string("emoji", max: Limits.emoji),
                on: try bool("on"))
        default: throw Refusal.invalid(field: "do", expected: "send, edit, retract or react")
        }
        return try Draft(
            conversation: conversation, by: person, key: try ClientKey(try string("key", max: 1_024)), content: content)
    }
}
