extension OutgoingMail {
    func writeHeader(into fields: inout FieldWriter) {
        fields.add("Date", token: DateField.text(date))
        fields.add("From", mailbox: from)
        fields.add("To", mailbox: to)
        if let replyTo { fields.add("Reply-To", mailbox: replyTo) }
        fields.add("Subject", text: subject, longestWord: 70)
        writeThread(into: &fields)
        writeUnsubscribe(into: &fields)
        if isAutomatic { fields.add("Auto-Submitted", token: "auto-generated") }
        for (name, value) in headers where ExtraField.isAllowed(name, isAutomatic: isAutomatic) {
            fields.add(name, text: value, longestWord: FieldWriter.longestToken)
        }
        fields.add("MIME-Version", token: "1.0")
    }

    /// What holds a thread together (RFC 5322 §3.6.4).
    private func writeThread(into fields: inout FieldWriter) {
        if let id = IdentifierField.identifier(messageID) { fields.add("Message-ID", token: id) }
        let parent = inReplyTo.flatMap(IdentifierField.identifier)
        if let parent { fields.add("In-Reply-To", token: parent) }
        fields.add("References", tokens: IdentifierField.references(references, parent: parent))
    }

    private func writeUnsubscribe(into fields: inout FieldWriter) {
        let uris = listUnsubscribe.filter(IdentifierField.isURI)
        fields.add("List-Unsubscribe", tokens: uris.enumerated().map { "<\($1)>" + ($0 < uris.count - 1 ? "," : "") })
        guard oneClick, uris.contains(where: { $0.lowercased().hasPrefix("http") }) else { return }
        fields.add("List-Unsubscribe-Post", token: "List-Unsubscribe=One-Click")
    }
}
