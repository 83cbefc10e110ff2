/// A message as a mail shows it.
package struct LetterLine: Sendable {
    /// `contentID` names a thumbnail inside the mail, without angle brackets. With neither that nor `url` the file is attached.
    package typealias File = (name: String, type: String, size: Int64, url: String?, contentID: String?)

    package let author: String
    package let isRecipient: Bool
    /// Milliseconds since 1970.
    package let at: Int64
    /// Seconds east of UTC, where the recipient is.
    package let zoneOffset: Int
    /// CommonMark.
    package let text: String
    package let files: [File]
    package let edited: Bool

    package init(
        author: String, isRecipient: Bool, at: Int64, zoneOffset: Int, text: String, files: [File] = [], edited: Bool = false
    ) {
        self.author = author
        self.isRecipient = isRecipient
        self.at = at
        self.zoneOffset = zoneOffset
        self.text = text
        self.files = files
        self.edited = edited
    }
}
