/// What turns payloads into samples, and makes up those that are missing.
package protocol SoundDecoder: AnyObject {
    /// Writes at most `room` samples and gives how many.
    func decode(_ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, room: Int) throws(OpusError) -> Int
    /// Writes the `count` samples before a packet, from what it says about them.
    func decodePrevious(_ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, count: Int) throws(OpusError) -> Int
    func conceal(into samples: UnsafeMutablePointer<Float>, count: Int) throws(OpusError) -> Int
    func reset()
}

extension OpusDecoder: SoundDecoder {}
