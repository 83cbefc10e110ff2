/// Finds the text, the stuffed dots and the end in the content of a message (RFC 5321 §4.5.2), however it is cut.
///
/// Only `CRLF . CRLF` ends it: a CR or LF that stands alone is a fault and ends nothing, which leaves no room for a
/// second message inside the first.
struct ContentScanner: Sendable, Equatable {
    /// RFC 5321 §4.5.3.1.6 says 1,000; real mail has longer lines.
    static let maximumLine = 65_536

    enum Event: Equatable {
        case end
        case bareLineBreak
        case longLine
    }

    struct Step: Equatable {
        /// Where text stands, which comes before the event.
        let text: Range<Int>
        /// Where reading goes on; the start again when bytes are missing.
        let resume: Int
        var event: Event?
    }

    private var isAtLineStart = true
    /// Bytes of the line before the place where reading goes on.
    private var lineLength = 0

    mutating func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Step {
        var at = start, textStart = start
        while true {
            if isAtLineStart {
                guard at < bytes.count else { return Step(text: textStart..<at, resume: at) }
                if bytes[at] == .dot {
                    switch dotLine(in: bytes, at: at) {
                    case nil: return Step(text: textStart..<at, resume: at)
                    case true?: return end(Step(text: textStart..<at, resume: at + 3, event: .end))
                    case false?: break
                    }
                    beginLine()
                    guard at == textStart else { return Step(text: textStart..<at, resume: at + 1) }
                    at += 1
                    textStart = at
                } else {
                    beginLine()
                }
            }
            if let step = restOfLine(in: bytes, at: &at, textStart: textStart) { return step }
        }
    }

    private mutating func beginLine() {
        isAtLineStart = false
        lineLength = 0
    }

    private mutating func end(_ step: Step) -> Step {
        self = ContentScanner()
        return step
    }

    /// Whether a line that begins with a dot is the end; nil when bytes are missing to say.
    private func dotLine(in bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool? {
        guard at + 1 < bytes.count else { return nil }
        guard bytes[at + 1] == .cr else { return false }
        guard at + 2 < bytes.count else { return nil }
        return bytes[at + 2] == .lf
    }

    /// Goes to the start of the next line, or says why not.
    @inline(__always)
    private mutating func restOfLine(in bytes: UnsafeBufferPointer<UInt8>, at: inout Int, textStart: Int) -> Step? {
        let found = bytes.firstLineBreak(from: at)
        let wasShort = lineLength <= Self.maximumLine
        lineLength += found - at
        if wasShort, lineLength > Self.maximumLine {
            return Step(text: textStart..<found - (lineLength - Self.maximumLine), resume: found, event: .longLine)
        }
        guard found < bytes.count else { return Step(text: textStart..<found, resume: found) }
        if bytes[found] == .cr {
            guard found + 1 < bytes.count else { return Step(text: textStart..<found, resume: found) }
            if bytes[found + 1] == .lf {
                at = found + 2
                isAtLineStart = true
                return nil
            }
        }
        return Step(text: textStart..<found, resume: found + 1, event: .bareLineBreak)
    }
}
