extension FieldWriter {
    /// One person's name and address.
    mutating func add(_ field: String, mailbox: Mailbox) {
        begin(field)
        let name = PlainLine.clean(mailbox.name), address = MailboxWriting.address(mailbox.address)
        if name.isEmpty {
            put(address)
        } else {
            if let phrase = MailboxWriting.phrase(name) { put(phrase) } else { put(encoded: name) }
            // A line with an encoded word is shorter (RFC 2047 §2).
            put("<" + address + ">", within: WordEncoding.longest + 1)
        }
        end()
    }
}
