/// Base64 as bodies bring it (RFC 2045 §6.8): foreign characters are passed over, padding may be missing, wrong, or
/// stand in the middle of pieces put together.
enum Base64Content {
    static func decode(_ body: ArraySlice<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: body.count / 4 * 3 + 3) { output, count in
            body.withUnsafeBytes { count = decode($0, into: output) }
        }
    }

    private static func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var bits: UInt32 = 0
        var held = 0
        var count = 0
        func flush() {
            if held >= 2 { (output[count], count) = (UInt8(truncatingIfNeeded: bits >> (held == 2 ? 4 : 10)), count + 1) }
            if held == 3 { (output[count], count) = (UInt8(truncatingIfNeeded: bits >> 2), count + 1) }
            held = 0
        }
        values.withUnsafeBufferPointer { values in
            for byte in input {
                let value = values[Int(byte)]
                guard value < 64 else {
                    if byte == 0x3D { flush() }
                    continue
                }
                bits = bits << 6 | UInt32(value)
                held += 1
                guard held == 4 else { continue }
                output[count] = UInt8(truncatingIfNeeded: bits >> 16)
                output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                output[count + 2] = UInt8(truncatingIfNeeded: bits)
                count += 3
                held = 0
            }
            flush()
        }
        return count
    }

    /// The six bits of each character of the alphabet; 255 for others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        return values
    }()
}
