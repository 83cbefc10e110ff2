/// The two ways in which a part of a message is brought to one form before it is hashed (RFC 6376 §3.4).
enum Canonicalization: String {
    case simple
    case relaxed

    /// One header field with its line ends, the last as well.
    func field(_ bytes: some Collection<UInt8>) -> [UInt8] {
        switch self {
        case .simple: Self.withLineEnds(bytes)
        case .relaxed: Self.relaxed(bytes) + [Octet.carriageReturn, Octet.lineFeed]
        }
    }

    private static func withLineEnds(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 2)
        for byte in bytes {
            if byte == Octet.lineFeed, output.last != Octet.carriageReturn { output.append(Octet.carriageReturn) }
            output.append(byte)
        }
        return output + [Octet.carriageReturn, Octet.lineFeed]
    }

    /// The name in lower case, then the value unfolded, with single blanks and none at its ends (RFC 6376 §3.4.2).
    private static func relaxed(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        var output = name.filter { !Octet.isBlank($0) }.map(Octet.lower) + [UInt8(ascii: ":")]
        output.reserveCapacity(bytes.count + 2)
        let start = output.count
        var iterator = bytes.dropFirst(name.count + 1).makeIterator(), next = iterator.next(), blank = false
        while let byte = next {
            next = iterator.next()
            if byte == Octet.lineFeed || (byte == Octet.carriageReturn && next == Octet.lineFeed) { continue }
            if Octet.isBlank(byte) {
                blank = true
            } else {
                if blank, output.count > start { output.append(Octet.space) }
                output.append(byte)
                blank = false
            }
        }
        return output
    }
}
