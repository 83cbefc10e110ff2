import Foundation
import Mail

/// Mails as programs write them, each with what a person would want to see of it.
struct MailCorpus {
    struct Expected: Decodable {
        var said: String
        /// What must stand in the folded part.
        var folded: [String]
        var files: [String]?
        var from: String
        var kind: String
    }

    struct Entry {
        var name: String
        var bytes: [UInt8]
        var expected: Expected
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus/mail")

    static func entries() throws -> [Entry] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "eml" }.sorted { $0.path < $1.path }.map { file in
            let expected = try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("json"))
            return Entry(
                name: file.deletingPathExtension().lastPathComponent, bytes: Array(try Data(contentsOf: file)),
                expected: try JSONDecoder().decode(Expected.self, from: expected))
        }
    }
}

extension MailCorpus.Entry {
    /// What is not as expected, in words.
    func faults() throws -> [String] {
        let mail = try MailReader.read(bytes)
        let reply = ReplyReader.read(mail)
        var faults: [String] = []
        if reply.said != expected.said {
            faults.append("said \(reply.said.debugDescription), not \(expected.said.debugDescription)")
        }
        for part in expected.folded where !reply.folded.contains(part) {
            faults.append("\(part.debugDescription) is not folded in \(reply.folded.debugDescription)")
        }
        if let files = expected.files, files != mail.files.map(\.name) {
            faults.append("files \(mail.files.map(\.name)), not \(files)")
        }
        if mail.from.first?.address != expected.from { faults.append("from \(mail.from), not \(expected.from)") }
        if Self.word(mail.kind) != expected.kind { faults.append("kind \(mail.kind), not \(expected.kind)") }
        return faults
    }

    private static func word(_ kind: ReceivedMail.Kind) -> String {
        switch kind {
        case .message: "message"
        case .report: "report"
        case .automatic: "automatic"
        }
    }
}

/// How often each word of a text stands in it.
func wordCounts(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) { counts[String(word), default: 0] += 1 }
    return counts
}
