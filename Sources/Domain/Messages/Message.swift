/// The client's own name for what it sends: the same again is the same message, never a second one.
package struct ClientKey: Hashable, Sendable {
    package let text: String

    /// - Throws: `Refusal` naming `field`.
    package init(_ text: String, field: String = "key") throws(Refusal) {
        let utf8 = text.utf8
        guard (Limits.shortestKey...Limits.key).contains(utf8.count),
            utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
            })
        else { throw .invalid(field: field, expected: "8 to 64 characters of A-Z a-z 0-9 _ -") }
        self.text = text
    }

    /// For keys that come out of the store, where they were checked on the way in.
    package init(stored text: String) { self.text = text }
}

/// Who is called by name in a message.
package enum Mentions: Equatable, Sendable {
    case people([PersonID])
    case all

    package static let none = Mentions.people([])
    package var isEmpty: Bool { self == .none }

    package func includes(_ person: PersonID) -> Bool {
        switch self {
        case .all: true
        case .people(let ids): ids.contains(person)
        }
    }
}

/// A file that was uploaded, as messages carry it.
package struct Attachment: Equatable, Sendable {
    package let id: AttachmentID
    package var name: String
    /// The media type as declared by who sent it (RFC 6838).
    package var type: String
    package var size: Int64
    /// In pixels, as shown.
    package var width: Int?
    package var height: Int?
    package var duration: Milliseconds?
    /// Peaks of a voice message, one byte each.
    package var wave: [UInt8]
    package var thumbnail: Bool

    package init(
        id: AttachmentID, name: String, type: String, size: Int64, width: Int? = nil, height: Int? = nil,
        duration: Milliseconds? = nil, wave: [UInt8] = [], thumbnail: Bool = false
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.size = size
        self.width = width
        self.height = height
        self.duration = duration
        self.wave = wave
        self.thumbnail = thumbnail
    }
}

/// What is to be known of a message that came by mail.
package struct MailMark: Equatable, Sendable {
    /// Quotes or a signature were folded away.
    package var folded: Bool
    /// It had a form that can be looked at as it was sent.
    package var html: Bool
    /// Nothing proves that its sender is who they say.
    package var unverified: Bool

    package init(folded: Bool, html: Bool, unverified: Bool) {
        self.folded = folded
        self.html = html
        self.unverified = unverified
    }
}

/// What somebody said.
package struct Message: Equatable, Sendable {
    package let key: ClientKey
    package var text: String
    package var reply: Int64?
    package var attachments: [Attachment]
    package var mentions: Mentions
    /// Absent when it was written here.
    package var mail: MailMark?

    package init(
        key: ClientKey, text: String, reply: Int64? = nil, attachments: [Attachment] = [], mentions: Mentions = .none,
        mail: MailMark? = nil
    ) {
        self.mail = mail
        self.key = key
        self.text = text
        self.reply = reply
        self.attachments = attachments
        self.mentions = mentions
    }
}

/// What the rules need to know of the event that an edit, a retraction or a reaction is about.
package struct Target: Equatable, Sendable {
    package let kind: EventBody.Kind
    package let by: PersonID
    package let retracted: Bool

    package init(kind: EventBody.Kind, by: PersonID, retracted: Bool) {
        self.kind = kind
        self.by = by
        self.retracted = retracted
    }
}
