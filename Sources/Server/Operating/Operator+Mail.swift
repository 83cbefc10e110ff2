import Domain
import Foundation
import Hub
import JSON
import NIOHTTP1

extension Operator {
    /// How long a test mail is waited for.
    static let mailPatience = 60

    /// Has the running server send a mail to an address, and says what came of it.
    ///
    /// - Throws: `Complaint` when it could not be sent.
    package func testMail(to text: String) async throws -> String {
        let address = try readAddress(text)
        guard try await hub.store.read({ try $0.hasOwner() }) else {
            throw Complaint("this server has no owner yet; open its setup link first")
        }
        guard let server else { throw Complaint("no server is running on this data folder; start it first") }
        var w = JSONWriter()
        w.beginObject()
        w.field("address", address.text)
        w.endObject()
        guard case .object(let made)? = try await server.ask(.POST, "/admin/mails", w.bytes), case .string(let id)? = made["id"]
        else {
            throw Complaint("the server did not take the mail")
        }
        for _ in 0..<(Self.mailPatience * 4) {
            guard case .object(let mail)? = try await server.ask(.GET, "/admin/mails/\(id)"),
                case .string(let state)? = mail["state"]
            else { break }
            var why = ""
            if case .string(let text)? = mail["text"] { why = text }
            switch state {
            case "sent":
                if case .bool(true)? = mail["eml"] {
                    return "The mail was written to \(folder.mails)/\(id).eml and not sent: mail.way is folder."
                }
                return "The mail was taken by the next server. Look into the mailbox of \(address.text), also among spam."
            case "failed": throw Complaint("the mail was refused: \(why)")
            case "waiting" where !why.isEmpty: throw Complaint("the mail could not be sent yet and will be tried again: \(why)")
            default: try await Task.sleep(for: .milliseconds(250))
            }
        }
        throw Complaint("nothing came of the mail in \(Self.mailPatience) seconds; look at the server's log")
    }
}
