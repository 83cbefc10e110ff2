import Domain
import Hub

/// Everything the store keeps. A copy is a snapshot.
struct Tables: Sendable {
    struct Sent: Hashable {
        let key: ClientKey
        let by: PersonID
    }
    struct OfCalls {
        var open: [ConversationID: OpenCall] = [:]
        var wishes: Set<FreeWish> = []
        var links: [[UInt8]: CallLink] = [:]
        var recordings: [OpenRecording] = []
        var cues: [RecordingID: [RecordedCue]] = [:]
    }
    struct Pair: Hashable {
        let person: PersonID
        let other: PersonID
    }

    var conversations: [ConversationID: Conversation] = [:]
    var logs: [ConversationID: [Event]] = [:]
    var retracted: [ConversationID: Set<Int64>] = [:]
    var keys: [Sent: Earlier] = [:]
    var reads: [ConversationID: [PersonID: Int64]] = [:]
    var people: [PersonID: Person] = [:]
    var contacts: [Pair: ContactState] = [:]
    var sessions: [[UInt8]: SessionRecord] = [:]
    var passwords: [PersonID: String] = [:]
    var attachments: [AttachmentID: AttachmentRecord] = [:]
    var push: [PushRecord] = []
    var calls = OfCalls()
}
