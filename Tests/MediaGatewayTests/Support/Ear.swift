import Audio
import Foundation
import RTP

/// What a participant hears, and in what order it came.
final class Ear {
    private let decoder: OpusDecoder
    private var last: RTPHeader?
    /// What was heard, at 48 kHz, without what was not sent.
    private(set) var heard: [Float] = []
    private(set) var payloads: Set<[UInt8]> = []
    private(set) var packets = 0
    private(set) var markers = 0
    /// Numbers left out, and times that did not go on.
    private(set) var gaps = 0, backwards = 0
    /// The source that the answer named, and packets of others.
    var expected: UInt32?
    private(set) var strays = 0

    init() throws { decoder = try OpusDecoder() }

    func hear(_ packet: RTPPacket) {
        packets += 1
        follow(packet.header)
        payloads.insert(Array(packet.payload))
        if packet.header.ssrc != expected { strays += 1 }
        if packet.header.marker { markers += 1 }
        var samples = [Float](repeating: 0, count: OpusPacket.maxSamples)
        let made = samples.withUnsafeMutableBufferPointer { try? decoder.decode(Array(packet.payload), into: $0.baseAddress!) }
        heard += samples.prefix(made ?? 0)
    }

    private func follow(_ header: RTPHeader) {
        defer { last = header }
        guard let last else { return }
        if header.sequence.distance(from: last.sequence) != 1 { gaps += 1 }
        if header.timestamp.distance(from: last.timestamp) <= 0 { backwards += 1 }
    }

    /// Forgets what was heard.
    func listenAnew() {
        heard = []
        packets = 0
    }

    /// Decibels under full scale of a tone in what was heard.
    func loudness(of tone: Double) -> Double {
        let samples = heard.suffix(48_000)
        guard samples.count >= 9_600 else { return -200 }
        var real = 0.0, imaginary = 0.0
        for (index, sample) in samples.enumerated() {
            // A window with side lobes far below what is looked for.
            let place = 2 * .pi * Double(index) / Double(samples.count)
            let window = 0.35875 - 0.48829 * cos(place) + 0.14128 * cos(2 * place) - 0.01168 * cos(3 * place)
            let angle = 2 * .pi * tone * Double(index) / 48_000
            real += Double(sample) * window * cos(angle)
            imaginary += Double(sample) * window * sin(angle)
        }
        let amplitude = 2 * (real * real + imaginary * imaginary).squareRoot() / (0.35875 * Double(samples.count))
        return 20 * log10(max(amplitude, 1e-10))
    }
}
