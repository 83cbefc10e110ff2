extension OutgoingMail {
    /// The whole mail: lines of at most 998 bytes that end with CRLF, equal for equal mails.
    ///
    /// 7 bit clean unless `needsUTF8`.
    package var bytes: [UInt8] {
        var fields = FieldWriter()
        writeHeader(into: &fields)
        let body = MIMEPart.body(of: self)
        var writer = PartWriter(fields, boundary: Boundary(messageID: messageID), capacity: body.estimatedSize)
        writer.write(body)
        return writer.finished
    }

    /// An address has characters beyond ASCII, so the mail needs SMTPUTF8 on its way (RFC 6531).
    package var needsUTF8: Bool {
        [from, to, replyTo].contains { mailbox in
            mailbox.map { MailboxWriting.address($0.address).utf8.contains { $0 >= 0x80 } } ?? false
        }
    }
}
