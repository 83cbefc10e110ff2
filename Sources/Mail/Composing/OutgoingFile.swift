/// A file sent with a mail: an attachment, or an image its HTML shows.
package struct OutgoingFile: Sendable, Equatable {
    package var name: String
    /// The media type without parameters: `image/png`.
    package var type: String
    package var bytes: [UInt8]
    /// The identifier the HTML body's `cid:` names it by, without angle brackets (RFC 2392); nil makes it an attachment.
    package var contentID: String?

    package init(name: String, type: String, bytes: [UInt8], contentID: String? = nil) {
        self.name = name
        self.type = type
        self.bytes = bytes
        self.contentID = contentID
    }
}
