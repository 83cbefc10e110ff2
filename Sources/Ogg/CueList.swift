/// Who spoke from when to when in a recording, as WebVTT (W3C WebVTT §4).
package struct CueList: Equatable, Sendable {
    private struct Cue: Equatable, Sendable {
        let speaker: String
        let from: Int64, to: Int64
    }

    private var cues: [Cue] = []

    package init() {}

    /// Adds a time in which somebody spoke, in milliseconds of the recording. One that does not last is left out.
    package mutating func add(_ speaker: String, from: Int64, to: Int64) {
        guard max(0, from) < to else { return }
        cues.append(Cue(speaker: Self.escaped(speaker), from: max(0, from), to: to))
    }

    /// The file, cues in the order in which they begin.
    package var text: String {
        var text = "WEBVTT\n"
        for cue in cues.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            text += "\n\(Self.time(cue.from)) --> \(Self.time(cue.to))\n<v \(cue.speaker)>\(cue.speaker)\n"
        }
        return text
    }

    /// A name as text of a cue and as the name of its voice; line ends and control characters become spaces.
    private static func escaped(_ name: String) -> String {
        var text = ""
        for character in name.unicodeScalars {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case _ where character.properties.generalCategory == .control: text += " "
            default: text.unicodeScalars.append(character)
            }
        }
        let words = text.split(separator: " ").joined(separator: " ")
        return words.isEmpty ? "?" : words
    }

    private static func time(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
            + "." + padded(milliseconds % 1000, 3)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
