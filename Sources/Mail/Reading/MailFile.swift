/// An attachment or an inline image of a mail.
package struct MailFile: Sendable, Equatable {
    /// Fit for a file system: no path, controls or bidi overrides, 1 to 200 bytes.
    package let name: String
    /// The media type in lower case without parameters: `image/png`.
    package let type: String
    /// The identifier an HTML body's `cid:` names it by, without angle brackets (RFC 2392).
    package let contentID: String?
    /// Shown inside the text: by disposition, or a part of multipart/related with a Content-ID.
    package let isInline: Bool
    package let bytes: [UInt8]

    package init(name: String, type: String, contentID: String? = nil, isInline: Bool = false, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.contentID = contentID
        self.isInline = isInline
        self.bytes = bytes
    }
}
