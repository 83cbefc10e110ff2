import Foundation
import JSON

/// `run.json`: how the operator's commands reach the running server. Readable by its owner only.
package struct RunFile: Sendable, Equatable {
    package let pid: Int32
    /// Where the server answers on this machine.
    package let url: String
    package let token: String
    package let publicURL: String
    package let version: String

    package init(pid: Int32, url: String, token: String, publicURL: String, version: String) {
        self.pid = pid
        self.url = url
        self.token = token
        self.publicURL = publicURL
        self.version = version
    }

    static func path(in folder: DataFolder) -> String { folder.path + "/run.json" }

    package func write(in folder: DataFolder) throws {
        var w = JSONWriter(reservingCapacity: 256)
        w.beginObject()
        w.field("pid", Int64(pid))
        w.field("url", url)
        w.field("token", token)
        w.field("public_url", publicURL)
        w.field("version", version)
        w.endObject()
        let path = Self.path(in: folder), fresh = path + ".new"
        unlink(fresh)
        let bytes = w.bytes + [0x0A]
        let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Complaint("\(fresh) cannot be made: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        guard Foundation.write(file, bytes, bytes.count) == bytes.count, rename(fresh, path) == 0 else {
            throw Complaint("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    package static func remove(in folder: DataFolder) { unlink(path(in: folder)) }

    /// Nil when no server runs here, as far as the file says.
    package static func read(in folder: DataFolder) -> RunFile? {
        guard let bytes = FileManager.default.contents(atPath: path(in: folder)),
            let fields = (try? JSONParser.parse([UInt8](bytes))).flatMap({ try? Fields($0) }),
            let pid = try? fields.integer("pid", in: 1...Int64(Int32.max)), let url = try? fields.string("url", max: 1_000),
            let token = try? fields.string("token", max: 1_000)
        else { return nil }
        return RunFile(
            pid: Int32(pid), url: url, token: token, publicURL: (try? fields.string("public_url", max: 1_000)) ?? url,
            version: (try? fields.string("version", max: 100)) ?? "")
    }
}
