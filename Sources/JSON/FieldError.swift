/// What is wrong with one field of a request, and which (`path` is like `keys.auth` or `people[2]`).
package struct FieldError: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case missing
        case wrongType(expected: String)
        /// The field is none that the request may have.
        case unknown
        case tooLong(limit: Int, got: Int)
        case outOfRange(expected: String)
        case malformed(expected: String)
    }

    package let path: String
    package let kind: Kind

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}
