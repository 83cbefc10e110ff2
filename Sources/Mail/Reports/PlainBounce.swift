/// Reports in plain words, of servers that write no delivery status: Exim, qmail, and their kin.
enum PlainBounce {
    static func report(_ mail: ReceivedMail, isFromMailServer: Bool) -> DeliveryReport? {
        let text = mail.text ?? ""
        if let failed = mail.header("X-Failed-Recipients") { return exim(failed, text, mail) }
        guard isFromMailServer, saysSo(mail, text) else { return nil }
        let recipients = paragraphs(text, action: isWarning(mail, text) ? .delayed : .failed)
        return recipients.isEmpty ? nil : finish(recipients, mail)
    }

    /// Whether it is about a mail that did not arrive: automatic answers come from the null sender, too.
    private static func saysSo(_ mail: ReceivedMail, _ text: String) -> Bool {
        // qmail's own format (QSBMF) begins so, whichever server it is.
        if text.hasPrefix("Hi. This is the") { return true }
        let said = (mail.subject + " " + String(text.prefix(1_000))).lowercased()
        return ["deliver", "returned mail", "failure notice", "bounce"].contains { said.contains($0) }
            && !mail.subject.lowercased().contains("repl")
    }

    /// The identifier of the mail reported on, from the copy of its header in the text, or from what this answers.
    static func messageID(of notice: ReceivedMail) -> String? {
        for line in (notice.text ?? "").utf8.prefix(200_000).split(separator: 0x0A).reversed() {
            let line = Array(line.drop { $0 == 0x20 || $0 == 0x3E })
            guard line.count > 11, String(decoding: line.prefix(11), as: UTF8.self).lowercased() == "message-id:" else { continue }
            if let id = MessageID.all(in: Array(line.dropFirst(11))).first { return id }
        }
        return notice.inReplyTo ?? notice.references.last
    }

    private static func finish(_ recipients: [DeliveryReport.Recipient], _ mail: ReceivedMail) -> DeliveryReport {
        DeliveryReport(recipients: recipients, originalMessageID: messageID(of: mail))
    }

    /// Exim names the addresses in a field; the reasons stand in the text.
    private static func exim(_ field: String, _ text: String, _ mail: ReceivedMail) -> DeliveryReport {
        let known = paragraphs(text, action: .failed)
        let addresses = field.split(whereSeparator: { ", \t".contains($0) }).prefix(DeliveryStatus.maximumRecipients).map(
            String.init)
        let recipients = addresses.filter { $0.contains("@") }.map { address in
            known.first { $0.address.lowercased() == address.lowercased() }
                ?? DeliveryReport.Recipient(address: address, action: .failed, status: StatusCode.find(in: text))
        }
        return finish(recipients, mail)
    }

    private static func isWarning(_ mail: ReceivedMail, _ text: String) -> Bool {
        let said = (mail.subject + " " + String(text.prefix(1_000))).lowercased()
        return ["warning", "delayed", "not yet been delivered", "will be retried", "will continue to try", "still being tried"]
            .contains { said.contains($0) }
    }

    /// Addresses that stand alone on a line, with the lines below them as the reason.
    private static func paragraphs(_ text: String, action: DeliveryReport.Action) -> [DeliveryReport.Recipient] {
        var found: [(address: String, reason: [String])] = []
        var open = false
        for line in text.split(separator: "\n", maxSplits: 500, omittingEmptySubsequences: false).prefix(500) {
            if isCopy(line) { break }
            if let address = loneAddress(line) {
                guard found.count < DeliveryStatus.maximumRecipients else { break }
                found.append((address, []))
                open = true
            } else if line.allSatisfy(\.isWhitespace) {
                open = open && found.last?.reason.isEmpty == true
            } else if open, found[found.count - 1].reason.count < 12 {
                found[found.count - 1].reason.append(String(line.prefix(500)).trimmingBlanks)
            }
        }
        return found.map { address, reason in
            let diagnostic = String(reason.joined(separator: " ").prefix(1_000))
            return .init(address: address, action: action, status: StatusCode.find(in: diagnostic), diagnostic: diagnostic)
        }
    }

    /// `--- Below this line is a copy of the message.`, `------ This is a copy of the message …`
    private static func isCopy(_ line: Substring) -> Bool {
        line.hasPrefix("---") && (line.contains("copy of") || line.contains("Original message") || line.contains("riginal Message"))
    }

    /// `<ada@example.org>:`, `  ada@example.org`, also with an explanation of Exim's in brackets behind it.
    private static func loneAddress(_ line: Substring) -> String? {
        guard line.utf8.count < 400 else { return nil }
        var word = String(line).trimmingBlanks
        if word.hasSuffix(":") { word.removeLast() }
        if word.hasPrefix("<"), word.hasSuffix(">") { word = String(word.dropFirst().dropLast()) }
        let ends = word.split(separator: "@", omittingEmptySubsequences: false)
        guard ends.count == 2, !ends[0].isEmpty, ends[1].contains("."), word.utf8.count <= 320 else { return nil }
        return word.contains(where: { $0.isWhitespace || "<>()[],;:\"".contains($0) }) ? nil : word
    }
}
