import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that somebody uploaded, given back so that it can do nothing to who looks at it.
struct FileAnswer {
    let path: String
    let type: String
    let name: String
    let tag: String
    let inline: Bool

    func answer(to ask: Ask) async throws -> Answer {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? nil else {
            throw Refusal.notFound("file")
        }
        let quoted = "\"\(tag)\""
        var headers: HTTPFields = [
            .contentType: inline ? shownType : MediaTypes.unknown, .eTag: quoted, .acceptRanges: "bytes",
            .cacheControl: "private, max-age=31536000, immutable",
            .contentDisposition: FileNames.disposition(name, inline: inline),
            .contentSecurityPolicy: "sandbox; default-src 'none'",
        ]
        let request = ask.request
        if request.headers[.ifNoneMatch]?.contains(quoted) == true {
            return Answer(response: Response(status: .notModified, headers: headers))
        }
        let files = FileIO()
        if let header = request.headers[.range], request.headers[.ifRange].map({ $0 == quoted }) ?? true, size > 0,
            let ranges = ByteRange.parse(header, size: size)
        {
            guard let range = ranges else {
                return Answer.problem(.rangeNotSatisfiable(size)).with(.contentRange, "bytes */\(size)")
            }
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            let body = try await files.loadFile(path: path, range: range, context: ask.context)
            return Answer(response: Response(status: .partialContent, headers: headers, body: body))
        }
        let body = try await files.loadFile(path: path, context: ask.context)
        return Answer(response: Response(status: .ok, headers: headers, body: body))
    }

    /// Thumbnails are of a type that only their first bytes tell.
    private var shownType: String {
        if !type.isEmpty { return type }
        guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 12) else {
            return MediaTypes.unknown
        }
        if head.starts(with: [0xFF, 0xD8]) { return "image/jpeg" }
        if head.starts(with: [0x89, 0x50]) { return "image/png" }
        return "image/webp"
    }
}

/// One byte range of a Range header (RFC 9110 §14.2).
enum ByteRange {
    /// Nil for a header to be ignored; `.some(nil)` for a range beyond the end.
    static func parse(_ header: String, size: Int64) -> ClosedRange<Int>?? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let first = Int64(parts[0]), last = Int64(parts[1])
        switch (first, last) {
        case (nil, let suffix?) where parts[0].isEmpty:
            guard suffix > 0 else { return .some(nil) }
            return Int(max(0, size - suffix))...Int(size - 1)
        case (let start?, nil) where parts[1].isEmpty:
            return start >= 0 && start < size ? Int(start)...Int(size - 1) : .some(nil)
        case (let start?, let end?):
            guard start >= 0, start <= end else { return nil }
            return start < size ? Int(start)...Int(min(end, size - 1)) : .some(nil)
        default: return nil
        }
    }
}
