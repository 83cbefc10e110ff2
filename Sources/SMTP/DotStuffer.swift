/// Writes content as `DATA` carries it: every line ends with CRLF, and one that begins with a dot gets another
/// (RFC 5321 §4.5.2).
///
/// LF, CR and CRLF are each one end of a line, however the content is cut.
package struct DotStuffer: Sendable, Equatable {
    private var isAtLineStart = true
    /// The last byte was a CR, whose line end is already written.
    private var followsCR = false

    package init() {}

    /// The next bytes of the content, as they are sent.
    package mutating func stuff(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        if let stuffed = bytes.withContiguousStorageIfAvailable({ stuff($0) }) { return stuffed }
        return Array(bytes).withUnsafeBufferPointer { stuff($0) }
    }

    /// What ends the content; the stuffer is then ready for the next.
    package mutating func finish() -> [UInt8] {
        defer { self = DotStuffer() }
        return (isAtLineStart ? [] : .crlf) + [.dot] + .crlf
    }

    private mutating func stuff(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 32 + 16)
        var at = 0
        while at < bytes.count {
            if followsCR, bytes[at] == .lf {
                followsCR = false
                at += 1
                continue
            }
            followsCR = false
            if isAtLineStart, bytes[at] == .dot { output.append(.dot) }
            let found = bytes.firstLineBreak(from: at)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<found]))
            isAtLineStart = found < bytes.count
            guard isAtLineStart else { break }
            output.append(.cr)
            output.append(.lf)
            followsCR = bytes[found] == .cr
            at = found + 1
        }
        return output
    }
}

extension SMTPClient {
    /// A whole content with its end, as it is sent.
    package static func stuffed(_ content: some Sequence<UInt8>) -> [UInt8] {
        var stuffer = DotStuffer()
        return stuffer.stuff(content) + stuffer.finish()
    }
}
