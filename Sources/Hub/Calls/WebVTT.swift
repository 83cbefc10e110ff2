import Domain

/// Who spoke when, as a text track (W3C WebVTT).
enum WebVTT {
    /// - Parameter end: milliseconds of what they are about.
    static func text(_ cues: [RecordedCue], upTo end: Milliseconds, name: (RecordedCue.Speaker?) -> String) -> [UInt8] {
        var text = "WEBVTT\n"
        for cue in cues.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) where min(cue.to, end) > cue.from {
            let name = escaped(name(cue.speaker))
            text += "\n\(time(cue.from)) --> \(time(min(cue.to, end)))\n<v \(name)>\(name)\n"
        }
        return Array(text.utf8)
    }

    private static func time(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1_000
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return
            "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(milliseconds % 1_000, 3))"
    }

    /// Names are shown in one line and mark nothing up.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for c in text {
            switch c {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case _ where c.isNewline: result += " "
            default: result.append(c)
            }
        }
        return result
    }
}
