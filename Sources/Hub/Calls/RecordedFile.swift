import Domain

/// A file of a recording, as it is attached.
struct RecordedFile: Sendable {
    let file: StoredFile
    let name: String
    let type: String
    let id: AttachmentID
    let duration: Milliseconds?

    init(_ file: StoredFile, _ name: String, _ type: String, _ id: AttachmentID, _ duration: Milliseconds?) {
        self.file = file
        self.name = name
        self.type = type
        self.id = id
        self.duration = duration
    }

    func record(of owner: PersonID, at now: Milliseconds) -> AttachmentRecord {
        AttachmentRecord(
            attachment: Attachment(id: id, name: name, type: type, size: file.size, duration: duration), owner: owner,
            digest: file.digest, createdAt: now)
    }
}

extension LedgerTransaction {
    /// Posts a recording as a message; it is not open any more.
    func post(_ files: [RecordedFile], of recording: OpenRecording) throws {
        let person = try poster(ofRecordingBy: recording.by, in: recording.conversation)
        try tx.deleteRecording(recording.id)
        for file in files { try tx.save(file.record(of: person, at: now)) }
        _ = try post(
            try Draft(
                conversation: recording.conversation, by: person, key: try ClientKey("recording-\(recording.id.text)"),
                content: .send(text: "", reply: nil, attachments: files.map(\.id), mentions: .none)))
    }

    /// Who posts a recording: who began it, or else who has most say of those who might have, so that all get it.
    private func poster(ofRecordingBy person: PersonID, in id: ConversationID) throws -> PersonID {
        let conversation = try conversation(id)
        let others = conversation.members.filter { conversation.kind == .direct || $0.value.role >= .moderator }
            .sorted { ($1.value.role, $0.key) < ($0.value.role, $1.key) }.map(\.key)
        for candidate in [person] + others where try mayPost(candidate, in: conversation) { return candidate }
        throw Refusal.forbidden("nobody is left here who could post the recording")
    }

    private func mayPost(_ person: PersonID, in conversation: Conversation) throws -> Bool {
        guard (try? conversation.permitMessage(by: person, requestMessages: rules.limits.requestMessages)) != nil,
            let known = try tx.person(person)
        else { return false }
        return !known.suspended && !known.gone
    }
}
