import Foundation
import Hub
import Logging

/// Writes each mail into a folder, for servers without a relay: everything can be tried, and nothing goes out.
struct FolderDelivery: Delivering {
    let folder: String
    let logger: Logger

    func deliver(_ mail: WrittenMail) async -> MailOutcome {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let path = MailFolder.path(of: mail.id, in: folder)
            let link = Array("X-Confab-Link: \(mail.link)\r\n".utf8)
            try Data(link + mail.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            logger.notice("mail written", metadata: ["file": "\(path)", "address": "\(mail.recipient)"])
            return .sent(messageID: mail.messageID, subject: mail.subject)
        } catch {
            return .deferred("It could not be written to \(folder): \(error.localizedDescription)")
        }
    }

    func close() async {}
}

/// The mails in the folder, read again.
package enum MailFolder {
    static func path(of id: Int64, in folder: String) -> String { "\(folder)/\(id).eml" }

    package static func remove(_ ids: [Int64], in folder: String) {
        for id in ids { unlink(path(of: id, in: folder)) }
    }

    /// A mail with where its button leads; nil where there is none.
    package static func mail(_ id: Int64, in folder: String) -> (bytes: [UInt8], link: String?)? {
        guard let data = FileManager.default.contents(atPath: path(of: id, in: folder)) else { return nil }
        let head = String(decoding: data.prefix(2_000), as: UTF8.self)
        let line = head.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let name = "X-Confab-Link: "
        return ([UInt8](data), line.hasPrefix(name) ? String(line.dropFirst(name.count)) : nil)
    }
}
