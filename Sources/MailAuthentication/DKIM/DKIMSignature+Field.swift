extension DKIMSignature {
    /// The signature's own field as it was signed: with an empty `b=` (RFC 6376 §3.7).
    static func unsigned(_ field: Slice<UnsafeBufferPointer<UInt8>>, value: Int) -> [UInt8] {
        var output = Array(field[field.startIndex..<value]), isFirst = true
        for tag in field[value...].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            if !isFirst { output.append(UInt8(ascii: ";")) }
            isFirst = false
            let name = tag.prefix { $0 != UInt8(ascii: "=") }
            let isSignature = name.filter { !Octet.isFolding($0) } == [UInt8(ascii: "b")] && name.count < tag.count
            output += isSignature ? tag.prefix(name.count + 1) : tag
        }
        return output
    }
}
