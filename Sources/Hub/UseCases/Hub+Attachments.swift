package import Domain

/// What somebody says of a file while uploading it.
package struct UploadClaim: Sendable {
    package let name: String
    package let type: String
    package let size: Int64
    package let duration: Milliseconds?
    package let wave: [UInt8]

    package init(name: String, type: String, size: Int64, duration: Milliseconds?, wave: [UInt8]) {
        self.name = name
        self.type = type
        self.size = size
        self.duration = duration
        self.wave = wave
    }
}

extension Hub {
    /// To be asked before the first byte is taken.
    package func permitUpload(_ claim: UploadClaim, by caller: Caller) async throws {
        let limits = policy.limits
        guard limits.attachmentBytes == 0 || claim.size <= limits.attachmentBytes else {
            throw Refusal.tooLarge(limit: limits.attachmentBytes)
        }
        try limiter.take(.uploads(caller.id), rate: 120, per: 60_000, burst: 120, what: "uploads")
        guard limits.attachmentTotalBytes > 0 else { return }
        let used = try await store.read { try $0.attachmentBytes() }
        guard used + claim.size <= limits.attachmentTotalBytes else { throw Refusal.storageFull }
    }

    /// Enters a file whose bytes are on disk.
    package func attach(_ digest: [UInt8], size: Int64, _ claim: UploadClaim, by caller: Caller) async throws -> Attachment {
        do {
            let attachment = try await enter(digest, size: size, claim, by: caller)
            await blobs.settle(digest, kept: true)
            return attachment
        } catch {
            await blobs.settle(digest, kept: false)
            throw error
        }
    }

    private func enter(_ digest: [UInt8], size: Int64, _ claim: UploadClaim, by caller: Caller) async throws -> Attachment {
        let image = await blobs.inspect(digest, type: claim.type)
        let id = AttachmentID(rawValue: secrets.identifier())
        return try await committer.perform { ledger in
            let attachment = Attachment(
                id: id, name: claim.name, type: claim.type, size: size, width: image?.width, height: image?.height,
                duration: claim.duration, wave: claim.wave, thumbnail: image?.thumbnail ?? false)
            try ledger.tx.save(
                AttachmentRecord(attachment: attachment, owner: caller.id, digest: digest, createdAt: ledger.now))
            return attachment
        }
    }

    /// - Throws: `.notFound`, also for what exists but is none of the caller's business.
    package func attachment(_ id: AttachmentID, for caller: Caller) async throws -> AttachmentRecord {
        try await store.read { s in
            guard let record = try s.attachment(id) else { throw Refusal.notFound("attachment") }
            // One's own upload, or what is in a message of a conversation that one may read.
            let isMine = try record.owner == caller.id && (caller.session.scope == nil || !s.isUsed(id))
            guard try isMine || s.readableUses(of: id, by: caller.id).contains(where: { caller.sees($0) }) else {
                throw Refusal.notFound("attachment")
            }
            return record
        }
    }

    /// Takes back an upload that is in no message.
    package func discard(_ id: AttachmentID, by caller: Caller) async throws {
        try await delete([id]) { tx, record in
            guard record.owner == caller.id else { throw Refusal.notFound("attachment") }
            guard try !tx.isUsed(id) else { throw Refusal.conflict(field: nil, detail: "it is in a message; retract that") }
        }
    }

    /// Deletes uploads that were given up more than a day ago.
    package func sweepAttachments() async throws {
        let before = clock.now() - Self.day
        let stale = try await store.read { try $0.unused(before: before) }
        if !stale.isEmpty { try await delete(stale) { _, _ in } }
    }

    func delete(
        _ ids: [AttachmentID], permitted: @escaping @Sendable (any StoreTransaction, AttachmentRecord) throws -> Void
    ) async throws {
        let orphans = try await committer.perform { ledger -> [[UInt8]] in
            try ids.compactMap { id in
                guard let record = try ledger.tx.attachment(id) else { throw Refusal.notFound("attachment") }
                try permitted(ledger.tx, record)
                try ledger.tx.deleteAttachment(id)
                return try ledger.tx.hasBlob(record.digest) ? nil : record.digest
            }
        }
        for digest in orphans { await blobs.remove(digest) }
    }
}
