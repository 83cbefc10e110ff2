/// Writes header fields, folded (RFC 5322 §2.2.3).
struct FieldWriter {
    private(set) var bytes: [UInt8] = []
    /// Bytes on the present line.
    private(set) var column = 0

    /// Where lines are folded when they can be, and the longest token a line can take.
    static let width = 78
    static let longestToken = 900

    mutating func add(_ name: String, token: String) {
        add(name, tokens: [token])
    }

    /// Nothing when there are no tokens.
    mutating func add(_ name: String, tokens: some Collection<String>) {
        guard !tokens.isEmpty else { return }
        begin(name)
        for token in tokens { put(token) }
        end()
    }

    mutating func begin(_ name: String) {
        append(name)
        append(":")
    }

    /// A blank and the token, on a line of its own when it would not fit this one.
    mutating func put(_ token: String, within width: Int = width) {
        if column + 1 + token.utf8.count > width { end() }
        append(" ")
        append(token)
    }

    /// Ends the line: the field, unless a blank follows.
    mutating func end() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        column = 0
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        column += text.utf8.count
    }
}
