/// The ASCII form of a label with other characters (RFC 3492).
enum Punycode {
    private static let base: UInt32 = 36, lowest: UInt32 = 1, highest: UInt32 = 26
    private static let firstCode: UInt32 = 128, firstBias: UInt32 = 72

    /// The encoded label without `xn--`, or nil for one that is too long for a name.
    static func encode(_ label: some StringProtocol) -> String? {
        let codes = label.unicodeScalars.prefix(DNSName.maxLabel + 1).map(\.value)
        guard codes.count <= DNSName.maxLabel else { return nil }
        var output = codes.filter { $0 < firstCode }.map { UInt8($0) }
        let basic = UInt32(output.count)
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var next = firstCode, delta: UInt32 = 0, bias = firstBias, handled = basic
        // 63 characters of at most 0x10FFFF: no sum comes near the end of 32 bits.
        while handled < UInt32(codes.count) {
            guard let code = codes.filter({ $0 >= next }).min() else { return nil }
            delta += (code - next) * (handled + 1)
            for character in codes {
                if character < code { delta += 1 }
                guard character == code else { continue }
                write(delta, bias: bias, to: &output)
                bias = adapt(delta, count: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            next = code + 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func write(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var rest = delta, step = base
        while true {
            let threshold = step <= bias ? lowest : min(step - bias, highest)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            step += base
        }
        output.append(digit(rest))
    }

    private static func adapt(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2, steps: UInt32 = 0
        delta += delta / count
        while delta > (base - lowest) * highest / 2 {
            delta /= base - lowest
            steps += base
        }
        return steps + (base - lowest + 1) * delta / (delta + 38)
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
    }
}

extension DNSName {
    /// The name as it is asked for: labels with other characters than ASCII are put in lower case and encoded (RFC 5890).
    ///
    /// No other mapping is made: a name that is not in normal form C stays another name.
    package static func ascii(_ name: some StringProtocol) -> String? {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return String(name) }
        guard name.utf8.count <= 4 * maxLength else { return nil }
        var labels: [String] = []
        let dots: Set<Character> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
        for label in name.split(omittingEmptySubsequences: false, whereSeparator: dots.contains) {
            if label.utf8.allSatisfy({ $0 < 0x80 }) {
                labels.append(String(label))
            } else {
                guard let encoded = Punycode.encode(label.lowercased()), encoded.utf8.count <= maxLabel - 4 else { return nil }
                labels.append("xn--" + encoded)
            }
        }
        return labels.joined(separator: ".")
    }
}
