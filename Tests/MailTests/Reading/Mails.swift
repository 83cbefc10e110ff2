import Foundation
import Testing

@testable import Mail

/// Mails for tests.
enum Mails {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mails")

    /// A mail kept in a file, with the line ends of the wire.
    static func bytes(_ name: String) throws -> [UInt8] {
        wire(Array(try Data(contentsOf: folder.appending(path: name + ".eml"))))
    }

    static func read(_ name: String, nullSender: Bool = false) throws -> ReceivedMail {
        try MailReader.read(bytes(name), nullSender: nullSender)
    }

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "eml" }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
    }

    static func wire(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }
}

/// Reads a mail written with LF line ends.
func read(_ text: String, nullSender: Bool = false) throws -> ReceivedMail {
    try MailReader.read(Mails.wire(Array(text.utf8)), nullSender: nullSender)
}
