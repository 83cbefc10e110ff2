/// How a line of markup begins.
enum LineStart {
    typealias Line = ArraySlice<UInt8>

    struct Item {
        /// Of an ordered list.
        let number: Int?
        /// Columns that belong to the marker.
        let indent: Int
        let text: Line
    }

    /// The marks that open a block of code.
    static func fence(_ line: Line) -> Line? {
        let rest = line.dedented(3).rest
        guard let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let marks = rest.prefix { $0 == mark }
        guard marks.count >= 3, !rest.dropFirst(marks.count).contains(UInt8(ascii: "`")) else { return nil }
        return marks
    }

    static func heading(_ line: Line) -> (level: Int, title: Line)? {
        let rest = line.dedented(3).rest
        let level = rest.prefix { $0 == UInt8(ascii: "#") }.count
        let after = rest.dropFirst(level)
        guard (1...6).contains(level), after.first?.isMarkupSpace == true, !after.isBlank else { return nil }
        let title = after.trimmed().trimmedEnd { $0 == UInt8(ascii: "#") }
        return (level, title.trimmed())
    }

    static func isRule(_ line: Line) -> Bool {
        let rest = line.dedented(3).rest
        guard let mark = rest.first, "*-_".utf8.contains(mark) else { return false }
        return rest.count { $0 == mark } >= 3 && rest.allSatisfy { $0 == mark || $0 == 0x20 || $0 == 0x09 }
    }

    static func quoted(_ line: Line) -> Line? {
        let rest = line.dedented(3).rest
        guard rest.first == UInt8(ascii: ">") else { return nil }
        return rest.dropFirst().dedented(1).rest
    }

    static func item(_ line: Line) -> Item? {
        let (rest, spaces) = line.dedented(3)
        guard let first = rest.first else { return nil }
        if "-*+".utf8.contains(first) { return item(after: rest.dropFirst(), number: nil, indent: spaces + 2) }
        let digits = rest.prefix(10).prefix(while: \.isMarkupDigit)
        guard (1...9).contains(digits.count), let end = rest.dropFirst(digits.count).first, ".)".utf8.contains(end) else {
            return nil
        }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return item(after: rest.dropFirst(digits.count + 1), number: number, indent: spaces + digits.count + 2)
    }

    private static func item(after: Line, number: Int?, indent: Int) -> Item? {
        guard after.first.map(\.isMarkupSpace) ?? true else { return nil }
        return Item(number: number, indent: indent, text: after.trimmed())
    }
}
