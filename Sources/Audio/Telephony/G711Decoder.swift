/// A decoder of telephony's sound to 48 kHz, which makes up what is lost by repeating the last period of the pitch.
///
/// Confined to one thread at a time. In steady state nothing is allocated.
package final class G711Decoder: SoundDecoder {
    /// Samples over which made-up sound falls to nothing: 120 ms.
    private static let fading = 5760
    /// Samples over which it gives way to what comes after it: 2.5 ms.
    private static let seam = 120
    /// Samples kept to find the pitch in: 20 ms.
    private static let kept = Frame.sampleCount

    private let law: G711
    private var upsampler = Upsampler()
    private var narrow = [Float](repeating: 0, count: Upsampler.maxCount)
    /// What was given out last, and what would have followed it.
    private var past = [Float](repeating: 0, count: kept), seam = [Float](repeating: 0, count: seam)
    /// Samples made up in a row, and the period that they repeat.
    private var madeUp = 0, period = kept

    package init(law: G711) { self.law = law }

    package func decode(
        _ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, room: Int
    ) throws(OpusError) -> Int {
        let count = min(packet.count, room / PolyphaseFilter.ratio)
        packet.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: count, by: Upsampler.maxCount) {
                widen(bytes[start..<min(count, start + Upsampler.maxCount)], to: samples + start * PolyphaseFilter.ratio)
            }
        }
        let made = count * PolyphaseFilter.ratio
        if madeUp > 0 { join(samples, made) }
        madeUp = 0
        remember(samples, made)
        return made
    }

    /// No packet of G.711 says anything about the one before it.
    package func decodePrevious(
        _ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, count: Int
    ) throws(OpusError) -> Int { try conceal(into: samples, count: count) }

    package func conceal(into samples: UnsafeMutablePointer<Float>, count: Int) throws(OpusError) -> Int {
        if madeUp == 0 { period = pitch() }
        repeatPeriod(samples, count)
        madeUp &+= count
        remember(samples, count)
        return count
    }

    package func reset() {
        for index in past.indices { past[index] = 0 }
        upsampler = Upsampler()
        madeUp = 0
    }

    private func widen(_ bytes: Slice<UnsafeRawBufferPointer>, to target: UnsafeMutablePointer<Float>) {
        narrow.withUnsafeMutableBufferPointer { narrow in
            law.decode(UnsafeRawBufferPointer(rebasing: bytes), into: narrow)
            upsampler.resample(UnsafeBufferPointer(rebasing: narrow[..<bytes.count]), to: target)
        }
    }

    /// Goes on in the pitch of the past, more and more quietly.
    private func repeatPeriod(_ samples: UnsafeMutablePointer<Float>, _ count: Int) {
        past.withUnsafeBufferPointer { past in
            for index in 0..<count {
                let before = index < period ? past[Self.kept &- period &+ index] : samples[index &- period]
                let to = Self.fading &- madeUp &- index
                // What is repeated has itself faded as far as it was made up.
                let from = min(Self.fading, to &+ period)
                samples[index] = to > 0 ? before * (Float(to) / Float(from)) : 0
            }
        }
    }

    /// Fades from what would have been made up to what came.
    private func join(_ samples: UnsafeMutablePointer<Float>, _ count: Int) {
        let length = min(Self.seam, count)
        seam.withUnsafeMutableBufferPointer { seam in
            guard let next = seam.baseAddress else { return }
            repeatPeriod(next, length)
            for index in 0..<length {
                samples[index] = next[index] + (samples[index] - next[index]) * Float(index) / Float(length)
            }
        }
    }

    private func remember(_ samples: UnsafePointer<Float>, _ count: Int) {
        past.withUnsafeMutableBufferPointer { past in
            guard let start = past.baseAddress else { return }
            let taken = min(count, Self.kept), stays = Self.kept - taken
            start.update(from: start + taken, count: stays)
            (start + stays).update(from: samples + (count - taken), count: taken)
        }
    }

    private func pitch() -> Int {
        past.withUnsafeBufferPointer { past in
            past.baseAddress.flatMap { TimeStretch.period($0, Self.kept, most: TimeStretch.longest, inHaste: true) } ?? Self.kept
        }
    }
}
