import Domain
import Logging
import Synchronization

/// What is recorded goes to disk every few seconds. What is there is posted when the recording has ended, however it did:
/// after a sudden end of the server, when that starts again.
extension Calls {
    /// What a recording may grow by until it has ended, in bytes, with what tells who spoke when.
    static let recordingEnd: Int64 = 65_536
    /// After how many bytes of a recording it is asked how much room there is.
    static let recordingStep: Int64 = 1 << 20

    func record(_ recording: Call.Recording?, _ call: CallID, _ conversation: ConversationID) {
        guard let recording else { return media.record(call, to: nil) }
        let open = OpenRecording(
            id: RecordingID(rawValue: secrets.identifier()), call: call, conversation: conversation, by: recording.by,
            since: recording.since)
        let tape = Tape()
        state.withLock { s in
            s.reels[open] = Reel()
            s.cast(conversation)
        }
        media.record(call, to: Recorder(tape))
        Task { await self.keep(tape, open) }
    }

    private func keep(_ tape: Tape, _ recording: OpenRecording) async {
        do { try await write(tape, recording) } catch {
            logger.error("a recording broke off", metadata: ["recording": "\(recording.id.text)", "error": "\(error)"])
            end(recording)
            tape.stop()
        }
        await release(recording)
    }

    /// Writes a recording to disk until it is whole, and ends it where no more has room.
    private func write(_ tape: Tape, _ recording: OpenRecording) async throws {
        var room = try await room(for: recording), size: Int64 = 0, askedAt: Int64 = 0, portion = Tape.Portion()
        guard room > 0 else { throw Refusal.storageFull }
        try await perform { try $0.tx.save(recording) }
        for await piece in tape.pieces {
            switch piece {
            case .cue(let cue, let to): portion.add(cue, to: to)
            case .end: return try await save(portion, of: recording)
            case .bytes(let bytes):
                portion.add(bytes)
                size += Int64(bytes.count)
                state.withLock { $0.reels[recording]?.size = size }
                if size - askedAt >= Self.recordingStep {
                    room = try await self.room(for: recording)
                    askedAt = size
                }
                if size >= max(room - Self.recordingEnd, room / 2) { end(recording) }
            }
            if portion.isFull {
                try await save(portion, of: recording)
                portion = Tape.Portion()
            }
        }
        try await save(portion, of: recording)
        throw Refusal.unavailable("the media server let it go")
    }

    private func save(_ portion: Tape.Portion, of recording: OpenRecording) async throws {
        if !portion.bytes.isEmpty { try await blobs.append(portion.bytes, to: recording.id) }
        guard !portion.cues.isEmpty else { return }
        let speakers = state.withLock { $0.reels[recording]?.speakers } ?? [:]
        let cues = portion.cues.map { RecordedCue(leg: $0.leg, speaker: speakers[$0.leg], from: $0.from, to: $1) }
        try await perform { try $0.tx.save(cues, of: recording.id) }
    }

    /// How many bytes a recording may have: as many as a file, and as are left of what all files may.
    private func room(for recording: OpenRecording) async throws -> Int64 {
        let limits = ports.limits
        let file = limits.attachmentBytes == 0 ? Int64.max : limits.attachmentBytes
        guard limits.attachmentTotalBytes > 0 else { return file }
        let used = try await ports.store.read { try $0.attachmentBytes() }
        let others = state.withLock { $0.reels.reduce(0) { $0 + ($1.key == recording ? 0 : $1.value.size) } }
        return min(file, limits.attachmentTotalBytes - used - others)
    }

    /// Has the media server end a recording, unless that was done.
    private func end(_ recording: OpenRecording) {
        changeIfAny(in: recording.conversation) { call, _ in
            call.id == recording.call ? call.endRecording(since: recording.since) : []
        }
    }

    /// Ends all recordings and waits until they are posted, but not for longer than `time`.
    func finishRecordings(within time: Duration) async {
        changeAll { call, _ in call.endRecording() }
        let deadline = ContinuousClock.now + time
        while case let left = state.withLock({ $0.reels.count }), left > 0 {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(20))) != nil else {
                return logger.warning("recordings wait for the next start", metadata: ["count": "\(left)"])
            }
        }
    }
}
