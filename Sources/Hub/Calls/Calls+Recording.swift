import Domain
import Logging
import Synchronization

extension Calls {
    /// What a recording may grow by until it has ended, in bytes, with what tells who spoke when.
    static let recordingEnd: Int64 = 65_536
    /// After how many bytes of a recording it is asked how much room there is.
    static let recordingStep: Int64 = 1 << 20

    func record(_ recording: Call.Recording?, _ call: CallID, _ conversation: ConversationID) {
        guard let recording else { return media.record(call, to: nil) }
        let reel = Reel(call: call, conversation: conversation, recording: recording), tape = Tape()
        state.withLock { s in
            s.reels[reel] = Reel.Contents()
            s.cast(conversation)
        }
        media.record(call, to: Recorder(tape))
        Task { await self.keep(tape, reel) }
    }

    private func keep(_ tape: Tape, _ reel: Reel) async {
        defer { _ = state.withLock { $0.reels.removeValue(forKey: reel) } }
        do {
            let (sound, whole) = try await write(tape, reel)
            do { try await post(sound, whole, reel) } catch {
                await blobs.settle(sound.digest, kept: false)
                throw error
            }
        } catch {
            logger.error("a recording failed", metadata: ["call": "\(reel.call.text)", "error": "\(error)"])
            end(reel)
            tape.stop()
        }
    }

    /// Writes a recording to disk, and ends it where no more has room.
    private func write(_ tape: Tape, _ reel: Reel) async throws -> (StoredFile, Tape.Whole) {
        var room = try await room(for: reel), askedAt: Int64 = 0
        guard room > 0 else { throw Refusal.storageFull }
        return try await tape.write(to: blobs) { size in
            state.withLock { $0.reels[reel]?.size = size }
            if size - askedAt >= Self.recordingStep {
                room = try await self.room(for: reel)
                askedAt = size
            }
            if size >= max(room - Self.recordingEnd, room / 2) { end(reel) }
        }
    }

    /// How many bytes a recording may have: as many as a file, and as are left of what all files may.
    private func room(for reel: Reel) async throws -> Int64 {
        let limits = ports.limits
        let file = limits.attachmentBytes == 0 ? Int64.max : limits.attachmentBytes
        guard limits.attachmentTotalBytes > 0 else { return file }
        let used = try await ports.store.read { try $0.attachmentBytes() }
        let others = state.withLock { $0.reels.reduce(0) { $0 + ($1.key == reel ? 0 : $1.value.size) } }
        return min(file, limits.attachmentTotalBytes - used - others)
    }

    /// Has the media server end a recording, unless that was done.
    private func end(_ reel: Reel) {
        changeIfAny(in: reel.conversation) { call, _ in
            call.id == reel.call ? call.endRecording(since: reel.recording.since) : []
        }
    }

    /// Ends all recordings and waits until they are posted, but not for longer than `time`.
    func finishRecordings(within time: Duration) async {
        changeAll { call, _ in call.endRecording() }
        let deadline = ContinuousClock.now + time
        while case let left = state.withLock({ $0.reels.count }), left > 0 {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(20))) != nil else {
                return logger.error("recordings are lost", metadata: ["count": "\(left)"])
            }
        }
    }

    /// Posts what was recorded, and who spoke when, as a message.
    private func post(_ sound: StoredFile, _ whole: Tape.Whole, _ reel: Reel) async throws {
        guard let committer else { throw Refusal.unavailable("nothing is committed yet") }
        let text = try await StoredFile(of: try await subtitles(whole, reel), in: blobs)
        let files = [
            RecordedFile(
                sound, "recording.ogg", "audio/ogg", AttachmentID(rawValue: secrets.identifier()), whole.milliseconds),
            RecordedFile(text, "recording.vtt", "text/vtt", AttachmentID(rawValue: secrets.identifier()), nil),
        ]
        let key = try ClientKey("recording-\(files[0].id.text)")
        do {
            try await committer.perform { try $0.post(files, of: reel, key: key) }
        } catch {
            await blobs.settle(text.digest, kept: false)
            throw error
        }
        for file in files { await blobs.settle(file.file.digest, kept: true) }
    }

    private func subtitles(_ whole: Tape.Whole, _ reel: Reel) async throws -> [UInt8] {
        let speakers = state.withLock { $0.reels[reel]?.speakers } ?? [:]
        let people = speakers.values.compactMap { if case .person(let id) = $0 { id } else { nil } }
        let names = try await ports.store.read { s in
            Dictionary(try s.people(Array(Set(people))).map { ($0.id, $0.name) }) { a, _ in a }
        }
        return WebVTT.text(whole.cues) { leg in
            switch speakers[leg] {
            case .person(let id): names[id] ?? Person.erasedName
            case .feed(let name): name
            case nil: Person.erasedName
            }
        }
    }
}
