/// One talker's way from packets to frames: the jitter buffer, the decoder, and the changes of pace.
///
/// Confined to one thread at a time. In steady state nothing is allocated.
package final class Playout {
    private var buffer = JitterBuffer()
    private let decoder: any SoundDecoder
    private var queue = SampleQueue()
    /// Samples that waited when the frame began.
    private var left = 0
    /// Whether the last frame had sound in it that should not stop at once.
    private var isSounding = false

    package convenience init() throws(OpusError) { self.init(decoder: try OpusDecoder()) }

    package init(decoder: any SoundDecoder) { self.decoder = decoder }

    package var counts: JitterBuffer.Counts { buffer.counts }
    /// Samples by which sound is held back against the network's delays.
    package var target: Int64 { buffer.target }
    /// The RTP time, without wrap and at 48 kHz, of what the next frame begins with; nil in silence.
    package var position: Int64? { buffer.position.map { $0 &- Int64(queue.count) } }

    @discardableResult
    package func receive(
        _ packet: JitterBuffer.Packet, _ payload: UnsafeRawBufferPointer, at now: Int64
    ) -> JitterBuffer.Arrival {
        let arrival = buffer.receive(packet, payload, at: now)
        if arrival == .restarted { decoder.reset() }
        return arrival
    }

    /// The next 20 ms.
    package func play(into frame: inout Frame, at now: Int64) {
        buffer.tick()
        left = queue.count
        while queue.count < Frame.sampleCount {
            let action = buffer.next(at: now)
            guard action != .silence else { break }
            perform(action, at: now)
        }
        if queue.count == 0, !isSounding { return frame.silence() }
        let isEnding = queue.count < Frame.sampleCount
        if isEnding { fadeOut() }
        frame.write { queue.take($0) }
        isSounding = !isEnding
    }

    /// Lets 20 ms go by of a talker whom nobody hears, without decoding them.
    package func skip(at now: Int64) {
        buffer.tick()
        queue.removeAll()
        isSounding = false
        _ = buffer.next(at: now)
    }

    private func perform(_ action: JitterBuffer.Action, at now: Int64) {
        let before = queue.count
        do throws(OpusError) {
            try queue.append { (start, room) throws(OpusError) in
                switch action {
                case .decode(let packet): try decoder.decode(packet, into: start, room: room)
                case .decodePrevious(let packet, let count):
                    try decoder.decodePrevious(packet, into: start, count: min(count, room))
                case .conceal(let count): try decoder.conceal(into: start, count: min(count, room))
                case .silence: 0
                }
            }
        } catch {
            // What cannot be decoded is as good as lost.
            try? queue.append { (start, room) throws(OpusError) in try decoder.conceal(into: start, count: min(960, room)) }
        }
        if queue.count == before { queue.append { start, _ in Self.writeSilence(start) } }
        if case .decode = action {
            change(buffer.pace(decoded: queue.count &- before, left: left, at: now), tail: queue.count &- before)
        }
    }

    private func change(_ pace: JitterBuffer.Pace, tail: Int) {
        switch pace {
        case .even: break
        case .faster(let most, let inHaste):
            queue.reshape(tail: tail) { start, _ in TimeStretch.shorten(start, count: tail, most: most, inHaste: inHaste) }
        case .slower:
            queue.reshape(tail: tail) { start, room in TimeStretch.lengthen(start, count: tail, room: room) }
        }
    }

    /// Lets the sound go out over the rest of a frame instead of stopping at once.
    private func fadeOut() {
        let count = Frame.sampleCount &- queue.count
        guard isSounding || queue.count > 0 else { return }
        try? queue.append { (start, room) throws(OpusError) in
            let made = try decoder.conceal(into: start, count: min(room, (count &+ 119) / 120 &* 120))
            Vector.ramp(start, to: start, count: made, from: 1, through: 0)
            return min(made, count)
        }
    }

    private static func writeSilence(_ start: UnsafeMutablePointer<Float>) -> Int {
        for index in 0..<Frame.sampleCount { start[index] = 0 }
        return Frame.sampleCount
    }
}
