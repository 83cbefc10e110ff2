import Bytes
import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON
import NIOCore

extension API {
    func attachments(_ table: inout RouteTable) {
        table.on(.post, "/attachments") { try await upload($0) }
        table.on(.get, "/attachments/{attachment}") { try await download($0) }
        table.on(.delete, "/attachments/{attachment}") { ask in
            try await hub.discard(try ask.attachment(), by: try await ask.caller())
            return .empty
        }
        table.on(.get, "/attachments/{attachment}/thumbnail") { ask in
            let record = try await hub.attachment(try ask.attachment(), for: try await ask.caller())
            guard record.attachment.thumbnail else { throw Refusal.notFound("thumbnail") }
            let file = FileAnswer(
                path: hub.blobs.thumbnailPath(of: record.digest), type: "", name: "thumbnail",
                tag: Hex.encode(record.digest) + "-t",
                inline: true)
            return try await file.answer(to: ask)
        }
    }

    private func upload(_ ask: Ask) async throws -> Answer {
        let caller = try await ask.caller()
        let claim = try ask.uploadClaim()
        try await hub.permitUpload(claim, by: caller)
        let upload = try await storage { try await hub.blobs.begin() }
        do {
            var size: Int64 = 0
            for try await part in ask.request.body {
                size += Int64(part.readableBytes)
                guard size <= claim.size else { throw Refusal.tooLarge(limit: claim.size) }
                let bytes = Array(part.readableBytesView)
                try await storage { try await upload.write(bytes) }
            }
            guard size == claim.size else { throw Refusal.malformed(detail: "the body ended after \(size) of \(claim.size) bytes") }
            let digest = try await storage { try await upload.finish() }
            let attachment = try await hub.attach(digest, size: size, claim, by: caller)
            var w = JSONWriter()
            attachment.write(to: &w)
            return Answer.json(.created, w.bytes)
        } catch {
            await upload.cancel()
            throw error
        }
    }

    private func storage<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch is StorageFull { throw Refusal.storageFull }
    }

    private func download(_ ask: Ask) async throws -> Answer {
        let record = try await hub.attachment(try ask.attachment(), for: try await ask.caller())
        let wanted = try ask.query(["download"]).has("download")
        let file = FileAnswer(
            path: hub.blobs.path(of: record.digest), type: record.attachment.type, name: record.attachment.name,
            tag: Hex.encode(record.digest), inline: !wanted && MediaTypes.isShownInline(record.attachment.type))
        return try await file.answer(to: ask)
    }
}

extension Ask {
    fileprivate func uploadClaim() throws -> UploadClaim {
        let query = try query(["name", "duration", "wave"])
        guard let length = request.headers[.contentLength].flatMap({ Int64($0) }), length >= 0 else {
            throw Refusal.missing(field: "Content-Length")
        }
        guard let name = try query.string("name", max: 4 * Limits.fileName) else { throw Refusal.missing(field: "name") }
        let wave = try query.string("wave", max: 256) ?? ""
        guard let peaks = Base64.decode(wave, maxBytes: Limits.wave) else {
            throw Refusal.invalid(field: "wave", expected: "base64 of at most \(Limits.wave) bytes")
        }
        return UploadClaim(
            name: FileNames.clean(name), type: MediaTypes.checked(request.headers[.contentType] ?? ""), size: length,
            duration: try query.integer("duration", in: 0...86_400_000), wave: peaks)
    }
}
