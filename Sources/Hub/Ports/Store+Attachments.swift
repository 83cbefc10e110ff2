package import Domain

/// An uploaded file: what messages show of it, whose it is, where its bytes are.
package struct AttachmentRecord: Sendable, Equatable {
    package var attachment: Attachment
    package let owner: PersonID
    /// SHA-256 of the bytes, which is also their name on disk.
    package let digest: [UInt8]
    package let createdAt: Milliseconds

    package init(attachment: Attachment, owner: PersonID, digest: [UInt8], createdAt: Milliseconds) {
        self.attachment = attachment
        self.owner = owner
        self.digest = digest
        self.createdAt = createdAt
    }
}

package protocol AttachmentReading {
    func attachment(_ id: AttachmentID) throws -> AttachmentRecord?
    /// The conversations with it that `person` may read.
    func readableUses(of id: AttachmentID, by person: PersonID) throws -> [ConversationID]
    func isUsed(_ id: AttachmentID) throws -> Bool
    func attachmentBytes() throws -> Int64
    func attachments(of person: PersonID) throws -> [AttachmentRecord]
    func hasBlob(_ digest: [UInt8]) throws -> Bool
    /// Uploads that no message has taken since `before`.
    func unused(before: Milliseconds) throws -> [AttachmentID]
}

package protocol AttachmentWriting {
    func save(_ record: AttachmentRecord) throws
    func use(_ id: AttachmentID, in conversation: ConversationID, seq: Int64) throws
    func deleteAttachment(_ id: AttachmentID) throws
}

/// The bytes of attachments, named by what they are.
package protocol Blobs: RecordingFiles {
    /// - Throws: `StorageFull`, or a fault.
    func begin() async throws -> any BlobUpload
    /// Where the bytes of `digest` are.
    func path(of digest: [UInt8]) -> String
    func thumbnailPath(of digest: [UInt8]) -> String
    func remove(_ digest: [UInt8]) async
    /// To be called once after every `finish`, when its attachment was entered (`kept`) or was not: until then the bytes
    /// stay even if another attachment with the same ones is deleted.
    func settle(_ digest: [UInt8], kept: Bool) async
    /// Looks at an image: its size as shown, and whether a thumbnail was made. Nil for what is none.
    func inspect(_ digest: [UInt8], type: String) async -> (width: Int, height: Int, thumbnail: Bool)?
}

/// A file on its way in. It exists under its name only once finished.
package protocol BlobUpload: Sendable {
    func write(_ bytes: [UInt8]) async throws
    /// Syncs and names it. Returns the SHA-256.
    func finish() async throws -> [UInt8]
    func cancel() async
}
