/// What this program is called and which it is.
package enum Confab {
    package static let version = "0.1.0"
}

/// Something that the operator has to be told in one line, because only they can mend it.
package struct Complaint: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
