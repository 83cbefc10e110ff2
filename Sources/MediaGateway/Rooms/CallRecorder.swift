import Audio
import Domain
import Foundation
import Hub
import Ogg

/// Writes what everybody hears into a file, and notes who spoke when.
final class CallRecorder {
    private let sink: any RecordingSink
    private var file = OggOpusWriter(serial: UInt32.random(in: 0...UInt32.max))
    private var began: [LegID: Int64] = [:]

    init(_ sink: any RecordingSink) {
        self.sink = sink
        sink.write(file.head(OpusTags(vendor: "Confab", date: Date.now.formatted(.iso8601))))
    }

    /// Takes 20 ms; nil for silence.
    func add(_ sound: CallMix.Sound?) {
        let page = sound.map { file.add($0.packet) } ?? file.addSilence()
        guard !page.isEmpty else { return }
        sink.write(page)
        for (leg, from) in began { sink.cue(leg, from: from, to: file.milliseconds) }
    }

    func cue(_ leg: LegID, isSpeaking: Bool) {
        if isSpeaking {
            began[leg] = began[leg] ?? file.milliseconds
        } else if let from = began.removeValue(forKey: leg) {
            sink.cue(leg, from: from, to: file.milliseconds)
        }
    }

    func end() {
        for leg in began.keys { cue(leg, isSpeaking: false) }
        sink.write(file.finish())
        sink.end()
    }
}
