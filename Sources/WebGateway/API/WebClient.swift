import CWebClient
import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The web client's files: built into the program, or read from a folder while somebody works on them.
struct WebClient: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        /// The same, compressed; nil for a file that does not get smaller.
        let gzip: ByteBuffer?
        let type: String
        let tag: String
    }

    private let files: [String: File]
    private let folder: String?

    /// - Parameter folder: a folder tree; file names are unique in it, since folders are dropped.
    init(folder: String?) throws {
        self.folder = folder
        files = folder == nil ? Self.embedded() : [:]
        if let folder, try Self.read(folder)["index.html"] == nil {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: folder + "/index.html"])
        }
    }

    private static func embedded() -> [String: File] {
        var files: [String: File] = [:]
        for i in 0..<confab_client_count() {
            guard let entry = confab_client_file(i) else { continue }
            let name = String(cString: entry.pointee.name)
            let bytes = UnsafeRawBufferPointer(start: entry.pointee.bytes, count: Int(entry.pointee.size))
            files[name] = File(name, ByteBuffer(bytes: bytes))
        }
        return withWorker(files)
    }

    /// The service worker is told which files there are, and which version of them this is.
    private static func withWorker(_ files: [String: File]) -> [String: File] {
        guard let worker = files["sw.js"] else { return files }
        let names = files.keys.filter { $0 != "sw.js" && $0 != "index.html" }.sorted()
        let version = names.compactMap { files[$0]?.tag }.joined()
        let digest = SHA256.hash(data: Array(version.utf8)).prefix(6).map { String($0, radix: 16) }.joined()
        let list = (["/"] + names.map { "/" + $0 }).map { "\"\($0)\"" }.joined(separator: ", ")
        let text = String(buffer: worker.bytes).replacing("/* files */", with: list).replacing("client-1", with: "client-" + digest)
        var result = files
        result["sw.js"] = File("sw.js", ByteBuffer(string: text))
        return result
    }

    private static func read(_ folder: String) throws -> [String: File] {
        var files: [String: File] = [:]
        let all = FileManager.default.enumerator(atPath: folder)
        while let path = all?.nextObject() as? String {
            guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
            let name = (path as NSString).lastPathComponent
            files[name] = File(name, ByteBuffer(bytes: data))
        }
        return withWorker(files)
    }

    /// The file of a path; every path that is no file's is a view of the client.
    func respond(to request: Request) -> Response {
        let files = folder.flatMap { try? Self.read($0) } ?? files
        let name = String(request.uri.path.dropFirst())
        let isView = name.isEmpty || !(name as NSString).lastPathComponent.contains(".")
        guard let file = files[isView ? "index.html" : name] else {
            return Answer.problem(Problem(.notFound("file"))).response
        }
        var headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch]?.contains(file.tag) == true { return Response(status: .notModified, headers: headers) }
        headers[.vary] = "Accept-Encoding"
        var body = file.bytes
        if let gzip = file.gzip, request.headers[.acceptEncoding]?.contains("gzip") == true {
            headers[.contentEncoding] = "gzip"
            body = gzip
        }
        headers[.contentLength] = String(body.readableBytes)
        if request.method == .head { return Response(status: .ok, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }
}

extension WebClient.File {
    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "webmanifest": "application/manifest+json", "json": "application/json",
    ]

    init(_ name: String, _ bytes: ByteBuffer) {
        self.bytes = bytes
        gzip = Gzip.compress(Array(bytes.readableBytesView)).map { ByteBuffer(bytes: $0) }
        type = Self.types[(name as NSString).pathExtension] ?? "application/octet-stream"
        let digest = SHA256.hash(data: bytes.readableBytesView)
        tag = "\"" + digest.prefix(12).map { String($0, radix: 16) }.joined() + "\""
    }
}
