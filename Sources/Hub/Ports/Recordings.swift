package import Domain

/// A recording that is not posted yet, as it outlives the server.
package struct OpenRecording: Sendable, Hashable {
    package let id: RecordingID
    package let call: CallID
    package let conversation: ConversationID
    /// Who began it.
    package let by: PersonID
    package let since: Milliseconds

    package init(id: RecordingID, call: CallID, conversation: ConversationID, by: PersonID, since: Milliseconds) {
        self.id = id
        self.call = call
        self.conversation = conversation
        self.by = by
        self.since = since
    }
}

/// Somebody spoke in a recording, from when to when in milliseconds of it.
package struct RecordedCue: Sendable, Hashable {
    package enum Speaker: Sendable, Hashable {
        case person(PersonID)
        case feed(String)
    }

    package let leg: LegID
    /// Nil where it was not known whose the leg is.
    package let speaker: Speaker?
    package let from: Milliseconds
    package var to: Milliseconds

    package init(leg: LegID, speaker: Speaker?, from: Milliseconds, to: Milliseconds) {
        self.leg = leg
        self.speaker = speaker
        self.from = from
        self.to = to
    }
}

/// The bytes of recordings that are not posted yet, in files that nothing but their removal takes away.
package protocol RecordingFiles: Sendable {
    /// Adds bytes to the end of a file, which comes into being by the first. They are on disk when it returns; of those for
    /// which it throws some may be.
    ///
    /// - Throws: `StorageFull`, or a fault.
    func append(_ bytes: [UInt8], to id: RecordingID) async throws
    /// At most `count` bytes; none at the end of the file, or where there is none.
    func read(_ id: RecordingID, from offset: Int64, atMost count: Int) async throws -> [UInt8]
    func recordings() async throws -> [RecordingID]
    func removeRecording(_ id: RecordingID) async throws
}
