/// Reads mails (RFC 5322, 2045–2049): leniently, as people's programs write them, and within `MailLimits`.
package enum MailReader {
    /// - Parameter nullSender: The envelope's sender was `<>`, which only machines use.
    package static func read(_ bytes: [UInt8], nullSender: Bool = false) throws(MailFault) -> ReceivedMail {
        guard bytes.count <= MailLimits.message else { throw .tooLarge }
        let header = HeaderBlock(bytes[...])
        let root = MailPart(header)
        var mail = envelope(header)
        var reader = BodyReader()
        let body = reader.read(root)
        mail.text = body.wholeText
        mail.html = body.html
        mail.files = body.html.map { ContentIDs(in: $0).marking(body.files) } ?? body.files
        mail.protection = reader.protection
        mail.kind = MailKind(mail: mail, rootType: root.type, signals: reader.signals, nullSender: nullSender).kind
        return mail
    }

    private static func envelope(_ header: HeaderBlock) -> ReceivedMail {
        func mailboxes(_ name: String) -> [Mailbox] { header.first(name).map(GMime.mailboxes) ?? [] }
        return ReceivedMail(
            from: mailboxes("from"), sender: mailboxes("sender").first, to: mailboxes("to"), cc: mailboxes("cc"),
            replyTo: mailboxes("reply-to"), subject: header.first("subject").map(GMime.text) ?? "",
            messageID: header.first("message-id").flatMap { MessageID.all(in: $0).first },
            inReplyTo: header.first("in-reply-to").flatMap { MessageID.all(in: $0).first },
            references: header.first("references").map(MessageID.all) ?? [],
            date: header.first("date").flatMap(GMime.date),
            headers: header.fields.map { HeaderField($0.name, GMime.text($0.value)) })
    }
}
