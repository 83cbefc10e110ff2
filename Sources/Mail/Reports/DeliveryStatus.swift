/// `message/delivery-status` (RFC 3464 §2): a group of fields about the mail, then one for each recipient.
enum DeliveryStatus {
    static let maximumRecipients = 200

    static func report(_ content: [UInt8], returned: HeaderBlock?, notice: ReceivedMail) -> DeliveryReport {
        var report = DeliveryReport()
        var groups = 0
        var rest = content[...]
        while !rest.isEmpty, groups <= maximumRecipients * 2, report.recipients.count < maximumRecipients {
            let group = HeaderBlock(rest)
            // A block without fields is not consumed; it is passed over line by line.
            if group.body.startIndex == rest.startIndex { rest = dropLine(rest) } else { rest = group.body }
            guard !group.fields.isEmpty else { continue }
            groups += 1
            report.originalEnvelopeID = report.originalEnvelopeID ?? text(group, "original-envelope-id")
            report.originalMessageID = report.originalMessageID ?? messageID(group, "x-original-message-id")
            if let recipient = recipient(group) { report.recipients.append(recipient) }
        }
        report.originalMessageID =
            returned.flatMap { messageID($0, "message-id") } ?? report.originalMessageID ?? PlainBounce.messageID(of: notice)
        return report
    }

    private static func dropLine(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var scanner = LineScanner(bytes)
        _ = scanner.next()
        return scanner.rest
    }

    private static func recipient(_ group: HeaderBlock) -> DeliveryReport.Recipient? {
        let address = text(group, "original-recipient").flatMap(address) ?? text(group, "final-recipient").flatMap(address)
        guard let address else { return nil }
        let diagnostic = text(group, "diagnostic-code").map(withoutType) ?? ""
        var status = text(group, "status").flatMap(StatusCode.find)
        if status == nil || status?.hasSuffix(".0.0") == true { status = StatusCode.find(in: diagnostic) ?? status }
        let action = text(group, "action")?.lowercased().prefix { $0.isLetter } ?? ""
        return DeliveryReport.Recipient(
            address: address, action: DeliveryReport.Action(rawValue: String(action)) ?? assumed(status), status: status,
            diagnostic: diagnostic)
    }

    private static func assumed(_ status: String?) -> DeliveryReport.Action {
        switch status?.first {
        case "2": .delivered
        case "4": .delayed
        default: .failed
        }
    }

    /// `rfc822; ada@example.org`, also without the type, in brackets, or with xtext (RFC 3461 §4).
    private static func address(_ field: String) -> String? {
        let isTyped = field.contains(";")
        var address = isTyped ? withoutType(field) : field
        if field.lowercased().hasPrefix("rfc822"), isTyped { address = XText.decode(address) }
        address = address.trimmingBlanks
        if address.hasPrefix("<"), address.hasSuffix(">") { address = String(address.dropFirst().dropLast()) }
        return address.contains("@") && address.utf8.count <= 320 ? address : nil
    }

    private static func withoutType(_ field: String) -> String {
        guard let semicolon = field.firstIndex(of: ";"), field[..<semicolon].utf8.count <= 20 else { return field.trimmingBlanks }
        return String(field[field.index(after: semicolon)...]).trimmingBlanks
    }

    private static func text(_ group: HeaderBlock, _ name: String) -> String? {
        guard let text = group.first(name).map(GMime.text), !text.isEmpty else { return nil }
        return String(text.prefix(1_000))
    }

    private static func messageID(_ group: HeaderBlock, _ name: String) -> String? {
        group.first(name).flatMap { MessageID.all(in: $0).first }
    }
}
