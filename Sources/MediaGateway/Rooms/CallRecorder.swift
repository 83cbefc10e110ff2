import Audio
import Domain
import Hub

/// Writes what everybody hears into a file, and notes who spoke when.
final class CallRecorder {
    private let sink: any RecordingSink
    private var frames: Int64 = 0
    private var began: [LegID: Int64] = [:]
    private var cues: [(leg: LegID, from: Int64, to: Int64)] = []

    init(_ sink: any RecordingSink) { self.sink = sink }

    private var milliseconds: Int64 { frames * 20 }

    func add(_ sound: CallMix.Sound?) { frames += 1 }

    func cue(_ leg: LegID, isSpeaking: Bool) {
        if isSpeaking {
            began[leg] = began[leg] ?? milliseconds
        } else if let from = began.removeValue(forKey: leg) {
            cues.append((leg, from, milliseconds))
        }
    }

    func end() {
        for leg in began.keys { cue(leg, isSpeaking: false) }
        sink.end(milliseconds: milliseconds, cues: cues)
    }
}
