/// A person's mail address and the name that stood beside it (RFC 5322 §3.4).
package struct Mailbox: Sendable, Hashable {
    /// Decoded, without control characters, trimmed; empty when there was none.
    package let name: String
    /// The address as written, without angle brackets.
    package let address: String

    package init(name: String = "", address: String) {
        self.name = name
        self.address = address
    }
}
