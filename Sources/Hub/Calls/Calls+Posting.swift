import Domain
import Logging
import Synchronization

/// What becomes of a recording that has ended.
extension Calls {
    func release(_ recordings: [OpenRecording]) async {
        for recording in recordings { await release(recording) }
    }

    /// Takes the recordings that nobody is at, to be released: what a sudden end of the server left, and what could not be
    /// posted before. A file whose recording was posted goes.
    func takeAbandonedRecordings() async -> [OpenRecording] {
        do { return try await abandoned() } catch {
            logger.error("recordings are posted later", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func abandoned() async throws -> [OpenRecording] {
        // In this order: a recording is known here before it is in the store, and there before it is a file.
        let busy = state.withLock { Set($0.reels.keys) }
        let files = try await blobs.recordings()
        let open = try await ports.store.read { try $0.openRecordings() }
        for id in files where !open.contains(where: { $0.id == id }) { try await blobs.removeRecording(id) }
        return state.withLock { s in
            let left = open.filter { !busy.contains($0) && s.reels[$0] == nil }
            for recording in left { s.reels[recording] = Reel() }
            return left
        }
    }

    /// Posts what is on disk of a recording, or lets it go where there is nothing to post or nobody to. What fails otherwise
    /// is tried again later.
    func release(_ recording: OpenRecording) async {
        defer { state.withLock { _ = $0.reels.removeValue(forKey: recording) } }
        do {
            do { try await post(recording) } catch let refusal as Refusal where refusal.isFinal {
                logger.warning(
                    "a recording is let go", metadata: ["recording": "\(recording.id.text)", "error": "\(refusal)"])
                try await perform { try $0.tx.deleteRecording(recording.id) }
            }
            try await blobs.removeRecording(recording.id)
        } catch {
            logger.error(
                "a recording is posted later", metadata: ["recording": "\(recording.id.text)", "error": "\(error)"])
        }
    }

    /// Posts a recording, and who spoke when, as a message; from then on there is no such recording.
    private func post(_ recording: OpenRecording) async throws {
        let (sound, duration) = try await mended(recording)
        var files = [RecordedFile(sound, "recording.ogg", "audio/ogg", attachment(), duration)]
        do {
            let track = try await StoredFile(of: try await subtitles(of: recording, lasting: duration), in: blobs)
            files.append(RecordedFile(track, "recording.vtt", "text/vtt", attachment(), nil))
            let both = files
            try await perform { try $0.post(both, of: recording) }
        } catch {
            for file in files { await blobs.settle(file.file.digest, kept: false) }
            throw error
        }
        for file in files { await blobs.settle(file.file.digest, kept: true) }
    }

    private func attachment() -> AttachmentID { AttachmentID(rawValue: secrets.identifier()) }

    /// The whole file that can be made of what is on disk, and how long it lasts.
    ///
    /// - Throws: `.notFound` when there is no sound in it.
    private func mended(_ recording: OpenRecording) async throws -> (StoredFile, Milliseconds) {
        var mender = media.mender(), offset: Int64 = 0, duration: Milliseconds?
        let sound = try await StoredFile(in: blobs) {
            guard duration == nil else { return nil }
            let bytes = try await blobs.read(recording.id, from: offset, atMost: 65_536)
            offset += Int64(bytes.count)
            guard bytes.isEmpty else { return mender.add(bytes) }
            guard let (last, length) = mender.finish() else { throw Refusal.notFound("sound in the recording") }
            duration = length
            return last
        }
        return (sound, duration ?? 0)
    }

    private func subtitles(of recording: OpenRecording, lasting duration: Milliseconds) async throws -> [UInt8] {
        let (cues, names) = try await ports.store.read { s in
            let cues = try s.cues(of: recording.id)
            let people = Set(cues.compactMap { if case .person(let id) = $0.speaker { id } else { nil } })
            return (cues, Dictionary(try s.people(Array(people)).map { ($0.id, $0.name) }) { a, _ in a })
        }
        return WebVTT.text(cues, upTo: duration) { speaker in
            switch speaker {
            case .person(let id): names[id] ?? Person.erasedName
            case .feed(let name): name
            case nil: Person.erasedName
            }
        }
    }

    func perform(_ body: @escaping @Sendable (LedgerTransaction) throws -> Void) async throws {
        guard let committer else { throw Refusal.unavailable("nothing is committed yet") }
        try await committer.perform(body)
    }
}

extension Refusal {
    /// Whether the same will not be possible later either: nothing can be posted, or by nobody.
    fileprivate var isFinal: Bool {
        if case .notFound = self { true } else if case .forbidden = self { true } else { false }
    }
}
