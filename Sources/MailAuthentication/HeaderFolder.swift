/// Writes a header field in lines of at most 76 characters where its words allow it (RFC 5322 §2.2.3).
struct HeaderFolder {
    private static let width = 76

    private(set) var text: String
    private var column: Int

    init(_ name: String) {
        text = name
        column = name.utf8.count
    }

    /// A word after a blank or a line end.
    mutating func append(word: String) {
        let fold = column + 1 + word.utf8.count > Self.width
        text += fold ? "\r\n " : " "
        column = fold ? 1 : column + 1
        put(word)
    }

    /// Items with separators, after which a line may end.
    mutating func append(list: [String], prefix: String, separator: String, end: String) {
        for (index, item) in list.enumerated() {
            let piece = (index == 0 ? prefix : "") + item + (index == list.count - 1 ? end : separator)
            if index == 0 {
                append(word: piece)
            } else {
                if column + piece.utf8.count > Self.width { fold() }
                put(piece)
            }
        }
    }

    /// Characters between any two of which a line may end.
    mutating func append(long: String) {
        var rest = long.utf8[...]
        while !rest.isEmpty {
            if column >= Self.width { fold() }
            let piece = rest.prefix(Self.width - column)
            put(String(decoding: piece, as: UTF8.self))
            rest = rest.dropFirst(piece.count)
        }
    }

    private mutating func fold() {
        text += "\r\n "
        column = 1
    }

    private mutating func put(_ piece: String) {
        text += piece
        column += piece.utf8.count
    }
}
