private import Glibc

/// How loud a packet's sound is, as its sender says (RFC 6464): decibels under the loudest, 0 to 127.
package struct AudioLevel: Hashable, Comparable, Sendable {
    package static let silence = AudioLevel(attenuation: 127)

    package let attenuation: UInt8

    package init(attenuation: UInt8) { self.attenuation = min(attenuation, 127) }

    /// Measures sound of which the sender said nothing.
    package init(of frame: Frame) {
        let energy = frame.isSilent ? 0 : frame.read { Vector.dot($0, $0, count: Frame.sampleCount) } ?? 0
        let power = energy / Float(Frame.sampleCount)
        self.init(attenuation: power > 1e-12 ? UInt8(min(127, max(0, -10 * log10f(power)))) : 127)
    }

    /// The louder is greater.
    package static func < (left: AudioLevel, right: AudioLevel) -> Bool { left.attenuation > right.attenuation }
}
