/// How loud a packet is and whether it holds a voice, as its sender says (RFC 6464 §3).
package struct VoiceLevel: Equatable, Sendable {
    /// Decibels below overload: 0 is the loudest, 127 silence.
    package let attenuation: UInt8
    package let isVoice: Bool

    package init(attenuation: UInt8, isVoice: Bool) {
        self.attenuation = min(attenuation, 127)
        self.isVoice = isVoice
    }

    /// The value of the header extension; nil when it is empty.
    @inline(__always)
    package init?(_ value: UnsafeRawBufferPointer) {
        guard let byte = value.first else { return nil }
        attenuation = byte & 0x7F
        isVoice = byte & 0x80 != 0
    }

    package var byte: UInt8 { (isVoice ? 0x80 : 0) | attenuation }
}

/// How loud each contributor of a mix is, in the order of the contributors (RFC 6465 §3).
package struct MixLevels: RandomAccessCollection {
    private let value: UnsafeRawBufferPointer

    /// The value of the header extension.
    package init(_ value: UnsafeRawBufferPointer) { self.value = value }

    package var startIndex: Int { 0 }
    package var endIndex: Int { value.count }
    /// Decibels below overload.
    package subscript(position: Int) -> UInt8 { value[position] & 0x7F }
}
