/// Base 64 in lines of 76 characters (RFC 2045 §6.8).
enum Base64Lines {
    /// Characters and line ends that so many bytes take.
    static func size(of count: Int) -> Int {
        let characters = (count + 2) / 3 * 4
        return characters + (characters + 75) / 76 * 2
    }

    /// Appends the bytes' lines, each with its end.
    static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        let start = output.count
        output.append(contentsOf: repeatElement(0x3D, count: size(of: bytes.count)))
        bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { write(input, UnsafeMutableBufferPointer(rebasing: $0[start...])) }
        }
    }

    /// The output is filled with padding before.
    private static func write(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) {
        var read = 0, written = 0
        while read < input.count {
            let end = min(read + 57, input.count)
            while read + 3 <= end {
                let bits = UInt32(input[read]) << 16 | UInt32(input[read + 1]) << 8 | UInt32(input[read + 2])
                output[written] = character(bits >> 18)
                output[written + 1] = character(bits >> 12)
                output[written + 2] = character(bits >> 6)
                output[written + 3] = character(bits)
                read += 3
                written += 4
            }
            if read < end {
                let second = read + 1 < end ? UInt32(input[read + 1]) << 8 : 0
                let bits = UInt32(input[read]) << 16 | second
                output[written] = character(bits >> 18)
                output[written + 1] = character(bits >> 12)
                if read + 1 < end { output[written + 2] = character(bits >> 6) }
                read = end
                written += 4
            }
            output[written] = 0x0D
            output[written + 1] = 0x0A
            written += 2
        }
    }

    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The character of the lowest six bits.
    private static func character(_ bits: UInt32) -> UInt8 {
        alphabet.utf8Start[Int(bits & 0x3F)]
    }
}
