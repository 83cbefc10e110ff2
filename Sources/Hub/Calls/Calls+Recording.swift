import Domain
import Logging
import Synchronization

extension Calls {
    func record(_ recording: Call.Recording?, _ call: CallID, _ conversation: ConversationID) {
        guard let recording else { return media.record(call, to: nil) }
        state.withLock { s in
            s.casts[Cast(call: call, since: recording.since)] = [:]
            s.cast(conversation)
        }
        let recorder = Recorder()
        media.record(call, to: recorder)
        Task { await self.keep(recorder, recording, call, conversation) }
    }

    private func keep(_ recorder: Recorder, _ recording: Call.Recording, _ call: CallID, _ conversation: ConversationID) async {
        let key = Cast(call: call, since: recording.since)
        defer { state.withLock { $0.casts[key] = nil } }
        do {
            let (digest, whole) = try await recorder.write(to: blobs)
            let cast = state.withLock { $0.casts[key] } ?? [:]
            try await post(digest, whole, cast, by: recording.by, in: conversation)
        } catch {
            logger.error("a recording failed", metadata: ["call": "\(call.text)", "error": "\(error)"])
            changeIfAny(in: conversation) { known, _ in known.id == call ? known.endRecording(since: recording.since) : [] }
            recorder.drop()
        }
    }

    /// Posts what was recorded, and who spoke when, as a message.
    private func post(
        _ sound: StoredFile, _ whole: Recorder.Whole, _ cast: [LegID: Speaker], by began: PersonID, in conversation: ConversationID
    ) async throws {
        guard let committer else { throw Refusal.unavailable("nothing is committed yet") }
        let people = cast.values.compactMap { if case .person(let id) = $0 { id } else { nil } }
        let names = try await committer.perform { ledger in
            Dictionary(try ledger.tx.people(Array(Set(people))).map { ($0.id, $0.name) }) { a, _ in a }
        }
        let subtitles = WebVTT.text(whole.cues) { leg in
            switch cast[leg] {
            case .person(let id): names[id] ?? Person.erasedName
            case .feed(let name): name
            case nil: Person.erasedName
            }
        }
        let text = try await StoredFile(of: subtitles, in: blobs)
        let files = [
            (
                sound, "recording.ogg", "audio/ogg", AttachmentID(rawValue: secrets.identifier()),
                whole.milliseconds as Milliseconds?
            ),
            (text, "recording.vtt", "text/vtt", AttachmentID(rawValue: secrets.identifier()), nil),
        ]
        let key = try ClientKey("recording-\(files[0].3.text)")
        do {
            try await committer.perform { ledger in
                let person = try ledger.poster(ofRecordingBy: began, in: conversation)
                for (file, name, type, id, duration) in files {
                    try ledger.tx.save(
                        AttachmentRecord(
                            attachment: Attachment(id: id, name: name, type: type, size: file.size, duration: duration),
                            owner: person, digest: file.digest, createdAt: ledger.now))
                }
                _ = try ledger.post(
                    try Draft(
                        conversation: conversation, by: person, key: key,
                        content: .send(text: "", reply: nil, attachments: files.map(\.3), mentions: .none)))
            }
            for file in files { await blobs.settle(file.0.digest, kept: true) }
        } catch {
            for file in files { await blobs.settle(file.0.digest, kept: false) }
            throw error
        }
    }
}

extension LedgerTransaction {
    /// Who posts a recording: who began it, or else who has most say of those who might have, so that all get it.
    fileprivate func poster(ofRecordingBy person: PersonID, in id: ConversationID) throws -> PersonID {
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
