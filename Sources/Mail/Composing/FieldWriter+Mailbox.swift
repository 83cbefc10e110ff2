extension FieldWriter {
    /// One person's name and address.
    mutating func add(_ field: String, mailbox: Mailbox) {
        begin(field)
        let name = PlainLine.clean(mailbox.name), address = MailboxWriting.address(mailbox.address)
        if name.isEmpty {
            put(address)
        } else {
            if let phrase = MailboxWriting.phrase(name) { put(phrase) } else { put(encoded: name) }
            put("<" + address + ">")
        }
        end()
    }
}
